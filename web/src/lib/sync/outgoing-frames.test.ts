// Frames as y-websocket writes them.
import { expect, test } from 'vitest';
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { readOutgoing } from './outgoing-frames.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test('[R4] step 2 and update are write frames, step 1 and a query are not', () => {
  expect(readOutgoing(bytes(0, 1, 2, 0, 0))).toEqual({ type: 'write', isWhole: true, bytes: 5 });
  expect(readOutgoing(bytes(0, 2, 2, 0, 0))).toEqual({ type: 'write', isWhole: false, bytes: 5 });
  expect(readOutgoing(bytes(0, 0, 1, 0))).toEqual({ type: 'other' });
  expect(readOutgoing(bytes(3))).toEqual({ type: 'other' });
  expect(readOutgoing(bytes())).toEqual({ type: 'other' });
});

test('[R7] an awareness frame says whom it speaks for, and that it speaks for several', () => {
  const doc = new Y.Doc();
  doc.clientID = 3_000_000_000;
  const awareness = new Awareness(doc);
  const frame = (ids: number[]): Uint8Array => {
    const payload = encodeAwarenessUpdate(awareness, ids);
    return bytes(1, payload.length, ...payload);
  };
  expect(readOutgoing(frame([doc.clientID]))).toEqual({ type: 'awareness', clientId: 3_000_000_000 });
  awareness.meta.set(7, { clock: 1, lastUpdated: 0 });
  expect(readOutgoing(frame([doc.clientID, 7]))).toEqual({ type: 'awareness', clientId: null });
  expect(readOutgoing(bytes(1, 9, 1))).toEqual({ type: 'awareness', clientId: null });
  awareness.destroy();
});
