// The sentence about saving is true in every situation.
import { expect, test } from 'vitest';
import { describeSaving, type SavingFacts } from './describe-saving.ts';

const calm: SavingFacts = { pendingCount: 0, isSaved: true, isConnected: true, isAway: false, isClosed: false, isStuck: false };
const kind = (facts: Partial<SavingFacts>): string => describeSaving({ ...calm, ...facts }, () => '').kind;

test('[R4] "Guardado" is said of nothing pending, and of nothing else', () => {
  expect(kind({})).toBe('saved');
  for (let bits = 0; bits < 16; bits += 1) {
    const facts = { isConnected: (bits & 1) > 0, isAway: (bits & 2) > 0, isClosed: (bits & 4) > 0, isStuck: (bits & 8) > 0 };
    expect(kind({ ...facts, pendingCount: 1, isSaved: false }), JSON.stringify(facts)).not.toBe('saved');
  }
});

test('[U11] without a connection the count of changes on this device is said, at once where there are any', () => {
  expect(describeSaving({ ...calm, isConnected: false, pendingCount: 3, isSaved: false }, () => '')).toEqual({ kind: 'offline', count: 3 });
  expect(kind({ isConnected: false, isAway: true })).toBe('offline');
  expect(kind({ isConnected: false })).toBe('saved');
});

test('[R9] what is pending when the right, the link or the store is gone is offered for copying', () => {
  const pending = { pendingCount: 2, isSaved: false };
  expect(kind({ ...pending, isStuck: true })).toBe('failed');
  expect(kind({ ...pending, isClosed: true, isConnected: false })).toBe('failed');
  expect(kind({ ...pending })).toBe('saving');
  expect(kind({ isStuck: true })).toBe('saved');
});
