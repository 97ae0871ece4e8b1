import type { DocumentId } from '@enlace/shared/ids';
import { roomIdleMs, roomPendingBytesMax, storeRetryMsMax } from '@enlace/shared/limits';
import { FRAME_STORE } from '@enlace/shared/sync/message';
import { beforeEach, expect, test } from 'vitest';
import { createRoomBench, createWriter, EMPTY, type RoomBench, read, send } from './room.support.ts';
import { RoomRegistry } from './room-registry.ts';
import { bodyOf, createDocument, newTestId, TestPeer, turn } from './sync.support.ts';

let bench: RoomBench;
beforeEach(() => {
  bench = createRoomBench();
});

test('[R5] a room whose log cannot be read answers nothing and changes nothing; the next one loads', async () => {
  const document = createDocument();
  await bench.log.append({ documentId: document.id, update: createWriter().write('de antes'), memberId: null });
  const registry = new RoomRegistry(bench.means);
  bench.log.failLoads(1);
  const failed = registry.enter(document);
  expect(await failed.opened).toBe(false);
  expect(registry.rooms).toEqual([]);
  const room = registry.enter(document);
  expect(await room.opened).toBe(true);
  const peer = new TestPeer();
  room.join(peer);
  room.sendState(peer, EMPTY);
  expect(bodyOf(read(peer.frames))).toContain('de antes');
  expect((await bench.log.load(document.id)).tail.length).toBe(1);
});

test('[R5] a log with an entry that depends on what is not there is read without it, and nothing stays pending', async () => {
  const writer = createWriter();
  const documentId = newTestId<DocumentId>();
  const [first, lost, last] = [writer.write('uno'), writer.write('dos'), writer.write('tres')];
  await bench.log.append({ documentId, update: first, memberId: null });
  await bench.log.append({ documentId, update: last, memberId: null });
  const room = await bench.openRoom(documentId);
  room.join(writer.peer);
  const reader = new TestPeer();
  room.join(reader);
  room.sendState(reader, EMPTY);
  expect(bodyOf(read(reader.frames))).not.toContain('tres');
  send(room, writer, lost);
  send(room, writer, last);
  await room.flushed();
  expect(bodyOf(read(reader.frames))).toContain('tres');
});

test('[F21] while the store fails nothing is lost or acknowledged, people can read, and it recovers by itself', async () => {
  const room = await bench.openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  send(room, writer, writer.write('seguro'));
  await room.flushed();
  bench.log.fail('storage_full');
  const sent = [send(room, writer, writer.write('uno')), send(room, writer, writer.write('dos'))];
  await turn();
  expect(writer.peer.frames.at(-1)).toEqual(new Uint8Array([FRAME_STORE, 12, ...Buffer.from('storage_full')]));
  const reader = new TestPeer();
  room.join(reader);
  expect(reader.frames[0]?.[0], 'told when it joins').toBe(FRAME_STORE);
  room.sendState(reader, EMPTY);
  expect(bodyOf(read(reader.frames))).toBe('<paragraph>seguro</paragraph>');
  await bench.time.pass(10 * storeRetryMsMax);
  expect(sent.map(({ isDurable }) => isDurable)).toEqual([false, false]);
  bench.log.fail(null);
  await bench.time.pass(storeRetryMsMax);
  expect(sent.map(({ isDurable }) => isDurable)).toEqual([true, true]);
  expect(reader.frames.filter((frame) => frame[0] === FRAME_STORE).at(-1)).toEqual(new Uint8Array([FRAME_STORE, 0]));
  expect(bodyOf(read(reader.frames))).toContain('dos');
  expect((await bench.log.load(room.documentId)).tail.length).toBe(3);
});

const BIG = 'x'.repeat(900_000);

test('[R8] a document is bounded: beyond it a write is refused with the reason, and the rest goes on', async () => {
  const room = await bench.openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  const outcomes = Array.from({ length: 40 }, () => send(room, writer, writer.write(BIG)).outcome);
  expect(outcomes[30]).toEqual({ kind: 'taken' });
  expect(outcomes.find(({ kind }) => kind !== 'taken')).toEqual({ kind: 'refused', code: 'body_too_large' });
  await room.flushed();
  const other = createWriter();
  expect(send(room, other, other.write('aún cabe')).outcome).toEqual({ kind: 'taken' });
});

test('[R8] what waits for the store is bounded: beyond it writes are refused with the reason, and what waited is kept', async () => {
  const room = await bench.openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  bench.log.fail('storage_failed');
  await turn();
  const sent: ReturnType<typeof send>[] = [];
  while (sent.at(-1)?.outcome.kind !== 'refused') {
    sent.push(send(room, writer, writer.write(BIG)));
    await turn();
    const deletion: Uint8Array[] = [];
    writer.doc.once('update', (update: Uint8Array) => deletion.push(update));
    writer.doc.getXmlFragment('body').delete(0, 1);
    if (deletion[0] !== undefined && sent.at(-1)?.outcome.kind === 'taken') sent.push(send(room, writer, deletion[0]));
  }
  expect(sent.at(-1)?.outcome).toEqual({ kind: 'refused', code: 'storage_failed' });
  expect(room.pendingBytes).toBeGreaterThan(roomPendingBytesMax - 2 * BIG.length);
  expect(room.pendingBytes).toBeLessThanOrEqual(roomPendingBytesMax);
  bench.log.fail(null);
  await bench.time.pass(storeRetryMsMax);
  expect(sent.filter(({ outcome }) => outcome.kind === 'taken').every(({ isDurable }) => isDurable)).toBe(true);
  expect(room.pendingBytes).toBe(0);
});

test('[R11] what another process appended to the log comes in with the next write', async () => {
  const room = await bench.openRoom();
  const [writer, other] = [createWriter(), createWriter()];
  room.join(writer.peer);
  await bench.log.append({ documentId: room.documentId, update: other.write('de otro proceso'), memberId: null });
  send(room, writer, writer.write('de aquí'));
  await room.flushed();
  await turn();
  expect(bodyOf(read(writer.peer.frames))).toContain('de otro proceso');
  room.sendState(writer.peer, EMPTY);
  expect(bodyOf(read(writer.peer.frames))).toContain('de aquí');
});

test('[F17] a room is unloaded when it has been empty for a while and all is durable, and leaves no timer behind', async () => {
  const registry = new RoomRegistry(bench.means);
  const document = createDocument();
  const room = registry.enter(document);
  await room.opened;
  const writer = createWriter();
  room.join(writer.peer);
  bench.log.hold();
  send(room, writer, writer.write('pendiente'));
  room.leave(writer.peer);
  await bench.time.pass(roomIdleMs * 2);
  expect(registry.rooms).toEqual([room]);
  await bench.log.release();
  await bench.time.pass(roomIdleMs - 1);
  expect(registry.enter(document), 'someone came back').toBe(room);
  await bench.time.pass(roomIdleMs + 1);
  expect(registry.rooms).toEqual([]);
  expect(bench.time.armed()).toBe(0);
});
