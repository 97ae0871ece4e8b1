// What waits to be sent to one peer (R6). Large frames leave in parts, the next when the one before it has gone, so that what is left
// shrinks as a slow network takes it: that is how a slow peer is told from a dead one. The bytes of a frame are shared, not copied:
// a full state on its way to five hundred peers is in memory once (R13).

/** Sends one part of a message; `isLast` ends the message. Calls `gone` when it has left the house. */
export type SendPart = (bytes: Uint8Array, isLast: boolean, gone: () => void) => void;

const partBytes = 64 * 1024;

export class Outbox {
  readonly #sendPart: SendPart;
  readonly #drained: () => void;
  #frames: Uint8Array[] = [];
  /** Of the first frame, this much has been handed over. */
  #sent = 0;
  #bytes = 0;
  /** Handed over and not gone. */
  #onTheWay = 0;

  /** `drained` is called each time nothing is left. */
  constructor(sendPart: SendPart, drained: () => void) {
    this.#sendPart = sendPart;
    this.#drained = drained;
  }

  /** Not yet gone. */
  get bytes(): number {
    return this.#bytes;
  }

  push(frame: Uint8Array): void {
    this.#bytes += frame.length;
    this.#frames.push(frame);
    this.#go();
  }

  clear(): void {
    this.#frames = [];
  }

  /** Small frames go at once; of large ones a part, and the rest behind it. */
  #go(): void {
    for (let frame = this.#frames[0]; frame !== undefined && this.#onTheWay < partBytes; frame = this.#frames[0]) {
      const part = frame.subarray(this.#sent, this.#sent + partBytes);
      const isLast = this.#sent + part.length === frame.length;
      this.#sent = isLast ? 0 : this.#sent + part.length;
      if (isLast) this.#frames.shift();
      this.#onTheWay += part.length;
      this.#sendPart(part, isLast, () => this.#gone(part.length));
    }
  }

  #gone(bytes: number): void {
    this.#onTheWay -= bytes;
    this.#bytes -= bytes;
    this.#go();
    if (this.#bytes === 0) this.#drained();
  }
}
