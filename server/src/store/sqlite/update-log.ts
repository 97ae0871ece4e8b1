// The update log of SQLite, seen from the main thread: room → this → log-worker.ts → disk (R4). Writes that arrive while a
// commit runs wait together and go as one group: one transaction, one fsync, answered in order (T11, T12, T15).
import { logGroupBytesMax, logGroupWritesMax, logPendingBytesMax } from '@enlace/shared/limits';
import type { Clock } from '../../runtime/clock.ts';
import { StoreFault, type UpdateLog } from '../port/update-log.ts';
import type { WriteTurn } from '../port/write-turn.ts';
import { LogLine } from './log-line.ts';
import { type LogWrite, unpackEntries } from './log-thread.ts';

interface Pending {
  readonly write: LogWrite;
  readonly resolve: (answer: number) => void;
  readonly reject: (error: unknown) => void;
}

export class SqliteUpdateLog implements UpdateLog {
  readonly #line: LogLine;
  readonly #turn: WriteTurn;
  readonly #clock: Clock;
  #pending: Pending[] = [];
  #pendingBytes = 0;
  #flushing: Promise<void> | null = null;
  #isClosed = false;

  constructor(path: string, turn: WriteTurn, clock: Clock) {
    this.#line = new LogLine(path);
    this.#turn = turn;
    this.#clock = clock;
  }

  /** Copies: a Buffer is often a window on memory that others use. */
  readonly append: UpdateLog['append'] = ({ documentId, memberId, update }) =>
    this.#write({ kind: 'append', documentId, memberId, bytes: new Uint8Array(update) });

  readonly saveSnapshot: UpdateLog['saveSnapshot'] = async (documentId, { seq, state }) => {
    await this.#write({ kind: 'snapshot', documentId, seq, bytes: new Uint8Array(state) });
  };

  readonly bindClient: UpdateLog['bindClient'] = async (documentId, clientId, accountId) =>
    (await this.#write({ kind: 'bind', documentId, clientId, accountId })) === 1;

  readonly load: UpdateLog['load'] = async (documentId) => {
    const { snapshot, tail } = await this.#line.ask({ ask: 'load', documentId });
    return { snapshot, tail: unpackEntries(tail) };
  };

  readonly after: UpdateLog['after'] = async (documentId, seq) => unpackEntries(await this.#line.ask({ ask: 'after', documentId, seq }));

  readonly clientsOf: UpdateLog['clientsOf'] = async (documentId, accountId) =>
    new Set(await this.#line.ask({ ask: 'clients', documentId, accountId }));

  /** Writes one small row as any other write is written. */
  async probe(): Promise<void> {
    await this.#write({ kind: 'probe' });
  }

  /** Writes what is waiting, then ends the thread. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#flushing;
    await this.#line.close();
  }

  async #write(write: LogWrite): Promise<number> {
    this.#turn.requireOutside();
    if (this.#isClosed) throw new Error('the store is closed');
    const size = sizeOf(write);
    if (this.#pendingBytes + size > logPendingBytesMax)
      throw new StoreFault('storage_failed', new Error('too much is waiting to be written'));
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#pendingBytes += size;
    this.#pending.push({ write, resolve, reject });
    this.#flushing ??= this.#flush();
    return promise;
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0) await this.#turn.take(() => this.#commit());
    this.#flushing = null;
  }

  async #commit(): Promise<void> {
    const group = this.#takeGroup();
    const writtenMs = this.#clock.nowMs();
    try {
      const answers = await this.#line.ask({ ask: 'commit', writes: group.map(({ write }) => write), writtenMs });
      for (const [index, { resolve }] of group.entries()) resolve(answers[index] ?? 0);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  /** In order of the calls, up to the bounds of one group; at least one. */
  #takeGroup(): Pending[] {
    let count = 0;
    let bytes = 0;
    for (const { write } of this.#pending) {
      if (count > 0 && (count >= logGroupWritesMax || bytes + sizeOf(write) > logGroupBytesMax)) break;
      count += 1;
      bytes += sizeOf(write);
    }
    this.#pendingBytes -= bytes;
    return this.#pending.splice(0, count);
  }
}

const sizeOf = (write: LogWrite): number => ('bytes' in write ? write.bytes.byteLength : 0);
