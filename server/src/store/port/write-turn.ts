// One writer at a time (T8, T9): transactions, single writes and groups of the log take the turn in the order they ask for it.
// So the two writing connections of an adapter never wait for each other's lock, and nothing is ever busy.
// Taking the turn inside one's own turn would wait for ever; it is a bug and throws at once.
import { AsyncLocalStorage } from 'node:async_hooks';

export class WriteTurn {
  #last: Promise<void> = Promise.resolve();
  readonly #mine = new AsyncLocalStorage<{ isOver: boolean }>();

  /** Runs `work` when everyone who asked before has finished; hands on its result or its throw. */
  async take<T>(work: () => Promise<T>): Promise<T> {
    this.requireOutside();
    const turn = { isOver: false };
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    try {
      return await this.#mine.run(turn, work);
    } finally {
      turn.isOver = true;
      resolve();
    }
  }

  requireOutside(): void {
    if (this.#mine.getStore()?.isOver === false) {
      throw new Error('inside a transaction only its own records may be used: no other transaction, write or append');
    }
  }
}
