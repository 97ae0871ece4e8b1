// Frames as bytes: strict decoding of what clients send, and the encoders of everything the hub sends (docs/spec/sync.md).
// bytes → this → connection. Never throws on bytes from outside: what is no frame is a refusal (R8). A write is not looked into
// here; `isWriteFrame` judges two bytes, so that a reader's write is refused before anything is decoded (R2).
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { frameBytesMax, stateVectorBytesMax, updateBytesMax } from '../limits.ts';
import { ok, type Result, refuse } from '../result.ts';
import { ByteReader, Malformed } from './byte-reader.ts';
import {
  type ClientFrame,
  FRAME_ACK,
  FRAME_AWARENESS,
  FRAME_QUERY_AWARENESS,
  FRAME_REFUSED,
  FRAME_RIGHT,
  FRAME_STORE,
  FRAME_SYNC,
  type ServerFrame,
  SYNC_STEP1,
  SYNC_STEP2,
  SYNC_UPDATE,
} from './message.ts';

export interface FrameLimits {
  readonly frameBytesMax: number;
  readonly updateBytesMax: number;
  readonly stateVectorBytesMax: number;
}

export const frameLimits: FrameLimits = { frameBytesMax, updateBytesMax, stateVectorBytesMax };

/** Step 2 and update, by their first two bytes. Every other spelling of these types is refused as malformed. */
export const isWriteFrame = (bytes: Uint8Array): boolean =>
  bytes[0] === FRAME_SYNC && (bytes[1] === SYNC_STEP2 || bytes[1] === SYNC_UPDATE);

/** Refuses `bad_request` (no frame a client may send) or `body_too_large`. Views into `bytes`, no copies. */
export function decodeClientFrame(bytes: Uint8Array, limits: FrameLimits = frameLimits): Result<ClientFrame> {
  if (bytes.length > limits.frameBytesMax) return refuse('body_too_large');
  try {
    const reader = new ByteReader(bytes);
    const type = reader.readVarUint();
    if (type === FRAME_SYNC) return decodeSync(reader, limits);
    if (type === FRAME_AWARENESS) {
      const payload = reader.readVarBytes();
      reader.requireEnd();
      return ok({ type: 'awareness', payload });
    }
    if (type === FRAME_QUERY_AWARENESS) {
      reader.requireEnd();
      return ok({ type: 'query-awareness' });
    }
    return refuse('bad_request');
  } catch (error) {
    if (error instanceof Malformed) return refuse('bad_request');
    throw error;
  }
}

function decodeSync(reader: ByteReader, limits: FrameLimits): Result<ClientFrame> {
  const step = reader.readVarUint();
  const payload = reader.readVarBytes();
  reader.requireEnd();
  switch (step) {
    case SYNC_STEP1:
      return payload.length > limits.stateVectorBytesMax ? refuse('body_too_large') : ok({ type: 'step1', stateVector: payload });
    case SYNC_UPDATE:
      return payload.length > limits.updateBytesMax ? refuse('body_too_large') : ok({ type: 'write', step, update: payload });
    case SYNC_STEP2:
      return ok({ type: 'write', step, update: payload });
    default:
      return refuse('bad_request');
  }
}

/** Client id → clock; refuses what is no state vector. Throws Malformed. */
export function decodeStateVector(bytes: Uint8Array): Map<number, number> {
  const reader = new ByteReader(bytes);
  const clocks = new Map<number, number>();
  for (let left = reader.readCount(2); left > 0; left -= 1) clocks.set(reader.readVarUint(), reader.readVarUint());
  reader.requireEnd();
  return clocks;
}

function encodeFrame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const encodeSync = (step: number, payload: Uint8Array): Uint8Array =>
  encodeFrame(FRAME_SYNC, (encoder) => {
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, payload);
  });

export const encodeStep1 = (stateVector: Uint8Array): Uint8Array => encodeSync(SYNC_STEP1, stateVector);
export const encodeStep2 = (update: Uint8Array): Uint8Array => encodeSync(SYNC_STEP2, update);
export const encodeUpdate = (update: Uint8Array): Uint8Array => encodeSync(SYNC_UPDATE, update);

/** One entry of an awareness frame; `state` is JSON, `null` takes the client away. */
export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  readonly state: string;
}

export const encodeAwareness = (entries: readonly AwarenessEntry[]): Uint8Array =>
  encodeFrame(FRAME_AWARENESS, (encoder) => {
    const payload = encoding.createEncoder();
    encoding.writeVarUint(payload, entries.length);
    for (const { clientId, clock, state } of entries) {
      encoding.writeVarUint(payload, clientId);
      encoding.writeVarUint(payload, clock);
      encoding.writeVarString(payload, state);
    }
    encoding.writeVarUint8Array(encoder, encoding.toUint8Array(payload));
  });

export const encodeAck = (count: number): Uint8Array => encodeFrame(FRAME_ACK, (encoder) => encoding.writeVarUint(encoder, count));

export const encodeRefused = (count: number, code: string): Uint8Array =>
  encodeFrame(FRAME_REFUSED, (encoder) => {
    encoding.writeVarUint(encoder, count);
    encoding.writeVarString(encoder, code);
  });

export const encodeRight = (mayWrite: boolean, code: string): Uint8Array =>
  encodeFrame(FRAME_RIGHT, (encoder) => {
    encoding.writeVarUint(encoder, mayWrite ? 1 : 0);
    encoding.writeVarString(encoder, code);
  });

export const encodeStore = (code: string): Uint8Array => encodeFrame(FRAME_STORE, (encoder) => encoding.writeVarString(encoder, code));

/** What y-websocket's `messageHandlers[type]` hands over: `decoder` stands behind the type. Null for every type below 100. */
export function decodeServerFrame(type: number, decoder: decoding.Decoder): ServerFrame | null {
  switch (type) {
    case FRAME_ACK:
      return { type: 'ack', count: decoding.readVarUint(decoder) };
    case FRAME_REFUSED:
      return { type: 'refused', count: decoding.readVarUint(decoder), code: decoding.readVarString(decoder) };
    case FRAME_RIGHT:
      return { type: 'right', mayWrite: decoding.readVarUint(decoder) === 1, code: decoding.readVarString(decoder) };
    case FRAME_STORE:
      return { type: 'store', code: decoding.readVarString(decoder) };
    default:
      return null;
  }
}
