import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { ByteReader, Malformed } from './byte-reader.ts';
import {
  decodeClientFrame,
  decodeServerFrame,
  decodeStateVector,
  encodeAck,
  encodeAwareness,
  encodeRefused,
  encodeRight,
  encodeStep1,
  encodeStep2,
  encodeStore,
  encodeUpdate,
  frameLimits,
  isWriteFrame,
} from './codec.ts';
import { FRAME_QUERY_AWARENESS, FRAME_SYNC } from './message.ts';

/** A sync frame as y-protocols' PROTOCOL.md has it: message type, step, and the payload with its length before it. */
function published(step: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, FRAME_SYNC);
  encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, payload);
  return encoding.toUint8Array(encoder);
}

const doc = new Y.Doc();
doc.getText('t').insert(0, 'hola');
const update = Y.encodeStateAsUpdate(doc);

describe('[R1] the published protocol', () => {
  test('is what the encoders write', () => {
    expect(encodeStep1(Y.encodeStateVector(doc))).toEqual(published(0, Y.encodeStateVector(doc)));
    expect(encodeStep2(update)).toEqual(published(1, update));
    expect(encodeUpdate(update)).toEqual(published(2, update));
  });

  test('is what the decoder reads', () => {
    expect(decodeClientFrame(encodeStep1(update))).toEqual({ ok: true, value: { type: 'step1', stateVector: update } });
    expect(decodeClientFrame(encodeStep2(update))).toEqual({ ok: true, value: { type: 'write', step: 1, update } });
    expect(decodeClientFrame(encodeUpdate(update))).toEqual({ ok: true, value: { type: 'write', step: 2, update } });
    expect(decodeClientFrame(new Uint8Array([FRAME_QUERY_AWARENESS]))).toEqual({ ok: true, value: { type: 'query-awareness' } });
    const awareness = encodeAwareness([{ clientId: 7, clock: 1, state: 'null' }]);
    expect(decodeClientFrame(awareness)).toEqual({ ok: true, value: { type: 'awareness', payload: awareness.subarray(2) } });
  });
});

test('[R2] a write is known by two bytes; every other spelling of one is no frame at all', () => {
  for (const bytes of [
    [0, 1],
    [0, 2],
    [0, 2, 255],
  ])
    expect(isWriteFrame(new Uint8Array(bytes))).toBe(true);
  for (const bytes of [[], [0], [0, 0, 1, 0], [1, 1], [3]]) expect(isWriteFrame(new Uint8Array(bytes))).toBe(false);
  for (const bytes of [
    [0x80, 0, 1, 0],
    [0x80, 0, 2, 0],
    [0, 0x81, 0, 0],
    [0, 0x82, 0, 0],
    [0, 0x82, 0x80, 0, 0],
  ])
    expect(decodeClientFrame(new Uint8Array(bytes)), `${bytes}`).toMatchObject({ ok: false, refusal: { code: 'bad_request' } });
});

test('[R8] what is no frame of a client is refused, never thrown', () => {
  const bad = [[], [2], [4], [100, 1], [255], [0], [0, 3, 0], [0, 0], [0, 0, 5, 1], [0, 0, 1, 0, 9], [1], [1, 200, 1], [3, 0]];
  for (const bytes of bad) expect(decodeClientFrame(new Uint8Array(bytes)), `${bytes}`).toMatchObject({ refusal: { code: 'bad_request' } });
  let state = 20270311;
  for (let i = 0; i < 20_000; i += 1) {
    const bytes = Uint8Array.from({ length: i % 40 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
    if (i % 2 === 0 && bytes.length > 1) bytes.set([i % 4, i % 3]);
    const frame = decodeClientFrame(bytes);
    if (frame.ok && frame.value.type === 'write') expect(isWriteFrame(bytes)).toBe(true);
  }
});

test('[R8] what is too large is refused with its own code', () => {
  const limits = { ...frameLimits, frameBytesMax: 100, updateBytesMax: 20, stateVectorBytesMax: 10 };
  const code = (bytes: Uint8Array): string => {
    const frame = decodeClientFrame(bytes, limits);
    return frame.ok ? 'ok' : frame.refusal.code;
  };
  expect([20, 21].map((length) => code(encodeUpdate(new Uint8Array(length))))).toEqual(['ok', 'body_too_large']);
  expect([10, 11].map((length) => code(encodeStep1(new Uint8Array(length))))).toEqual(['ok', 'body_too_large']);
  expect([97, 98].map((length) => code(encodeStep2(new Uint8Array(length))))).toEqual(['ok', 'body_too_large']);
});

test('[R8] a state vector is read by the bytes it has, not by the count it claims', () => {
  const clocks = decodeStateVector(Y.encodeStateVector(doc));
  expect([...clocks]).toEqual([[doc.clientID, 4]]);
  for (const bytes of [[], [1], [255, 255, 255, 127], [0, 0], [1, 1, 1, 1]])
    expect(() => decodeStateVector(new Uint8Array(bytes)), `${bytes}`).toThrow(Malformed);
});

test('[R4] frames of ours come back as they were said, through the decoder that y-websocket hands over', () => {
  const read = (frame: Uint8Array): unknown => {
    const decoder = decoding.createDecoder(frame);
    return decodeServerFrame(decoding.readVarUint(decoder), decoder);
  };
  expect(read(encodeAck(70_000))).toEqual({ type: 'ack', count: 70_000 });
  expect(read(encodeRefused(3, 'read_only'))).toEqual({ type: 'refused', count: 3, code: 'read_only' });
  expect(read(encodeRight(true, ''))).toEqual({ type: 'right', mayWrite: true, code: '' });
  expect(read(encodeStore('storage_full'))).toEqual({ type: 'store', code: 'storage_full' });
  expect(read(encodeUpdate(update))).toBe(null);
});

test('[R8] numbers: the largest, one above it, and more digits than any', () => {
  const read = (bytes: readonly number[]): number => new ByteReader(new Uint8Array(bytes)).readVarUint();
  expect(read([255, 255, 255, 255, 255, 255, 255, 15])).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => read([128, 128, 128, 128, 128, 128, 128, 16])).toThrow(Malformed);
  expect(() => read(Array.from({ length: 5_000 }, () => 255))).toThrow(Malformed);
});
