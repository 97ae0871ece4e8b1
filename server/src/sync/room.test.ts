import { SHAPES } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import { roomIdleMs, roomPendingBytesMax, storeRetryMsMax } from '@enlace/shared/limits';
import { FRAME_STORE, FRAME_SYNC, SYNC_STEP1, SYNC_STEP2, SYNC_UPDATE } from '@enlace/shared/sync/message';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { systemRandom } from '../runtime/clock.ts';
import { createHeldLog, type HeldLog } from './held-log.support.ts';
import { Room, type RoomMeans, type WriteOutcome } from './room.ts';
import { RoomRegistry } from './room-registry.ts';
import { bodyOf, createDocument, createTime, newTestId, paragraph, silent, TestPeer, turn } from './sync.support.ts';

let log: HeldLog;
let time: ReturnType<typeof createTime>;
let means: RoomMeans;
let happened: string[];

beforeEach(() => {
  log = createHeldLog();
  time = createTime();
  happened = [];
  means = { updateLog: log, clock: time, random: systemRandom, timer: time.timer, log: silent, onWrote: () => {} };
});

async function openRoom(documentId = newTestId<DocumentId>()): Promise<Room> {
  const room = new Room(documentId, SHAPES.minutes, means, { idle: () => happened.push('idle'), failed: () => happened.push('failed') });
  await room.opened;
  return room;
}

/** A client's document and the updates it makes. */
function createWriter(): { readonly doc: Y.Doc; readonly peer: TestPeer; readonly own: Set<number>; write(words: string): Uint8Array } {
  const doc = new Y.Doc();
  return {
    doc,
    peer: new TestPeer(doc.clientID),
    own: new Set([doc.clientID]),
    write(words) {
      const updates: Uint8Array[] = [];
      const hear = (update: Uint8Array): void => void updates.push(update);
      doc.on('update', hear);
      doc.transact(() => doc.getXmlFragment('body').push([paragraph(words)]));
      doc.off('update', hear);
      return Y.mergeUpdates(updates);
    },
  };
}

const isStep =
  (step: number) =>
  (frame: Uint8Array): boolean =>
    frame[0] === FRAME_SYNC && frame[1] === step;
const isUpdate = isStep(SYNC_UPDATE);
const EMPTY = new Uint8Array([0]);

/** What someone who takes in these frames ends up with. */
function read(frames: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const frame of frames) {
    if (!isUpdate(frame) && !isStep(SYNC_STEP2)(frame)) continue;
    let at = 2;
    while ((frame[at] ?? 0) >= 128) at += 1;
    Y.applyUpdate(doc, frame.subarray(at + 1));
  }
  return doc;
}

function send(
  room: Room,
  writer: ReturnType<typeof createWriter>,
  update: Uint8Array,
): { readonly outcome: WriteOutcome; isDurable: boolean } {
  const sent = { isDurable: false };
  const outcome = room.write(writer.peer, update, {
    own: writer.own,
    durable: () => {
      sent.isDurable = true;
    },
  });
  return Object.assign(sent, { outcome });
}

test('[R4] nothing is acknowledged, broadcast or shown to who joins before it is durable', async () => {
  const room = await openRoom();
  const writer = createWriter();
  const reader = new TestPeer();
  room.join(writer.peer);
  room.join(reader);
  log.hold();
  const sent = send(room, writer, writer.write('todavía no'));
  await turn();
  expect(sent.outcome).toEqual({ kind: 'taken' });
  expect(log.waiting.length).toBe(1);
  const early = new TestPeer();
  room.join(early);
  room.sendState(early, EMPTY);
  expect(bodyOf(read(early.frames))).toBe('');
  expect(reader.frames.some(isUpdate)).toBe(false);
  expect(sent.isDurable).toBe(false);
  await log.release();
  expect(sent.isDurable).toBe(true);
  for (const peer of [reader, early]) expect(bodyOf(read(peer.frames))).toContain('todavía no');
  expect(writer.peer.frames.some(isUpdate), 'the writer has it').toBe(false);
});

