// Markings: their order, what a thing inside another gets, and what a device may keep.
import { expect, it } from 'vitest';
import { isStricter, mayKeepOffline, strictestMarking, type Tlp, tlpSchema } from './marking.ts';

const ORDER: readonly Tlp[] = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];
const both = (tlp: Tlp, chr = false) => ({ tlp, chr });

it('[A34] markings are ordered from the most open to the strictest', () => {
  expect(tlpSchema.options).toEqual(ORDER);
  for (const [at, a] of ORDER.entries()) for (const [bt, b] of ORDER.entries()) expect(isStricter(a, b)).toBe(at > bt);
});

it('[A20] of two markings the stricter holds, whichever is outside; the Chatham House rule holds if either has it', () => {
  for (const [at, a] of ORDER.entries())
    for (const [bt, b] of ORDER.entries())
      for (const chrA of [false, true])
        for (const chrB of [false, true])
          expect(strictestMarking(both(a, chrA), both(b, chrB))).toEqual({ tlp: ORDER[Math.max(at, bt)], chr: chrA || chrB });
});

it('[S17] a shared device keeps nothing, an ordinary one CLEAR and GREEN, a personal one AMBER too, and none anything stricter', () => {
  const kept = (device: 'shared' | 'ordinary' | 'personal') => ORDER.filter((tlp) => mayKeepOffline(tlp, device));
  expect(kept('shared')).toEqual([]);
  expect(kept('ordinary')).toEqual(['CLEAR', 'GREEN']);
  expect(kept('personal')).toEqual(['CLEAR', 'GREEN', 'AMBER']);
});
