// The wait between two attempts to connect.
import { expect, test } from 'vitest';
import { backOffMs } from './back-off.ts';

test('[F14] the wait lies between 250 ms and 5 s, and its upper end doubles with each attempt', () => {
  expect([0, 1, 2, 3, 4, 5, 60].map((attempt) => backOffMs(attempt, 0))).toEqual(Array(7).fill(250));
  expect([0, 1, 2, 3, 4, 5, 60].map((attempt) => backOffMs(attempt, 1))).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000]);
});

test('[F14] two clients do not wait the same', () => {
  expect(backOffMs(3, 0.25)).not.toBe(backOffMs(3, 0.75));
});
