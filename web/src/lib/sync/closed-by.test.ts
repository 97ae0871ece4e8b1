// Which closes are final, and what they are called.
import { expect, test } from 'vitest';
import { closedBy } from './closed-by.ts';

test('[R1] 4400 to 4499 end the link with the refusal they stand for', () => {
  const by = (code: number, reason = ''): string | null => closedBy({ code, reason });
  expect([by(4401), by(4403), by(4404), by(4409), by(4422)]).toEqual([
    'signed_out',
    'forbidden',
    'not_found',
    'document_wiped',
    'inadmissible',
  ]);
  expect(by(4403, 'origin_refused')).toBe('origin_refused');
  expect(by(4403, 'no such code')).toBe('forbidden');
  expect(by(4499)).toBe('internal');
});

test('[R1] every other close is tried again', () => {
  for (const code of [1000, 1006, 1011, 1012, 1013, 4500, 4513]) expect(closedBy({ code, reason: '' })).toBeNull();
  expect(closedBy(null)).toBeNull();
});
