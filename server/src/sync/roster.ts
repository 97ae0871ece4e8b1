// The connections that are open on this node: who they are, what facts do to them (R9), and their orderly end. gateway → this.
import type { AccountId, DocumentId } from '@enlace/shared/ids';
import { connectionsPerAccountMax, signInTouchMs } from '@enlace/shared/limits';
import type { RefusalCode } from '@enlace/shared/refusals';
import type { Result } from '@enlace/shared/result';
import type { OpenDocument } from '../domain/documents.ts';
import type { Caller, Fact } from '../domain/house.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Connection } from './connection.ts';
import { concerns, isRenewalDue, Reconsiderations } from './revoke.ts';
import type { Cancel, Timer } from './timer.ts';

export interface RosterMeans {
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Pick<Log, 'error'>;
  /** `isActive`: the person has written since the last time. */
  isSignedIn(caller: Caller, isActive: boolean): Promise<boolean>;
  open(caller: Caller, documentId: DocumentId): Promise<Result<OpenDocument>>;
}

export class Roster {
  readonly #means: RosterMeans;
  /** When the sign-in of each was last asked for. */
  readonly #askedMs = new Map<Connection, number>();
  readonly #byAccount = new Map<AccountId, Set<Connection>>();
  readonly #reconsiderations: Reconsiderations;
  #cancelRound: Cancel;
  #epoch = 0;

  constructor(means: RosterMeans) {
    this.#means = means;
    this.#reconsiderations = new Reconsiderations(means);
    this.#cancelRound = this.#armRound();
  }

  get size(): number {
    return this.#askedMs.size;
  }

  /** Grows with every fact that may change a right. */
  get epoch(): number {
    return this.#epoch;
  }

  isFull(accountId: AccountId): boolean {
    return (this.#byAccount.get(accountId)?.size ?? 0) >= connectionsPerAccountMax;
  }

  add(connection: Connection): void {
    this.#askedMs.set(connection, this.#means.clock.nowMs());
    const own = this.#byAccount.get(connection.accountId) ?? new Set();
    this.#byAccount.set(connection.accountId, own.add(connection));
  }

  remove(connection: Connection): void {
    this.#askedMs.delete(connection);
    const own = this.#byAccount.get(connection.accountId);
    own?.delete(connection);
    if (own?.size === 0) this.#byAccount.delete(connection.accountId);
  }

  onFact(fact: Fact): void {
    if (fact.kind === 'changed') return;
    this.#epoch += 1;
    for (const connection of [...this.#askedMs.keys()]) {
      if (!concerns(fact, connection)) continue;
      if (fact.kind === 'sign-in-ended') connection.close('signed_out');
      else void this.#reconsiderations.reconsider(connection);
    }
  }

  closeAll(code: RefusalCode): void {
    this.#cancelRound();
    for (const connection of [...this.#askedMs.keys()]) connection.close(code);
  }

  #armRound(): Cancel {
    return this.#means.timer(signInTouchMs, () => {
      this.#cancelRound = this.#armRound();
      const nowMs = this.#means.clock.nowMs();
      for (const [connection, askedMs] of this.#askedMs)
        if (isRenewalDue(connection, askedMs, nowMs)) void this.#renew(connection, connection.activeMs > askedMs);
    });
  }

  async #renew(connection: Connection, isActive: boolean): Promise<void> {
    this.#askedMs.set(connection, this.#means.clock.nowMs());
    try {
      if (!(await this.#means.isSignedIn(connection.caller, isActive))) connection.close('signed_out');
    } catch (fault) {
      this.#means.log.error({ err: fault }, 'a sign-in could not be asked for');
      connection.close('storage_failed');
    }
  }
}
