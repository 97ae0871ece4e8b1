// Where a room stands in the log of its document (R11): the newest entry it has, and how many there are after the newest snapshot.
// The log's own numbers have no gaps, so a number that jumps says that someone else has written in between.
import type { LogEntry, Snapshot } from '../store/port/update-log.ts';

export class LogPlace {
  #seq = 0;
  #snapshotSeq = 0;

  /** As loaded. */
  start(snapshot: Snapshot | null, tail: readonly LogEntry[]): void {
    this.#snapshotSeq = snapshot?.seq ?? 0;
    this.#seq = tail.at(-1)?.seq ?? this.#snapshotSeq;
  }

  /** Entries after the newest snapshot. */
  get tailLength(): number {
    return this.#seq - this.#snapshotSeq;
  }

  /** An entry of this room's own is in the log. Answers the number after which others may have written; null where nobody has. */
  advance(seq: number): number | null {
    const before = this.#seq;
    this.#seq = Math.max(before, seq);
    return seq > before + 1 ? before : null;
  }

  /** There is a snapshot up to this number. */
  noteSnapshot(seq: number): void {
    this.#snapshotSeq = Math.max(this.#snapshotSeq, seq);
  }
}
