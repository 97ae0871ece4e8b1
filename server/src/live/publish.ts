// Changes → screens: `changed` facts ring, the feed is read, each reader gets what they may know, in order and without gaps.
// A fact is only a bell: what is sent is read from the feed after the place that each screen has reached, so that a screen that
// comes back with `since`, one that lagged, and one that heard the bell twice are the same case.

import type { ExchangeId } from '@enlace/shared/ids';
import { changesPerEventMax } from '@enlace/shared/limits';
import type { Change } from '@enlace/shared/model/change';
import { visibleChanges } from '../domain/changes.ts';
import type { House } from '../domain/house.ts';
import type { Log } from '../runtime/log.ts';
import type { Watching, Watchings } from './screen.ts';

/** How soon the feed is read again where the store could not be read. */
const AGAIN_MS = 1_000;

export interface Publisher {
  /** Something changed there; soon everyone who watches is told. */
  ring(exchangeId: ExchangeId): void;
  /** Brings the watchings of an exchange up to date, after what is under way there. Resolves with the feed's end. Rejects where the store cannot be read. */
  deliver(exchangeId: ExchangeId): Promise<number>;
  close(): void;
}

export function createPublisher({ house, watchings, log }: { house: House; watchings: Watchings; log: Log }): Publisher {
  /** One delivery at a time an exchange, so that no screen is told of two things in the wrong order. */
  const turns = new Map<ExchangeId, Promise<unknown>>();
  const rung = new Set<ExchangeId>();
  const again = new Set<NodeJS.Timeout>();

  async function deliverNow(exchangeId: ExchangeId): Promise<number> {
    rung.delete(exchangeId);
    const { changes } = house.store.records;
    const end = await changes.end();
    const readSince = remember((seq) => changes.since(exchangeId, seq, changesPerEventMax + 1));
    for (const group of groupWatchings(watchings.of(exchangeId))) {
      const [{ seq, screen }] = group;
      if (seq >= end) continue;
      const missed = await readSince(seq);
      if (missed.length > changesPerEventMax) {
        tell(group, end, (watching) => watching.screen.emit('resync', { exchangeId, seq: end }));
        continue;
      }
      const reached = missed.at(-1)?.seq ?? seq;
      const visible = missed.length === 0 ? [] : await visibleChanges(house, screen.caller.account.id, exchangeId, missed);
      tell(group, reached, (watching) => emitChanges(watching, visible, reached));
    }
    return end;
  }

  function deliver(exchangeId: ExchangeId): Promise<number> {
    const before = turns.get(exchangeId) ?? Promise.resolve();
    const turn = before.then(
      () => deliverNow(exchangeId),
      () => deliverNow(exchangeId),
    );
    turns.set(exchangeId, turn);
    const forget = (): void => {
      if (turns.get(exchangeId) === turn) turns.delete(exchangeId);
    };
    turn.then(forget, forget);
    return turn;
  }

  function ring(exchangeId: ExchangeId): void {
    if (rung.has(exchangeId) || watchings.of(exchangeId).length === 0) return;
    rung.add(exchangeId);
    deliver(exchangeId).catch((fault: unknown) => {
      rung.delete(exchangeId);
      log.error({ err: fault, exchangeId }, 'changes could not be published; trying again');
      const timer = setTimeout(() => {
        again.delete(timer);
        ring(exchangeId);
      }, AGAIN_MS);
      again.add(timer);
    });
  }

  return {
    ring,
    deliver,
    close: () => {
      for (const timer of again) clearTimeout(timer);
    },
  };
}

type Group = readonly [Watching, ...Watching[]];

/** Screens of one account that have reached the same place get the same: read and cut once. */
function groupWatchings(all: readonly Watching[]): readonly Group[] {
  const groups = new Map<string, [Watching, ...Watching[]]>();
  for (const watching of all) {
    const key = `${watching.screen.caller.account.id} ${watching.seq}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [watching]);
    else group.push(watching);
  }
  return [...groups.values()];
}

/** One reading for all who have reached the same place. */
function remember(read: (seq: number) => Promise<Change[]>): (seq: number) => Promise<Change[]> {
  const known = new Map<number, Promise<Change[]>>();
  return (seq) => {
    const reading = known.get(seq) ?? read(seq);
    known.set(seq, reading);
    return reading;
  };
}

function tell(group: Group, reached: number, emit: (watching: Watching) => void): void {
  for (const watching of group) {
    watching.seq = reached;
    emit(watching);
  }
}

function emitChanges({ screen, exchangeId }: Watching, changes: readonly Change[], seq: number): void {
  if (changes.length > 0) screen.emit('changes', { exchangeId, changes, seq });
}
