// Frames of one connection that wait for their turn: handled one after another, also where handling one takes several turns (F4).
// Bounded: beyond `connectionInboxBytesMax` the socket is not read from until the inbox is empty again.
import { connectionInboxBytesMax } from '@enlace/shared/limits';

export interface InboxEvents {
  /** Null: done at once. */
  handle(bytes: Uint8Array): Promise<void> | null;
  /** Handling threw; the inbox is closed. */
  fault(fault: unknown): void;
  pause(): void;
  resume(): void;
}

export class Inbox {
  readonly #events: InboxEvents;
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  #isPaused = false;
  /** Working, not yet started, or closed. */
  #isBusy = true;
  #isClosed = false;

  constructor(events: InboxEvents) {
    this.#events = events;
  }

  push(bytes: Uint8Array): void {
    if (this.#isClosed) return;
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    if (!this.#isBusy) void this.#work();
    if (this.#bytes <= connectionInboxBytesMax || this.#isPaused) return;
    this.#isPaused = true;
    this.#events.pause();
  }

  /** Handles what has come so far, and from now on what comes. */
  start(): void {
    void this.#work();
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    try {
      for (let bytes = this.#waiting.shift(); bytes !== undefined; bytes = this.#waiting.shift()) {
        this.#bytes -= bytes.length;
        const wait = this.#events.handle(bytes);
        if (wait !== null) await wait;
      }
    } catch (fault) {
      this.close();
      this.#events.fault(fault);
    }
    if (this.#isClosed) return;
    this.#isBusy = false;
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#events.resume();
  }
}
