import * as limits from '@enlace/shared/limits';
import { encodeStep1, encodeStep2, encodeUpdate } from '@enlace/shared/sync/codec';
import { FRAME_ACK, FRAME_REFUSED, FRAME_RIGHT, FRAME_STORE, SYNC_STEP1, SYNC_STEP2 } from '@enlace/shared/sync/message';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Bench, createBench } from './connection.support.ts';
import { openedFor, turn } from './sync.support.ts';

let bench: Bench;
beforeEach(() => {
  bench = createBench();
});

describe('[R4] acknowledgements', () => {
  test('say how many write frames of this connection are durable, together for one turn', async () => {
    const { wire, connection, write } = await bench.open();
    bench.log.hold();
    for (const step of [encodeStep2, encodeUpdate, encodeUpdate]) connection.receive(step(write()));
    connection.receive(encodeStep1(new Uint8Array([0])));
    await turn();
    expect(wire.ours('ack')).toEqual([]);
    await bench.log.release();
    await turn();
    expect(wire.ours('ack').at(-1)).toEqual({ type: 'ack', count: 3 });
  });

  test('do not run past a write that is not durable, also where a later one is refused', async () => {
    const { wire, connection, write } = await bench.open();
    bench.log.hold();
    connection.receive(encodeUpdate(write()));
    write('perdida');
    connection.receive(encodeUpdate(write()));
    await turn();
    expect(wire.ours('refused')).toEqual([{ type: 'refused', count: 2, code: 'out_of_order' }]);
    expect(wire.ours('ack')).toEqual([]);
    await bench.log.release();
    await turn();
    expect(wire.ours('ack')).toEqual([{ type: 'ack', count: 2 }]);
  });

  test('reach no stock client: it gets no frame above 3', async () => {
    const { wire, connection, write } = await bench.open({ isOurs: false });
    connection.receive(encodeUpdate(write()));
    bench.log.fail('storage_full');
    connection.receive(encodeUpdate(write()));
    await turn();
    connection.receive(encodeUpdate(new Uint8Array([1])));
    await bench.time.pass(1_000);
    expect(wire.frames.map((frame) => frame[0] ?? 0).filter((type) => type > 3)).toEqual([]);
    expect([FRAME_ACK, FRAME_REFUSED, FRAME_RIGHT, FRAME_STORE].every((type) => type > 3)).toBe(true);
  });
});

describe('[R5] before the room is ready', () => {
  test('frames wait, in order; nothing is answered; beyond a bound the socket is not read', async () => {
    bench.reopenRoom();
    const { connection, wire, write } = bench.connect();
    for (const words of ['uno', 'dos']) connection.receive(encodeUpdate(write(words)));
    const long = 'é'.repeat(900_000);
    for (let i = 0; i < 3; i += 1) connection.receive(encodeStep2(write(long)));
    expect(wire.isPaused).toBe(false);
    connection.receive(encodeStep2(write(long)));
    expect([wire.isPaused, wire.frames.length]).toEqual([true, 0]);
    await turn();
    expect(wire.isPaused).toBe(false);
    expect(wire.ours('ack').at(-1)).toEqual({ type: 'ack', count: 6 });
  });

  test('a room that fails sends everyone away for now', async () => {
    bench.log.failLoads(1);
    bench.reopenRoom();
    const { wire } = await bench.open();
    expect(wire.closedWith).toEqual([1013, 'storage_failed']);
    expect(wire.frames).toEqual([]);
  });
});

test('[F15] a state is sent at most every two seconds; of questions that come sooner the last is answered', async () => {
  const { connection, wire, doc, write } = await bench.open();
  const states = (): number => wire.said.filter((frame) => frame === SYNC_STEP2).length;
  for (let i = 0; i < 50; i += 1) connection.receive(encodeStep1(new Uint8Array([0])));
  expect(states()).toBe(1);
  connection.receive(encodeUpdate(write()));
  connection.receive(encodeStep1(Y.encodeStateVector(doc)));
  await bench.time.pass(limits.fullSyncIntervalMs);
  expect(states()).toBe(2);
  expect(wire.frames.at(-1)?.length, 'the writer has everything').toBeLessThan(10);
});

test('[R6] where the queue is full the newest acknowledgement waits until it has drained; a slow writer is not sent away', async () => {
  const { connection, wire, write } = await bench.open();
  wire.queued = limits.peerQueueBytesMax;
  for (let i = 0; i < 3; i += 1) {
    connection.receive(encodeUpdate(write()));
    await turn();
  }
  expect([wire.ours('ack'), wire.closedWith]).toEqual([[], null]);
  wire.queued = 0;
  connection.drained();
  expect(wire.ours('ack')).toEqual([{ type: 'ack', count: 3 }]);
  connection.drained();
  expect(wire.ours('ack').length).toBe(1);
});

test('[R6] a refusal or a change of right that cannot be queued ends the connection for now', async () => {
  const { connection, wire, write } = await bench.open();
  wire.queued = limits.peerQueueBytesMax;
  write('perdida');
  connection.receive(encodeUpdate(write()));
  expect(wire.closedWith).toEqual([1013, 'too_slow']);
});

test('[F11] of two connections with one leased client id the later one stays', async () => {
  const first = await bench.open({ clientId: 77 });
  const other = await bench.open({ clientId: 78 });
  const second = await bench.open({ clientId: 77 });
  expect([first.wire.closedWith, other.wire.closedWith, second.wire.closedWith]).toEqual([[1013, 'busy'], null, null]);
});

test('[R9] a right that is taken away, or given, holds from that moment', async () => {
  const { connection, wire, write, person } = await bench.open();
  connection.changeRight(openedFor(person, bench.document, { mayWrite: false, reason: 'state_not_allowed' }));
  expect(wire.said.at(-1)).toEqual({ type: 'right', mayWrite: false, code: 'state_not_allowed' });
  const update = write();
  connection.receive(encodeUpdate(update));
  await turn();
  expect([await bench.logged(), wire.ours('refused').length]).toEqual([0, 1]);
  connection.changeRight(openedFor(person, bench.document, { mayWrite: true }));
  expect(wire.ours('right').at(-1)).toEqual({ type: 'right', mayWrite: true, code: '' });
  expect(wire.said.at(-1), 'it is asked for what it has').toBe(SYNC_STEP1);
  connection.receive(encodeStep2(update));
  await turn();
  expect(await bench.logged()).toBe(1);
});
