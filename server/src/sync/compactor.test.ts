import { SHAPES } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import { compactAfterEntries, compactLiveAfterEntries, roomIdleMs } from '@enlace/shared/limits';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { openMemoryStore } from '../store/memory/memory-store.ts';
import type { UpdateLog } from '../store/port/update-log.ts';
import { compactDocument, readContent, requireSame } from './compactor.ts';
import { createHubDoc } from './replica.ts';
import { createRoomBench, createWriter, send } from './room.support.ts';
import { RoomRegistry } from './room-registry.ts';
import { createDice, createDocument, newTestId, paragraph, turn } from './sync.support.ts';

const shape = SHAPES.minutes;

/** A log with so many entries of three writers; answers the document it makes. */
async function writeLog(log: UpdateLog, documentId: DocumentId, entries: number): Promise<Y.Doc> {
  const dice = createDice();
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  while (updates.length < entries) {
    doc.clientID = 1 + dice.roll(3);
    const body = doc.getXmlFragment('body');
    if (dice.roll(4) === 0 && body.length > 0) body.delete(dice.roll(body.length), 1);
    else body.insert(dice.roll(body.length + 1), [paragraph(`entrada ${updates.length}`)]);
  }
  for (const update of updates) await log.append({ documentId, update, memberId: null });
  return doc;
}

const load = async (log: UpdateLog, documentId: DocumentId): Promise<Y.Doc> => {
  const { snapshot, tail } = await log.load(documentId);
  return createHubDoc(shape, [...(snapshot === null ? [] : [snapshot.state]), ...tail.map((entry) => entry.update)]);
};

test('[R11] a snapshot is the merge of the log so far; the entries stay, and what comes later is added to it', async () => {
  const { log } = openMemoryStore();
  const documentId = newTestId<DocumentId>();
  const doc = await writeLog(log, documentId, 50);
  await compactDocument(log, documentId, shape);
  const { snapshot, tail } = await log.load(documentId);
  expect([snapshot?.seq, tail.length, (await log.after(documentId, 0)).length]).toEqual([50, 0, 50]);
  const before = Y.encodeStateVector(doc);
  doc.getXmlFragment('body').push([paragraph('después')]);
  await log.append({ documentId, update: Y.encodeStateAsUpdate(doc, before), memberId: null });
  expect(readContent(await load(log, documentId), shape)).toBe(readContent(doc, shape));
  await compactDocument(log, documentId, shape);
  expect((await log.load(documentId)).snapshot?.seq).toBe(51);
  expect(readContent(await load(log, documentId), shape)).toBe(readContent(doc, shape));
});

test('[F19] a snapshot that is not the document is found out, whichever bit is wrong, and none is saved', async () => {
  const { log } = openMemoryStore();
  const documentId = newTestId<DocumentId>();
  const doc = createHubDoc(shape, [Y.encodeStateAsUpdate(await writeLog(log, documentId, 8))]);
  const state = Y.encodeStateAsUpdate(doc);
  expect(() => requireSame(doc, state, shape)).not.toThrow();
  let unnoticed = 0;
  for (let bit = 0; bit < state.length * 8; bit += 1) {
    const flipped = state.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    try {
      requireSame(doc, flipped, shape);
      unnoticed += 1;
    } catch {}
  }
  expect(unnoticed, 'bits that mean nothing in the format, such as those of a neighbour that gives the same place').toBeLessThan(
    state.length,
  );
});

test('[F19] a log with a gap gets no snapshot', async () => {
  const { log } = openMemoryStore();
  const [whole, part] = [newTestId<DocumentId>(), newTestId<DocumentId>()];
  await writeLog(log, whole, 5);
  for (const { seq, update } of await log.after(whole, 0)) if (seq !== 1) await log.append({ documentId: part, update, memberId: null });
  await expect(compactDocument(log, part, shape)).rejects.toThrow('gap');
  expect((await log.load(part)).snapshot).toBe(null);
});

test('[R11] a room that is unloaded after many entries leaves a snapshot; one after few does not', async () => {
  const { means, time, log } = createRoomBench();
  const registry = new RoomRegistry(means);
  const [many, few] = [createDocument(), createDocument()];
  await writeLog(log, many.id, compactAfterEntries);
  await writeLog(log, few.id, compactAfterEntries - 1);
  await Promise.all([many, few].map((document) => registry.enter(document).opened));
  await time.pass(roomIdleMs + 1);
  expect(registry.rooms).toEqual([]);
  expect((await log.load(many.id)).snapshot?.seq).toBe(compactAfterEntries);
  expect((await log.load(few.id)).snapshot).toBe(null);
});

test('[R11] a room that people stay in all day gets its snapshots meanwhile', async () => {
  const { means, log } = createRoomBench();
  const registry = new RoomRegistry(means);
  const document = createDocument();
  const doc = await writeLog(log, document.id, compactLiveAfterEntries - 3);
  const room = registry.enter(document);
  await room.opened;
  const writer = createWriter();
  room.join(writer.peer);
  for (let i = 0; i < 5; i += 1) send(room, writer, writer.write(`durante el día ${i}`));
  await room.flushed();
  await turn();
  expect((await log.load(document.id)).snapshot?.seq).toBeGreaterThanOrEqual(compactLiveAfterEntries);
  expect(room.tailLength).toBeLessThanOrEqual(2);
  expect(readContent(await load(log, document.id), shape)).toContain('durante el día 4');
  expect(readContent(doc, shape)).not.toContain('durante');
  room.close();
});
