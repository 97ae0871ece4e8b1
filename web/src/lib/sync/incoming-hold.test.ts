// What others wrote waits for the letter that is being composed, and comes in its order.
import { FRAME_SYNC, SYNC_STEP1, SYNC_STEP2, SYNC_UPDATE } from '@enlace/shared/sync/message';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebsocketProvider } from 'y-websocket';
import { createIncomingHold, holdMsMax } from './incoming-hold.ts';

function setUp() {
  const seen: number[][] = [];
  const provider = {
    ws: {} as WebSocket | null,
    messageHandlers: [(_: unknown, decoder: decoding.Decoder) => void seen.push([...decoder.arr.subarray(decoder.pos)])],
  } as unknown as WebsocketProvider; // the two fields that the hold touches
  const incoming = createIncomingHold(provider);
  const receive = (...bytes: number[]) => {
    const decoder = decoding.createDecoder(new Uint8Array([FRAME_SYNC, ...bytes]));
    const type = decoding.readVarUint(decoder);
    provider.messageHandlers[type]?.(encoding.createEncoder(), decoder, provider, true, type);
  };
  return { provider, incoming, receive, seen };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('[U10] updates wait while a letter is composed and come in order afterwards', () => {
  const { incoming, receive, seen } = setUp();
  incoming.hold();
  receive(SYNC_UPDATE, 1);
  receive(SYNC_STEP2, 2);
  expect(seen).toEqual([]);
  incoming.release();
  receive(SYNC_UPDATE, 3);
  expect(seen).toEqual([
    [SYNC_UPDATE, 1],
    [SYNC_STEP2, 2],
    [SYNC_UPDATE, 3],
  ]);
});

test('[U10] a question of the hub is answered at once', () => {
  const { incoming, receive, seen } = setUp();
  incoming.hold();
  receive(SYNC_STEP1, 0);
  expect(seen).toEqual([[SYNC_STEP1, 0]]);
});

test('[U10] a composition that does not end keeps nobody’s words away for long', () => {
  const { incoming, receive, seen } = setUp();
  incoming.hold();
  receive(SYNC_UPDATE, 1);
  vi.advanceTimersByTime(holdMsMax);
  expect(seen).toEqual([[SYNC_UPDATE, 1]]);
});

test('[U10] what waited for a connection that has ended is left to the next one’s sync', () => {
  const { provider, incoming, receive, seen } = setUp();
  incoming.hold();
  receive(SYNC_UPDATE, 1);
  provider.ws = {} as WebSocket; // another connection
  incoming.release();
  expect(seen).toEqual([]);
});
