// A stretch that differs, and the same stretch after someone else's.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applySplice, diffText, rebaseSplice, shiftPosition } from './splice.ts';

const words = fc.string({ unit: 'grapheme', maxLength: 30 });
const halves = fc.string({ unit: 'binary', maxLength: 12 });
const isWhole = (text: string): boolean => !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);

describe('splices', () => {
  test('[G4] the difference applied to the first text gives the second, whatever the characters', () => {
    fc.assert(fc.property(fc.oneof(words, halves), fc.oneof(words, halves), (from, to) => applySplice(from, diffText(from, to)) === to));
    fc.assert(fc.property(words, words, (from, to) => isWhole(diffText(from, to).added)));
  });

  test('[G4] two edits apart from each other give both, in either order', () => {
    fc.assert(
      fc.property(words, words, words, words, (start, middle, mine, theirs) => {
        const from = `${start}|${middle}|`;
        const first = { at: 0, removed: start.length, added: mine };
        const second = { at: start.length + 1 + middle.length, removed: 1, added: theirs };
        expect(applySplice(applySplice(from, second), rebaseSplice(first, second))).toBe(`${mine}|${middle}${theirs}`);
        expect(applySplice(applySplice(from, first), rebaseSplice(second, first))).toBe(`${mine}|${middle}${theirs}`);
      }),
    );
  });

  test('[G4] edits that overlap never reach outside the text and keep all that was added beside', () => {
    const edit = fc.tuple(fc.nat(20), fc.nat(10), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(edit, edit, ([at, removed, added], [theirAt, theirRemoved, theirAdded]) => {
        const from = '0123456789012345678901234567890123';
        const theirs = { at: theirAt, removed: theirRemoved, added: theirAdded };
        const now = applySplice(from, theirs);
        const mine = rebaseSplice({ at, removed, added }, theirs);
        expect(mine.at >= 0 && mine.removed >= 0 && mine.at + mine.removed <= now.length).toBe(true);
        expect(applySplice(now, mine)).toContain(added);
      }),
    );
  });

  test('[G4] a cursor stays with its words', () => {
    const added = { at: 3, removed: 0, added: 'xx' };
    expect([2, 3, 4].map((at) => shiftPosition(at, added))).toEqual([2, 3, 6]);
    expect([2, 4, 7].map((at) => shiftPosition(at, { at: 3, removed: 3, added: '' }))).toEqual([2, 3, 4]);
  });
});
