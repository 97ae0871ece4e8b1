// What a room has admitted and the store has not yet made durable (R4, F18, F21): one line of waiting updates, appended in groups,
// settled strictly in order. room → this → log. While the store fails nothing is settled and nothing is lost: the same updates are
// offered again, with growing pauses, until it recovers. One group is under way at a time, so that a later update never becomes
// durable where an earlier one did not.
import type { DocumentId, MemberId } from '@enlace/shared/ids';
import { roomPendingBytesMax, storeRetryMsMax, storeRetryMsMin } from '@enlace/shared/limits';
import { StoreFault, type UpdateLog } from '../store/port/update-log.ts';
import type { Cancel, Timer } from './timer.ts';

export type StoreFaultCode = StoreFault['code'];

export interface Waiting {
  /** Null: nothing to append, it only waits for what came before it. */
  readonly update: Uint8Array | null;
  readonly memberId: MemberId | null;
}

interface Entry<W extends Waiting> {
  readonly waiting: W;
  seq: number | null;
}

export interface BacklogEvents<W extends Waiting> {
  /** It, and all before it, is durable. `seq`: its place in the log; null where there was nothing to append. */
  settled(waiting: W, seq: number | null): void;
  /** The store began to fail (or fails differently), or (null) takes writes again. */
  store(code: StoreFaultCode | null): void;
  /** Something else than the store failed. */
  fault(fault: unknown): void;
}

export class Backlog<W extends Waiting> {
  readonly #documentId: DocumentId;
  readonly #log: UpdateLog;
  readonly #timer: Timer;
  readonly #events: BacklogEvents<W>;
  #entries: Entry<W>[] = [];
  #bytes = 0;
  #isFlushing = false;
  #isClosed = false;
  #storeFault: StoreFaultCode | null = null;
  #cancelRetry: Cancel = () => {};
  #emptied: (() => void)[] = [];

  constructor(documentId: DocumentId, { log, timer }: { readonly log: UpdateLog; readonly timer: Timer }, events: BacklogEvents<W>) {
    this.#documentId = documentId;
    this.#log = log;
    this.#timer = timer;
    this.#events = events;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get storeFault(): StoreFaultCode | null {
    return this.#storeFault;
  }

  /** Whether so many more bytes may wait. */
  hasRoom(bytes: number): boolean {
    return this.#bytes + bytes <= roomPendingBytesMax;
  }

  push(waiting: W): void {
    this.#entries.push({ waiting, seq: null });
    this.#bytes += waiting.update?.length ?? 0;
    void this.#flush();
  }

  /** Resolves when nothing waits; at once where nothing does. Does not resolve while the store fails. */
  emptied(): Promise<void> {
    return this.isEmpty ? Promise.resolve() : new Promise((resolve) => this.#emptied.push(resolve));
  }

  /** What still waits is let go: its writers were never told that it is safe. */
  close(): void {
    this.#isClosed = true;
    this.#cancelRetry();
    for (const resolve of this.#emptied.splice(0)) resolve();
  }

  async #flush(): Promise<void> {
    if (this.#isFlushing || this.#isClosed) return;
    this.#isFlushing = true;
    let pauseMs = storeRetryMsMin;
    try {
      for (;;) {
        const fault = await this.#appendGroup();
        if (this.#isClosed) return;
        this.#settleFront();
        this.#tellStore(fault);
        if (this.isEmpty) break;
        if (fault === null) {
          pauseMs = storeRetryMsMin;
          continue;
        }
        await this.#pause(pauseMs);
        if (this.#isClosed) return;
        pauseMs = Math.min(pauseMs * 2, storeRetryMsMax);
      }
    } catch (fault) {
      this.#events.fault(fault);
    } finally {
      this.#isFlushing = false;
    }
    if (this.isEmpty) for (const resolve of this.#emptied.splice(0)) resolve();
  }

  async #appendGroup(): Promise<StoreFaultCode | null> {
    const group = this.#entries.filter((entry) => entry.waiting.update !== null && entry.seq === null);
    const answers = await Promise.allSettled(group.map((entry) => this.#append(entry)));
    let code: StoreFaultCode | null = null;
    for (const answer of answers) {
      if (answer.status === 'fulfilled') continue;
      if (!(answer.reason instanceof StoreFault)) throw answer.reason;
      code ??= answer.reason.code;
    }
    return code;
  }

  async #append(entry: Entry<W>): Promise<void> {
    const { update, memberId } = entry.waiting;
    if (update !== null) entry.seq = await this.#log.append({ documentId: this.#documentId, update, memberId });
  }

  #settleFront(): void {
    for (;;) {
      const front = this.#entries[0];
      if (front === undefined || (front.waiting.update !== null && front.seq === null)) return;
      this.#entries.shift();
      this.#bytes -= front.waiting.update?.length ?? 0;
      this.#events.settled(front.waiting, front.seq);
    }
  }

  #tellStore(code: StoreFaultCode | null): void {
    if (code === this.#storeFault) return;
    this.#storeFault = code;
    this.#events.store(code);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#timer(ms, resolve);
      this.#cancelRetry = () => {
        cancel();
        resolve();
      };
    });
  }
}
