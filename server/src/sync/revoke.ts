// A change of access takes effect on open sockets (R9, F8): fact → which connections → ask again → new right, or closed. Without an
// answer there is no right either: a connection whose right cannot be asked is closed, and may come back (S21).
// Sign-ins that end by the clock ring no bell: they are asked for as well, often enough where somebody is at work (S4).
import type { DocumentId } from '@enlace/shared/ids';
import { signInIdleMs, signInTouchMs } from '@enlace/shared/limits';
import type { Result } from '@enlace/shared/result';
import type { OpenDocument } from '../domain/documents.ts';
import type { Caller, Fact } from '../domain/house.ts';
import type { Log } from '../runtime/log.ts';
import type { Connection } from './connection.ts';

type Open = (caller: Caller, documentId: DocumentId) => Promise<Result<OpenDocument>>;

export interface Asking {
  readonly open: Open;
  readonly log: Pick<Log, 'error'>;
}

/** Whether the fact may change what this connection may do. */
export function concerns(fact: Fact, connection: Pick<Connection, 'accountId' | 'exchangeId' | 'documentId' | 'caller'>): boolean {
  switch (fact.kind) {
    case 'changed':
      return false;
    case 'sign-in-ended':
      return fact.signInId === connection.caller.signInId;
    case 'access':
      return (
        (fact.accountId === null || fact.accountId === connection.accountId) &&
        (fact.exchangeId === null || fact.exchangeId === connection.exchangeId) &&
        (fact.documentId === null || fact.documentId === connection.documentId)
      );
  }
}

/** Of several questions about one connection only the answer to the last counts. */
export class Reconsiderations {
  readonly #asking: Asking;
  readonly #latest = new WeakMap<Connection, symbol>();

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  async reconsider(connection: Connection): Promise<void> {
    const question = Symbol('question');
    this.#latest.set(connection, question);
    try {
      const opened = await this.#asking.open(connection.caller, connection.documentId);
      if (this.#latest.get(connection) !== question || !connection.isOpen) return;
      if (opened.ok) connection.changeRight(opened.value);
      else connection.close(opened.refusal.code);
    } catch (fault) {
      this.#asking.log.error({ err: fault, documentId: connection.documentId }, 'a right could not be asked again');
      connection.close('storage_failed');
    }
  }
}

/** When a sign-in is next asked for: a minute after its person did something, else when it may have run out. */
export function isRenewalDue(connection: Pick<Connection, 'activeMs'>, askedMs: number, nowMs: number): boolean {
  if (connection.activeMs > askedMs) return nowMs - askedMs >= signInTouchMs;
  return nowMs - askedMs > signInIdleMs;
}
