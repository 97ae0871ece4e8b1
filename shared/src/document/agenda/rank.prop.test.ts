// Fractional indices: order, room between any two, slow growth.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRank, rankBetween } from './rank.ts';

/** Plays random insertions and answers the ranks in their order. */
function insertAll(positions: readonly number[]): string[] {
  const ranks: string[] = [];
  for (const position of positions) {
    const at = position % (ranks.length + 1);
    ranks.splice(at, 0, rankBetween(ranks[at - 1] ?? null, ranks[at] ?? null));
  }
  return ranks;
}

describe('rankBetween', () => {
  test('[G1] random insertions keep a strict order, and every rank is well-formed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 120 }), (positions) => {
        const ranks = insertAll(positions);
        expect(ranks.every((rank, at) => at === 0 || (ranks[at - 1] ?? '') < rank)).toBe(true);
        expect(ranks.every((rank) => /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(rank))).toBe(true);
      }),
    );
  });

  test('[G1] between two random ranks there is always another', () => {
    const rank = fc.stringMatching(/^[0-9A-Za-z]{0,6}[1-9A-Za-z]$/);
    fc.assert(
      fc.property(rank, rank, (a, b) => {
        fc.pre(a !== b);
        const [low, high] = a < b ? [a, b] : [b, a];
        const between = rankBetween(low, high);
        expect(low < between && between < high).toBe(true);
      }),
    );
  });

  test('[G1] three hundred items added at either end stay within the bound', () => {
    for (const side of ['end', 'beginning']) {
      let rank = rankBetween(null, null);
      for (let i = 0; i < 300; i += 1) rank = side === 'end' ? rankBetween(rank, null) : rankBetween(null, rank);
      expect(isRank(rank)).toBe(true);
    }
  });
});
