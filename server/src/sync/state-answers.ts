// Answers to one connection's step 1, at most one per `fullSyncIntervalMs` (F15): of questions that come sooner the last one is
// answered when the time has come.
import { fullSyncIntervalMs } from '@enlace/shared/limits';
import type { Clock } from '../runtime/clock.ts';
import type { Cancel, Timer } from './timer.ts';

export class StateAnswers {
  readonly #clock: Clock;
  readonly #timer: Timer;
  readonly #answer: (stateVector: Uint8Array) => void;
  #answeredMs = Number.NEGATIVE_INFINITY;
  #asked: Uint8Array | null = null;
  #cancel: Cancel = () => {};

  constructor({ clock, timer }: { readonly clock: Clock; readonly timer: Timer }, answer: (stateVector: Uint8Array) => void) {
    this.#clock = clock;
    this.#timer = timer;
    this.#answer = answer;
  }

  ask(stateVector: Uint8Array): void {
    const isWaiting = this.#asked !== null;
    this.#asked = stateVector.slice(); // it may wait, and its bytes are not ours
    const waitMs = this.#answeredMs + fullSyncIntervalMs - this.#clock.nowMs();
    if (waitMs <= 0) this.#now();
    else if (!isWaiting) this.#cancel = this.#timer(waitMs, () => this.#now());
  }

  close(): void {
    this.#cancel();
    this.#asked = null;
  }

  #now(): void {
    const asked = this.#asked;
    this.#cancel();
    this.#asked = null;
    if (asked === null) return;
    this.#answeredMs = this.#clock.nowMs();
    this.#answer(asked);
  }
}
