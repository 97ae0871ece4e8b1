import { SYNC_STEP1, SYNC_STEP2 } from '@enlace/shared/sync/message';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createRoomBench, createWriter, EMPTY, isStep, isUpdate, type RoomBench, read, send } from './room.support.ts';
import { bodyOf, TestPeer, turn } from './sync.support.ts';

let bench: RoomBench;
beforeEach(() => {
  bench = createRoomBench();
});

test('[R4] nothing is acknowledged, broadcast or shown to who joins before it is durable', async () => {
  const room = await bench.openRoom();
  const writer = createWriter();
  const reader = new TestPeer();
  room.join(writer.peer);
  room.join(reader);
  bench.log.hold();
  const sent = send(room, writer, writer.write('todavía no'));
  await turn();
  expect(sent.outcome).toEqual({ kind: 'taken' });
  expect(bench.log.waiting.length).toBe(1);
  const early = new TestPeer();
  room.join(early);
  room.sendState(early, EMPTY);
  expect(bodyOf(read(early.frames))).toBe('');
  expect(reader.frames.some(isUpdate)).toBe(false);
  expect(sent.isDurable).toBe(false);
  await bench.log.release();
  expect(sent.isDurable).toBe(true);
  for (const peer of [reader, early]) expect(bodyOf(read(peer.frames))).toContain('todavía no');
  expect(writer.peer.frames.some(isUpdate), 'the writer has it').toBe(false);
});

test('[R4] everyone gets the same updates in the same order, and the log has them in that order', async () => {
  const room = await bench.openRoom();
  const [one, two] = [createWriter(), createWriter()];
  const readers = [new TestPeer(), new TestPeer()];
  for (const peer of [one.peer, two.peer, ...readers]) room.join(peer);
  for (let i = 0; i < 10; i += 1) {
    send(room, one, one.write(`uno ${i}`));
    send(room, two, two.write(`dos ${i}`));
    if (i % 3 === 0) await turn();
  }
  await room.flushed();
  const [first, second] = readers.map((peer) => peer.frames.filter(isUpdate));
  expect(first?.length).toBe(20);
  expect(second).toEqual(first);
  const { tail } = await bench.log.load(room.documentId);
  expect(tail.map((entry) => entry.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  const logged = new Y.Doc();
  for (const { update } of tail) Y.applyUpdate(logged, update);
  expect(bodyOf(logged)).toBe(bodyOf(read(first ?? [])));
});

test('[R4] a write with nothing new in it waits for what came before it, and appends nothing', async () => {
  const room = await bench.openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  bench.log.hold();
  const update = writer.write('una vez');
  const [first, again] = [send(room, writer, update), send(room, writer, update)];
  await turn();
  expect([first.isDurable, again.isDurable]).toEqual([false, false]);
  await bench.log.release();
  expect([first.isDurable, again.isDurable]).toEqual([true, true]);
  expect(bench.log.appended.length).toBe(1);
});

test('[F4] an update whose predecessor is missing is refused as out of order and changes nothing', async () => {
  const room = await bench.openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  writer.write('perdido');
  const sent = send(room, writer, writer.write('después'));
  expect(sent.outcome).toEqual({ kind: 'refused', code: 'out_of_order' });
  const all = send(room, writer, Y.encodeStateAsUpdate(writer.doc));
  await room.flushed();
  expect(all.isDurable).toBe(true);
  expect((await bench.log.load(room.documentId)).tail.length).toBe(1);
});

test('[R13] all who join get one encoded state, until something new is durable', async () => {
  const room = await bench.openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  send(room, writer, writer.write('estado'));
  await room.flushed();
  const states = await Promise.all(
    [0, 1, 2].map(async (round) => {
      if (round === 2) {
        send(room, writer, writer.write('más'));
        await room.flushed();
      }
      const peer = new TestPeer();
      room.join(peer);
      room.sendState(peer, EMPTY);
      return peer.frames.find(isStep(SYNC_STEP2));
    }),
  );
  expect(states[1]).toBe(states[0]);
  expect(states[2]).not.toEqual(states[0]);
});

test('[R6] a peer that does not read is not queued for, gets all it missed in one update, and slows nobody', async () => {
  const room = await bench.openRoom();
  const writer = createWriter();
  const [slow, quick] = [new TestPeer(), new TestPeer()];
  for (const peer of [writer.peer, slow, quick]) room.join(peer);
  send(room, writer, writer.write('antes'));
  await room.flushed();
  slow.isReading = false;
  for (let i = 0; i < 5; i += 1) send(room, writer, writer.write(`perdido ${i}`));
  await room.flushed();
  expect(quick.frames.filter(isUpdate).length).toBe(6);
  expect([slow.frames.filter(isUpdate).length, room.staleCount]).toEqual([1, 1]);
  slow.isReading = true;
  room.drained(slow);
  expect([slow.frames.filter(isUpdate).length, room.staleCount]).toEqual([2, 0]);
  expect(bodyOf(read(slow.frames))).toBe(bodyOf(writer.doc));
});

test('[R6] a stale peer whose queue shrinks is waited for; one whose queue does not is closed', async () => {
  const room = await bench.openRoom();
  const writer = createWriter();
  const [slow, stuck] = [new TestPeer(), new TestPeer()];
  for (const peer of [writer.peer, slow, stuck]) room.join(peer);
  for (const peer of [slow, stuck]) Object.assign(peer, { isReading: false, queued: 1_000_000 });
  send(room, writer, writer.write('grande'));
  await room.flushed();
  slow.queued = 500_000;
  await bench.time.pass(10_000);
  expect([slow.closedWith, stuck.closedWith]).toEqual([[], ['too_slow']]);
  await bench.time.pass(10_000);
  expect(slow.closedWith).toEqual(['too_slow']);
});

test('[R2] a reader is never asked for what the hub misses; one who may write from now on is', async () => {
  const room = await bench.openRoom();
  const peer = new TestPeer();
  peer.mayWrite = false;
  room.join(peer);
  expect(peer.frames.some(isStep(SYNC_STEP1))).toBe(false);
  peer.mayWrite = true;
  room.restamp(peer);
  expect(peer.frames.some(isStep(SYNC_STEP1))).toBe(true);
});
