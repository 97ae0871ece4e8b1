import { expect, test } from 'vitest';
import { createLimiter, createLimiters } from './limiter.ts';

function turn(): { readonly clock: { nowMs(): number }; advance(ms: number): void } {
  let nowMs = 1_000;
  return {
    clock: { nowMs: () => nowMs },
    advance: (ms) => {
      nowMs += ms;
    },
  };
}
const taken = (take: () => boolean, times: number): number => Array.from({ length: times }, take).filter(Boolean).length;

test('[R8] a burst, then so many a second, never more than a burst', () => {
  const { clock, advance } = turn();
  const limiter = createLimiter(clock, { burst: 5, perSecond: 2 });
  expect(taken(limiter.take, 10)).toBe(5);
  advance(1_000);
  expect(taken(limiter.take, 10)).toBe(2);
  advance(3_600_000);
  expect(taken(limiter.take, 10)).toBe(5);
  advance(-60_000); // a clock that is put back gives and takes nothing
  expect(limiter.take()).toBe(false);
});

test('[R8] each key has its own; of too many the one used longest ago is forgotten', () => {
  const limiters = createLimiters(turn().clock, { burst: 1, perSecond: 0, keysMax: 2 });
  expect([limiters.take('a'), limiters.take('b'), limiters.take('a')]).toEqual([true, true, false]);
  expect(limiters.take('c')).toBe(true); // b goes
  expect([limiters.take('a'), limiters.take('b')]).toEqual([false, true]);
});
