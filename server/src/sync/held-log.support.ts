// For the tests of rooms: an update log whose disk a test holds back, or breaks, and which says what it was asked.
import { openMemoryStore } from '../store/memory/memory-store.ts';
import { type Append, StoreFault, type UpdateLog } from '../store/port/update-log.ts';

export interface HeldLog extends UpdateLog {
  /** Appends that wait for the disk. */
  readonly waiting: readonly Append[];
  readonly appended: readonly Append[];
  /** From now on appends wait for `release`. */
  hold(): void;
  release(): Promise<void>;
  /** From now on appends, and bindings, fail so; null: they work again. */
  fail(code: StoreFault['code'] | null): void;
  /** The next loads fail. */
  failLoads(count: number): void;
}

export function createHeldLog(log: UpdateLog = openMemoryStore().log): HeldLog {
  const waiting: (Append & { readonly go: () => void })[] = [];
  const appended: Append[] = [];
  let isHeld = false;
  let code: StoreFault['code'] | null = null;
  let loadsToFail = 0;
  const mayFail = (): void => {
    if (code !== null) throw new StoreFault(code, new Error('by the test'));
  };
  return {
    ...log,
    waiting,
    appended,
    hold() {
      isHeld = true;
    },
    async release() {
      isHeld = false;
      for (const { go } of waiting.splice(0)) go();
      await new Promise((resolve) => setImmediate(resolve));
    },
    fail(next) {
      code = next;
    },
    failLoads(count) {
      loadsToFail = count;
    },
    async append(append) {
      mayFail();
      if (isHeld) await new Promise<void>((go) => waiting.push({ ...append, go }));
      mayFail();
      appended.push(append);
      return log.append(append);
    },
    async bindClient(...binding) {
      mayFail();
      return log.bindClient(...binding);
    },
    async load(documentId) {
      if (loadsToFail > 0) {
        loadsToFail -= 1;
        throw new StoreFault('storage_failed', new Error('by the test'));
      }
      return log.load(documentId);
    },
  };
}
