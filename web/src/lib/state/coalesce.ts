// Joins what happens often into few sentences: at most one every `intervalMs`, the newest text of each key, keys in order of arrival.

export interface Coalescer {
  add(key: string, text: string): void;
  /** Forgets what was not said yet. */
  clear(): void;
}

interface Means {
  readonly intervalMs: number;
  readonly say: (text: string) => void;
  readonly nowMs: () => number;
  /** Calls `run` once after `delayMs`; the answer cancels it. */
  readonly schedule: (run: () => void, delayMs: number) => () => void;
}

export function createCoalescer({ intervalMs, say, nowMs, schedule }: Means): Coalescer {
  const waiting = new Map<string, string>();
  let lastMs = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;

  const flush = () => {
    cancel = null;
    if (waiting.size === 0) return;
    lastMs = nowMs();
    const text = [...waiting.values()].join(' ');
    waiting.clear();
    say(text);
  };
  return {
    add(key, text) {
      waiting.set(key, text);
      cancel ??= schedule(flush, Math.max(0, lastMs + intervalMs - nowMs()));
    },
    clear() {
      waiting.clear();
      cancel?.();
      cancel = null;
    },
  };
}
