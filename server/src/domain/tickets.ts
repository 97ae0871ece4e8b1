// Join tickets: what joinDocument hands out and the document socket redeems once (A24). In memory: a restart voids them, and the
// client joins again. A ticket never travels in a URL (sync/version.ts).
import type { AccountId, DocumentId, SignInId } from '@enlace/shared/ids';
import { joinTicketMs, joinTicketsMax } from '@enlace/shared/limits';
import type { Clock, Random } from '../runtime/clock.ts';

export interface Ticket {
  readonly accountId: AccountId;
  readonly signInId: SignInId;
  readonly documentId: DocumentId;
  /** The Yjs client id that was leased. */
  readonly clientId: number;
  /** The client knows an older shape of the document than the stored one: it reads and does not write (R12). */
  readonly isOutdated: boolean;
}

export interface Tickets {
  /** 256 random bits, base64url. */
  issue(ticket: Ticket): string;
  /** Once; null where it is unknown, used or older than `joinTicketMs`. */
  redeem(ticket: string): Ticket | null;
}

/** At most `joinTicketsMax` are kept; beyond it the oldest goes first. */
export function createTickets(clock: Clock, random: Random): Tickets {
  const issued = new Map<string, { readonly ticket: Ticket; readonly expiresMs: number }>();

  function forgetOld(): void {
    for (const [key, { expiresMs }] of issued) {
      if (expiresMs > clock.nowMs() && issued.size < joinTicketsMax) return; // in order of issue: the first live one ends it
      issued.delete(key);
    }
  }

  return {
    issue(ticket) {
      forgetOld();
      const key = Buffer.from(random(32)).toString('base64url');
      issued.set(key, { ticket, expiresMs: clock.nowMs() + joinTicketMs });
      return key;
    },
    redeem(key) {
      const found = issued.get(key);
      issued.delete(key);
      return found !== undefined && found.expiresMs > clock.nowMs() ? found.ticket : null;
    },
  };
}
