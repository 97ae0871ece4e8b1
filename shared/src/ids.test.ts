// Identifiers: ULIDs of a time and ten random bytes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createId, isId } from './ids.ts';

const timeMs = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

it('[S11] an id is 26 characters of the ULID alphabet, whatever time and bytes it is made of', () => {
  fc.assert(fc.property(timeMs, random, (time, bytes) => isId(createId(time, bytes))));
});

it('[S11] ids of a later time sort after those of an earlier one', () => {
  fc.assert(
    fc.property(timeMs, timeMs, random, random, (a, b, x, y) => {
      fc.pre(a < b);
      return createId(a, x) < createId(b, y);
    }),
  );
});

it('[S11] every one of the eighty random bits is in the id', () => {
  const zero = createId(0, new Uint8Array(10));
  const ids = new Set([zero]);
  for (let bit = 0; bit < 80; bit += 1) {
    const bytes = new Uint8Array(10);
    bytes[bit >> 3] = 1 << (bit & 7);
    ids.add(createId(0, bytes));
  }
  expect(ids.size).toBe(81);
});

it('[S11] what is not an id is not taken for one', () => {
  const good = createId(1, new Uint8Array(10));
  for (const bad of [
    null,
    1,
    {},
    '',
    good.toLowerCase().replace('0', 'i'),
    `${good}0`,
    good.slice(1),
    `8${good.slice(1)}`,
    good.replace(/.$/, 'U'),
  ])
    expect(isId(bad)).toBe(false);
  expect(createId(1_469_918_176_385, new Uint8Array(10)).slice(0, 10)).toBe('01ARYZ6S41'); // the example of the ULID specification
});
