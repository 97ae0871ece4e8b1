// For the tests of the sync door: people, documents and rights without a domain, dice, a clock and timers that a test moves, and
// peers without a socket.
import type { AccountId, DocumentId, ExchangeId, InstitutionId, MemberId, SignInId } from '@enlace/shared/ids';
import { createId } from '@enlace/shared/ids';
import type { Document, DocumentKind } from '@enlace/shared/model/document';
import type { RefusalCode } from '@enlace/shared/refusals';
import type { StampedPresence } from '@enlace/shared/sync/message';
import * as Y from 'yjs';
import type { OpenDocument } from '../domain/documents.ts';
import type { Caller } from '../domain/house.ts';
import { systemClock, systemRandom } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import type { Peer } from './peer.ts';
import type { Timer } from './timer.ts';

export const silent = createLog('silent');

export const newTestId = <I extends string>(): I => createId<I>(systemClock.nowMs(), systemRandom(10));

/** Numbers from a seed (mulberry32); the seed is printed, so that a failure can be run again. */
export function createDice(seed = Number(process.env.ENLACE_SEED ?? '20270311')): {
  readonly seed: number;
  roll(sides: number): number;
} {
  process.stdout.write(`seed ${seed} (ENLACE_SEED repeats it)\n`);
  let state = seed >>> 0;
  return {
    seed,
    roll(sides) {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * sides);
    },
  };
}

/** Time that passes only when a test says so. */
export function createTime(): { nowMs(): number; readonly timer: Timer; pass(ms: number): Promise<void>; readonly armed: () => number } {
  let now = 1_000_000;
  let next = 0;
  const due = new Map<number, { readonly atMs: number; readonly run: () => void }>();
  const first = () => [...due].sort(([a, x], [b, y]) => x.atMs - y.atMs || a - b)[0];
  return {
    nowMs: () => now,
    timer: (ms, run) => {
      const id = next++;
      due.set(id, { atMs: now + ms, run });
      return () => void due.delete(id);
    },
    armed: () => due.size,
    async pass(ms) {
      const until = now + ms;
      await turn();
      for (let found = first(); found !== undefined && found[1].atMs <= until; found = first()) {
        const [id, { atMs, run }] = found;
        due.delete(id);
        now = atMs;
        run();
        await turn();
      }
      now = until;
    },
  };
}

/** Lets everything run that waits for nothing but its turn. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface TestPerson {
  readonly caller: Caller;
  readonly memberId: MemberId;
  readonly cookie: string;
}

export function createPerson(): TestPerson {
  const accountId = newTestId<AccountId>();
  const stamp = {
    createdAt: '2026-11-23T00:00:00.000Z',
    createdBy: null,
    updatedAt: '2026-11-23T00:00:00.000Z',
    updatedBy: null,
    version: 1,
  };
  const caller = {
    account: {
      id: accountId,
      email: `${accountId.toLowerCase()}@example.org`,
      language: 'es',
      timeZone: 'America/Mexico_City',
      isAdmin: false,
      isDisabled: false,
      ...stamp,
    },
    signInId: newTestId<SignInId>(),
    device: 'ordinary',
  } as unknown as Caller; // the stamp's exact shape is no matter of sync
  return { caller, memberId: newTestId<MemberId>(), cookie: `enlace=${newTestId<string>()}` };
}

export function createDocument(kind: DocumentKind = 'minutes', id = newTestId<DocumentId>()): Document {
  const exchangeId = newTestId<ExchangeId>();
  return { id, exchangeId, kind, sessionId: null, title: { es: 'Documento' }, schemaVersion: 1, generation: 1 } as unknown as Document; // as above
}

export function openedFor(
  person: TestPerson,
  document: Document,
  right: { readonly mayWrite: boolean; readonly reason?: RefusalCode },
): OpenDocument {
  return {
    document,
    mayWrite: right.mayWrite,
    reason: right.mayWrite ? null : (right.reason ?? 'read_only'),
    seesAuthors: true,
    member: {
      id: person.memberId,
      institutionId: newTestId<InstitutionId>(),
      role: 'host_editor',
      functionalTitle: { es: 'Dirección de Área' },
      acronym: { es: 'INM' },
      hue: 'jade',
    },
  };
}

/** A peer of a room, without a socket. */
export class TestPeer implements Peer {
  readonly accountId: AccountId;
  readonly memberId: MemberId;
  readonly isOurs = true;
  readonly clientId: number | null;
  readonly frames: Uint8Array[] = [];
  readonly closedWith: RefusalCode[] = [];
  mayWrite = true;
  seesAuthors = true;
  /** Frames are taken in while true. */
  isReading = true;
  queued = 0;

  constructor(clientId: number | null = null) {
    this.accountId = newTestId();
    this.memberId = newTestId();
    this.clientId = clientId;
  }

  get user(): StampedPresence['user'] {
    return { memberId: this.memberId, title: { es: 'Titular' }, acronym: { es: 'SRE' }, hue: 'grana', mayWrite: this.mayWrite };
  }

  send(frame: Uint8Array): boolean {
    if (!this.isReading) return false;
    this.frames.push(frame);
    return true;
  }

  queuedBytes(): number {
    return this.queued;
  }

  close(code: RefusalCode): void {
    this.closedWith.push(code);
  }
}

export const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
};

export const bodyOf = (doc: Y.Doc): string => doc.getXmlFragment('body').toString();
