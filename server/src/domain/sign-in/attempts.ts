// Limits on guessing (A8): failed attempts within `attemptsWindowMs`, per account from one address and per address. Nothing is counted
// per account alone, so nobody can lock the right person out from elsewhere. In memory: a restart forgives.
// An attempt is counted when it begins, so that many at once count too, and taken back if it was right.
import { attemptKeysMax, attemptsPerAccountMax, attemptsPerAddressMax, attemptsWindowMs } from '@enlace/shared/limits';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Clock } from '../../runtime/clock.ts';

export interface Attempt {
  /** The guess was right: what was counted against this account from this address is forgotten. */
  succeed(): void;
  /** It was not judged (the hub was busy): it does not count. */
  cancel(): void;
}

export interface Attempts {
  /** Refuses `too_many_attempts` with the seconds to wait. */
  begin(account: string, address: string): Result<Attempt>;
}

interface Count {
  count: number;
  readonly endsMs: number;
}

/** IPv6 by its /64, which is what one customer has; IPv4 (mapped too) whole. */
export function networkOf(address: string): string {
  const v4 = /(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (v4?.[1] !== undefined || !address.includes(':')) return v4?.[1] ?? address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => (Number.parseInt(group, 16) || 0).toString(16))
    .join(':');
}

export function createAttempts(clock: Clock): Attempts {
  const counts = new Map<string, Count>();

  const read = (key: string): Count | null => {
    const found = counts.get(key);
    if (found === undefined || found.endsMs > clock.nowMs()) return found ?? null;
    counts.delete(key);
    return null;
  };

  function add(key: string, by: number): void {
    const found = read(key);
    if (found !== null) {
      found.count = Math.max(0, found.count + by);
    } else if (by > 0) {
      for (const oldest of counts.keys()) {
        if (counts.size < attemptKeysMax) break;
        counts.delete(oldest);
      }
      counts.set(key, { count: by, endsMs: clock.nowMs() + attemptsWindowMs });
    }
  }

  return {
    begin(account, address) {
      const network = networkOf(address);
      const pair = `${network} ${account}`;
      for (const [key, max] of [
        [pair, attemptsPerAccountMax],
        [network, attemptsPerAddressMax],
      ] as const) {
        const found = read(key);
        if (found !== null && found.count >= max) {
          return refuse('too_many_attempts', { detail: { seconds: Math.max(1, Math.ceil((found.endsMs - clock.nowMs()) / 1000)) } });
        }
      }
      add(pair, 1);
      add(network, 1);
      return ok({
        succeed() {
          counts.delete(pair);
          add(network, -1);
        },
        cancel() {
          add(pair, -1);
          add(network, -1);
        },
      });
    },
  };
}
