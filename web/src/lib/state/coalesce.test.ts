// How often news are spoken: the bound that UX §3.1 sets for a screen reader.
import { expect, test } from 'vitest';
import { createCoalescer } from './coalesce.ts';

function setUp() {
  let nowMs = 0;
  const said: string[] = [];
  let waiting: { run: () => void; atMs: number } | null = null;
  const coalescer = createCoalescer({
    intervalMs: 10_000,
    say: (text) => said.push(text),
    nowMs: () => nowMs,
    schedule: (run, delayMs) => {
      waiting = { run, atMs: nowMs + delayMs };
      return () => {
        waiting = null;
      };
    },
  });
  const pass = (toMs: number) => {
    nowMs = toMs;
    const due = waiting;
    if (due === null || due.atMs > nowMs) return;
    waiting = null;
    due.run();
  };
  return { coalescer, said, pass };
}

test('[U6] the first news is said at once, the next ones together ten seconds later, the newest of each kind', () => {
  const { coalescer, said, pass } = setUp();
  coalescer.add('presence', 'uno');
  pass(0);
  coalescer.add('presence', 'dos');
  coalescer.add('paragraph', 'p');
  coalescer.add('presence', 'tres');
  pass(9_999);
  expect(said).toEqual(['uno']);
  pass(10_000);
  expect(said).toEqual(['uno', 'tres p']);
});

test('[U6] five people typing for a minute give at most six or seven sentences', () => {
  const { coalescer, said, pass } = setUp();
  for (let atMs = 0; atMs < 60_000; atMs += 100) {
    coalescer.add(`paragraph ${atMs % 5}`, 'cambio');
    pass(atMs);
  }
  expect(said.length).toBeLessThanOrEqual(6);
});

test('[U6] what is cleared is never said', () => {
  const { coalescer, said, pass } = setUp();
  coalescer.add('presence', 'uno');
  coalescer.clear();
  pass(60_000);
  expect(said).toEqual([]);
});
