// Contract of documents: the row and its first update are one thing (T10, R10).
import { expect, test } from 'vitest';
import type { Store } from '../port/store.ts';
import type { OpenStore } from './open-store.support.ts';
import { createDocument, createWorld, saveWorld } from './world.support.ts';

const FIRST = Uint8Array.of(1, 2, 3);

async function saveExchange(store: Store) {
  const world = createWorld();
  await store.transact((records) => saveWorld(records, world));
  return { world, document: createDocument(world.exchange, world.account) };
}

export function describeDocuments(open: OpenStore): void {
  test('[T10] a new document has its first update, with seq 1', async () => {
    const { store, reopen } = await open();
    const { document } = await saveExchange(store);
    expect(await store.records.documents.create(document, FIRST)).toBe(true);
    const after = await reopen();
    expect(await after.records.documents.byId(document.id)).toEqual(document);
    expect(await after.log.load(document.id)).toEqual({ snapshot: null, tail: [{ seq: 1, update: FIRST }] });
    expect(await after.log.append({ documentId: document.id, memberId: null, update: Uint8Array.of(9) })).toBe(2);
  });

  test('[T10] of many that create the same document at once, one does; its content is there once', async () => {
    const { store } = await open();
    const { document } = await saveExchange(store);
    const made = await Promise.all(
      Array.from({ length: 100 }, (_, number) => store.records.documents.create(document, Uint8Array.of(number))),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    const { tail } = await store.log.load(document.id);
    expect(tail).toEqual([{ seq: 1, update: Uint8Array.of(made.indexOf(true)) }]);
  });

  test('[T10] where the transaction fails there is neither row nor update', async () => {
    const { store } = await open();
    const { document } = await saveExchange(store);
    const failed = store.transact(async (records) => {
      await records.documents.create(document, FIRST);
      throw new Error('after all not');
    });
    await expect(failed).rejects.toThrow('after all not');
    expect(await store.records.documents.byId(document.id)).toBeNull();
    expect((await store.log.load(document.id)).tail).toEqual([]);
    expect(await store.records.documents.create(document, FIRST)).toBe(true);
    expect((await store.log.load(document.id)).tail).toEqual([{ seq: 1, update: FIRST }]);
  });

  test('[T4] a document row is updated over the version before it, its log untouched', async () => {
    const { store } = await open();
    const { document } = await saveExchange(store);
    await store.records.documents.create(document, FIRST);
    const next = { ...document, marking: { tlp: 'RED' as const, chr: true }, generation: 12, version: 2 };
    expect(await store.records.documents.update({ ...next, version: 3 })).toBe(false);
    expect(await store.records.documents.update(next)).toBe(true);
    expect(await store.records.documents.byId(document.id)).toEqual(next);
    expect((await store.log.load(document.id)).tail).toEqual([{ seq: 1, update: FIRST }]);
  });
}
