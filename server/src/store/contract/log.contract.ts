// Contract of the update log: T11–T16.
import { hash } from 'node:crypto';
import type { DocumentId, MemberId } from '@enlace/shared/ids';
import { expect, test } from 'vitest';
import { newId } from './draw.support.ts';
import type { OpenStore } from './open-store.support.ts';
import { createAccount } from './people.support.ts';

const bytesOf = (value: number): Uint8Array => Uint8Array.of(value >> 24, value >> 16, value >> 8, value);
const numberIn = (bytes: Uint8Array): number => Buffer.from(bytes).readUInt32BE();
const count = (length: number, from = 1): number[] => Array.from({ length }, (_, index) => from + index);

export function describeLog(open: OpenStore): void {
  describeAppend(open);
  describeSnapshots(open);
  describeClients(open);
}

function describeAppend(open: OpenStore): void {
  test('[T11] appends to many documents at once are numbered per document, from 1, in order of the calls, without gaps', async () => {
    const { store, reopen } = await open();
    const documents = count(20).map(() => newId<DocumentId>());
    const calls = count(2_000, 0).map((value) => ({ value, documentId: documents[(value * 7) % 20] ?? newId<DocumentId>() }));
    const seqs = await Promise.all(
      calls.map(({ value, documentId }) => store.log.append({ documentId, memberId: newId<MemberId>(), update: bytesOf(value) })),
    );
    const after = await reopen();
    for (const documentId of documents) {
      const own = calls.flatMap((call, index) => (call.documentId === documentId ? [{ ...call, seq: seqs[index] }] : []));
      expect(own.map(({ seq }) => seq)).toEqual(count(100));
      const { tail } = await after.log.load(documentId);
      expect(tail.map(({ seq, update }) => ({ seq, value: numberIn(update) }))).toEqual(own.map(({ seq, value }) => ({ seq, value })));
    }
  });

  test('[T11] answers come in the order of the calls', async () => {
    const { store } = await open();
    const documentId = newId<DocumentId>();
    const answered: number[] = [];
    await Promise.all(
      count(500).map(async (value) => answered.push(await store.log.append({ documentId, memberId: null, update: bytesOf(value) }))),
    );
    expect(answered).toEqual(count(500));
  });

  test('[T12] what was answered is there after a restart, and numbering goes on', async () => {
    const { store, reopen } = await open();
    const documentId = newId<DocumentId>();
    for (const value of count(5)) expect(await store.log.append({ documentId, memberId: null, update: bytesOf(value) })).toBe(value);
    const after = await reopen();
    expect((await after.log.load(documentId)).tail.map(({ update }) => numberIn(update))).toEqual(count(5));
    expect(await after.log.append({ documentId, memberId: null, update: bytesOf(6) })).toBe(6);
  });

  test('[T12] closing writes what is waiting', async () => {
    const { store, reopen } = await open();
    const documentId = newId<DocumentId>();
    const appends = count(300).map((value) => store.log.append({ documentId, memberId: null, update: bytesOf(value) }));
    const after = await reopen();
    expect(await Promise.all(appends)).toEqual(count(300));
    expect((await after.log.load(documentId)).tail).toHaveLength(300);
  });

  test('[T12] the bytes of the call are copied: the caller may use its buffer again, and keeps it', async () => {
    const { store } = await open();
    const documentId = newId<DocumentId>();
    const pooled = Buffer.from('pooled'); // a window on the memory that Node shares between small buffers
    for (const buffer of [new Uint8Array(1_000), pooled]) {
      buffer.fill(1);
      const appended = store.log.append({ documentId, memberId: null, update: buffer.subarray(1, 5) });
      buffer.fill(2);
      await appended;
      expect(buffer.every((byte) => byte === 2)).toBe(true);
    }
    expect((await store.log.load(documentId)).tail.map(({ update }) => [...update])).toEqual([
      [1, 1, 1, 1],
      [1, 1, 1, 1],
    ]);
  });

  test('[T12] an empty update and one of a megabyte come back as they were', async () => {
    const { store, reopen } = await open();
    const documentId = newId<DocumentId>();
    const large = Uint8Array.from({ length: 1024 * 1024 }, (_, index) => index * 31);
    await store.log.append({ documentId, memberId: null, update: new Uint8Array(0) });
    await store.log.append({ documentId, memberId: null, update: large });
    const { tail } = await (await reopen()).log.load(documentId);
    expect(tail.map(({ update }) => hash('sha256', update))).toEqual([new Uint8Array(0), large].map((bytes) => hash('sha256', bytes)));
  });
}