test('[R4] everyone gets the same updates in the same order, and the log has them in that order', async () => {
  const room = await openRoom();
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
  const { tail } = await log.load(room.documentId);
  expect(tail.map((entry) => entry.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  const logged = new Y.Doc();
  for (const { update } of tail) Y.applyUpdate(logged, update);
  expect(bodyOf(logged)).toBe(bodyOf(read(first ?? [])));
});

test('[R4] a write with nothing new in it waits for what came before it, and appends nothing', async () => {
  const room = await openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  log.hold();
  const update = writer.write('una vez');
  const [first, again] = [send(room, writer, update), send(room, writer, update)];
  await turn();
  expect([first.isDurable, again.isDurable]).toEqual([false, false]);
  await log.release();
  expect([first.isDurable, again.isDurable]).toEqual([true, true]);
  expect(log.appended.length).toBe(1);
});

test('[F4] an update whose predecessor is missing is refused as out of order and changes nothing', async () => {
  const room = await openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  writer.write('perdido');
  const sent = send(room, writer, writer.write('después'));
  expect(sent.outcome).toEqual({ kind: 'refused', code: 'out_of_order' });
  const all = send(room, writer, Y.encodeStateAsUpdate(writer.doc));
  await room.flushed();
  expect(all.isDurable).toBe(true);
  expect((await log.load(room.documentId)).tail.length).toBe(1);
});

test('[R5] a room whose log cannot be read answers nothing and changes nothing; the next one loads', async () => {
  const document = createDocument();
  await log.append({ documentId: document.id, update: createWriter().write('de antes'), memberId: null });
  const registry = new RoomRegistry(means);
  log.failLoads(1);
  const failed = registry.enter(document);
  expect(await failed.opened).toBe(false);
  expect(registry.rooms).toEqual([]);
  const room = registry.enter(document);
  expect(await room.opened).toBe(true);
  const peer = new TestPeer();
  room.join(peer);
  room.sendState(peer, EMPTY);
  expect(bodyOf(read(peer.frames))).toContain('de antes');
  expect((await log.load(document.id)).tail.length).toBe(1);
});

test('[R5] a log with an entry that depends on what is not there is read without it, and nothing stays pending', async () => {
  const writer = createWriter();
  const documentId = newTestId<DocumentId>();
  const [first, lost, last] = [writer.write('uno'), writer.write('dos'), writer.write('tres')];
  await log.append({ documentId, update: first, memberId: null });
  await log.append({ documentId, update: last, memberId: null });
  const room = await openRoom(documentId);
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

test('[R13] all who join get one encoded state, until something new is durable', async () => {
  const room = await openRoom();
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
  const room = await openRoom();
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
  const room = await openRoom();
  const writer = createWriter();
  const [slow, stuck] = [new TestPeer(), new TestPeer()];
  for (const peer of [writer.peer, slow, stuck]) room.join(peer);
  for (const peer of [slow, stuck]) Object.assign(peer, { isReading: false, queued: 1_000_000 });
  send(room, writer, writer.write('grande'));
  await room.flushed();
  slow.queued = 500_000;
  await time.pass(10_000);
  expect([slow.closedWith, stuck.closedWith]).toEqual([[], ['too_slow']]);
  await time.pass(10_000);
  expect(slow.closedWith).toEqual(['too_slow']);
});

test('[F21] while the store fails nothing is lost or acknowledged, people can read, and it recovers by itself', async () => {
  const room = await openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  send(room, writer, writer.write('seguro'));
  await room.flushed();
  log.fail('storage_full');
  const sent = [send(room, writer, writer.write('uno')), send(room, writer, writer.write('dos'))];
  await turn();
  expect(writer.peer.frames.at(-1)).toEqual(new Uint8Array([FRAME_STORE, 12, ...Buffer.from('storage_full')]));
  const reader = new TestPeer();
  room.join(reader);
  expect(reader.frames[0]?.[0], 'told when it joins').toBe(FRAME_STORE);
  room.sendState(reader, EMPTY);
  expect(bodyOf(read(reader.frames))).toBe('<paragraph>seguro</paragraph>');
  await time.pass(10 * storeRetryMsMax);
  expect(sent.map(({ isDurable }) => isDurable)).toEqual([false, false]);
  log.fail(null);
  await time.pass(storeRetryMsMax);
  expect(sent.map(({ isDurable }) => isDurable)).toEqual([true, true]);
  expect(reader.frames.filter((frame) => frame[0] === FRAME_STORE).at(-1)).toEqual(new Uint8Array([FRAME_STORE, 0]));
  expect(bodyOf(read(reader.frames))).toContain('dos');
  expect((await log.load(room.documentId)).tail.length).toBe(3);
});

const BIG = 'x'.repeat(900_000);

test('[R8] a document is bounded: beyond it a write is refused with the reason, and the rest goes on', async () => {
  const room = await openRoom();
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
  const room = await openRoom();
  const writer = createWriter();
  room.join(writer.peer);
  log.fail('storage_failed');
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
  log.fail(null);
  await time.pass(storeRetryMsMax);
  expect(sent.filter(({ outcome }) => outcome.kind === 'taken').every(({ isDurable }) => isDurable)).toBe(true);
  expect(room.pendingBytes).toBe(0);
});

test('[R2] a reader is never asked for what the hub misses; one who may write from now on is', async () => {
  const room = await openRoom();
  const peer = new TestPeer();
  peer.mayWrite = false;
  room.join(peer);
  expect(peer.frames.some(isStep(SYNC_STEP1))).toBe(false);
  peer.mayWrite = true;
  room.restamp(peer);
  expect(peer.frames.some(isStep(SYNC_STEP1))).toBe(true);
});

test('[R11] what another process appended to the log comes in with the next write', async () => {
  const room = await openRoom();
  const [writer, other] = [createWriter(), createWriter()];
  room.join(writer.peer);
  await log.append({ documentId: room.documentId, update: other.write('de otro proceso'), memberId: null });
  send(room, writer, writer.write('de aquí'));
  await room.flushed();
  await turn();
  expect(bodyOf(read(writer.peer.frames))).toContain('de otro proceso');
  room.sendState(writer.peer, EMPTY);
  expect(bodyOf(read(writer.peer.frames))).toContain('de aquí');
});

test('[F17] a room is unloaded when it has been empty for a while and all is durable, and leaves no timer behind', async () => {
  const registry = new RoomRegistry(means);
  const document = createDocument();
  const room = registry.enter(document);
  await room.opened;
  const writer = createWriter();
  room.join(writer.peer);
  log.hold();
  send(room, writer, writer.write('pendiente'));
  room.leave(writer.peer);
  await time.pass(roomIdleMs * 2);
  expect(registry.rooms).toEqual([room]);
  await log.release();
  await time.pass(roomIdleMs - 1);
  expect(registry.enter(document), 'someone came back').toBe(room);
  await time.pass(roomIdleMs + 1);
  expect(registry.rooms).toEqual([]);
  expect(time.armed()).toBe(0);
});
