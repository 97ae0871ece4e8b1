import { expect, test } from 'vitest';
import { Outbox } from './outbox.ts';

interface Part {
  readonly bytes: Uint8Array;
  readonly isLast: boolean;
  readonly gone: () => void;
}

function createOutbox(): { readonly outbox: Outbox; readonly parts: Part[]; readonly drained: () => number } {
  const parts: Part[] = [];
  let drained = 0;
  const outbox = new Outbox(
    (bytes, isLast, gone) => parts.push({ bytes, isLast, gone }),
    () => {
      drained += 1;
    },
  );
  return { outbox, parts, drained: () => drained };
}

test('[R6] small frames leave at once, and count until they have gone', () => {
  const { outbox, parts, drained } = createOutbox();
  for (let i = 0; i < 3; i += 1) outbox.push(new Uint8Array([i]));
  expect(parts.map(({ bytes, isLast }) => [...bytes, isLast])).toEqual([
    [0, true],
    [1, true],
    [2, true],
  ]);
  expect(outbox.bytes).toBe(3);
  for (const { gone } of parts) gone();
  expect([outbox.bytes, drained()]).toEqual([0, 1]);
});

test('[R6] a large frame leaves in parts, shrinks as they go, and nothing comes between them', () => {
  const { outbox, parts, drained } = createOutbox();
  const frame = Uint8Array.from({ length: 200_000 }, (_, at) => at);
  outbox.push(frame);
  outbox.push(new Uint8Array([1, 2, 3]));
  const left: number[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    expect(parts.length - at, 'one part at a time').toBeLessThanOrEqual(2);
    left.push(outbox.bytes);
    parts[at]?.gone();
  }
  expect(left).toEqual([200_003, 134_467, 68_931, 3_395, 3]);
  expect(parts.map(({ isLast }) => isLast)).toEqual([false, false, false, true, true]);
  expect(Buffer.concat(parts.slice(0, 4).map(({ bytes }) => bytes)).equals(frame)).toBe(true);
  expect(parts[0]?.bytes.buffer, 'shared, not copied').toBe(frame.buffer);
  expect(drained()).toBe(1);
});

test('[R6] what was cleared does not leave', () => {
  const { outbox, parts } = createOutbox();
  outbox.push(new Uint8Array(200_000));
  outbox.clear();
  parts[0]?.gone();
  expect(parts.length).toBe(1);
});