function describeSnapshots(open: OpenStore): void {
  test('[T13] a document without a snapshot is its whole log; an unknown one is empty', async () => {
    const { store } = await open();
    const documentId = newId<DocumentId>();
    expect(await store.log.load(documentId)).toEqual({ snapshot: null, tail: [] });
    await store.log.append({ documentId, memberId: null, update: bytesOf(1) });
    expect(await store.log.load(documentId)).toEqual({ snapshot: null, tail: [{ seq: 1, update: bytesOf(1) }] });
  });

  test('[T13] load is the newest snapshot and the entries after it; the entries before it stay', async () => {
    const { store, reopen } = await open();
    const documentId = newId<DocumentId>();
    for (const value of count(10)) await store.log.append({ documentId, memberId: null, update: bytesOf(value) });
    await store.log.saveSnapshot(documentId, { seq: 4, state: bytesOf(400) });
    await store.log.saveSnapshot(documentId, { seq: 8, state: bytesOf(800) });
    await store.log.saveSnapshot(documentId, { seq: 6, state: bytesOf(600) });
    const after = await reopen();
    const { snapshot, tail } = await after.log.load(documentId);
    expect(snapshot).toEqual({ seq: 8, state: bytesOf(800) });
    expect(tail.map(({ seq }) => seq)).toEqual([9, 10]);
    expect((await after.log.after(documentId, 0)).map(({ seq }) => seq)).toEqual(count(10));
    expect((await after.log.after(documentId, 7)).map(({ update }) => numberIn(update))).toEqual([8, 9, 10]);
    expect(await after.log.after(documentId, 10)).toEqual([]);
    expect(await after.log.append({ documentId, memberId: null, update: bytesOf(11) })).toBe(11);
  });

  test('[T13] a second snapshot of the same seq changes nothing', async () => {
    const { store } = await open();
    const documentId = newId<DocumentId>();
    await store.log.append({ documentId, memberId: null, update: bytesOf(1) });
    await store.log.saveSnapshot(documentId, { seq: 1, state: bytesOf(100) });
    await store.log.saveSnapshot(documentId, { seq: 1, state: bytesOf(200) });
    expect((await store.log.load(documentId)).snapshot).toEqual({ seq: 1, state: bytesOf(100) });
  });
}

function describeClients(open: OpenStore): void {
  test('[T14] of two accounts that bind one client id at once a thousand times, one owns it', async () => {
    const { store, reopen } = await open();
    const documentId = newId<DocumentId>();
    const accounts = [createAccount().id, createAccount().id] as const;
    const answers = await Promise.all(
      count(1_000, 0).map(async (number) => {
        const accountId = accounts[number % 2 === 0 ? 0 : 1];
        return { accountId, isOwner: await store.log.bindClient(documentId, 2 ** 32 - 1, accountId) };
      }),
    );
    const owners = new Set(answers.filter(({ isOwner }) => isOwner).map(({ accountId }) => accountId));
    expect(owners.size).toBe(1);
    expect(answers.filter(({ isOwner }) => isOwner)).toHaveLength(500);
    const after = await reopen();
    for (const accountId of accounts) {
      expect(await after.log.bindClient(documentId, 2 ** 32 - 1, accountId)).toBe(owners.has(accountId));
      expect(await after.log.clientsOf(documentId, accountId)).toEqual(new Set(owners.has(accountId) ? [2 ** 32 - 1] : []));
    }
  });

  test('[T14] a client id is bound per document', async () => {
    const { store } = await open();
    const [one, other] = [newId<DocumentId>(), newId<DocumentId>()];
    const [first, second] = [createAccount().id, createAccount().id];
    expect(await store.log.bindClient(one, 7, first)).toBe(true);
    expect(await store.log.bindClient(other, 7, second)).toBe(true);
    expect(await store.log.bindClient(one, 8, first)).toBe(true);
    expect(await store.log.clientsOf(one, first)).toEqual(new Set([7, 8]));
    expect(await store.log.clientsOf(other, first)).toEqual(new Set());
  });

  test('[T16] a store that works says so', async () => {
    const { store } = await open();
    await store.probe();
    await store.probe();
  });
}
