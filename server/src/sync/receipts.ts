// The write frames of one connection: counted as they come, settled when they are durable or refused, acknowledged in order (R4).
// `[100, n]` is sent once all of the first n are settled; those settled in one turn travel in one acknowledgement.

export class Receipts {
  readonly #acknowledge: (count: number) => void;
  /** Taken in and not settled, in the order in which they came. */
  readonly #open = new Set<number>();
  #count = 0;
  #acknowledged = 0;
  #isDue = false;

  constructor(acknowledge: (count: number) => void) {
    this.#acknowledge = acknowledge;
  }

  /** The number of the write frame that has just come, from 1. */
  open(): number {
    this.#count += 1;
    this.#open.add(this.#count);
    return this.#count;
  }

  settle(number: number): void {
    this.#open.delete(number);
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => this.#tell());
  }

  #tell(): void {
    this.#isDue = false;
    const [first] = this.#open;
    const count = first === undefined ? this.#count : first - 1;
    if (count <= this.#acknowledged) return;
    this.#acknowledged = count;
    this.#acknowledge(count);
  }
}
