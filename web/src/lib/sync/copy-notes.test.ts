// Client ids that go on, and edits that wait, across visits to a document on one device.
import type { AccountId, DocumentId } from '@enlace/shared/ids';
import { beforeEach, expect, test } from 'vitest';
import {
  listCopies,
  putBackId,
  readCopyNote,
  readUnsent,
  removeNotes,
  saveCopyNote,
  saveUnsent,
  sumUnsent,
  takeFreeId,
} from './copy-notes.ts';

function createStorage(): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (i) => [...held.keys()][i] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  };
}

const owner = { accountId: 'A1' as AccountId, documentId: 'D1' as DocumentId };
const other = { accountId: 'A2' as AccountId, documentId: 'D1' as DocumentId };
let storage = createStorage();
beforeEach(() => {
  storage = createStorage();
});

test('[F11] a client id is handed out once, and only where its clock stands as it was left', () => {
  putBackId(storage, owner, { clientId: 77, clock: 12 });
  expect(takeFreeId(storage, other, () => 12)).toBeNull();
  expect(takeFreeId(storage, owner, () => 12)).toBe(77);
  expect(takeFreeId(storage, owner, () => 12)).toBeNull();
  putBackId(storage, owner, { clientId: 78, clock: 12 });
  expect(takeFreeId(storage, owner, () => 11)).toBeNull();
  expect(takeFreeId(storage, owner, () => 12)).toBeNull();
});

test('[R4] unacknowledged edits are counted across tabs and visits until they are acknowledged', () => {
  saveUnsent(storage, owner, { clientId: 7, count: 3, fromClock: 40 });
  saveUnsent(storage, owner, { clientId: 8, count: 1, fromClock: 0 });
  saveUnsent(storage, other, { clientId: 9, count: 5, fromClock: 0 });
  expect(sumUnsent(storage, owner.accountId)).toBe(4);
  expect(readUnsent(storage, owner).get(7)).toEqual({ count: 3, fromClock: 40 });
  saveUnsent(storage, owner, { clientId: 7, count: 0, fromClock: 43 });
  expect(sumUnsent(storage, owner.accountId)).toBe(1);
});

test('[S17] signing out forgets everything of the account and nothing of another', () => {
  for (const each of [owner, other]) {
    saveCopyNote(storage, each, { generation: 2, mayWrite: true });
    putBackId(storage, each, { clientId: 1, clock: 1 });
    saveUnsent(storage, each, { clientId: 1, count: 1, fromClock: 1 });
  }
  expect(listCopies(storage, owner.accountId)).toEqual([{ documentId: 'D1', generation: 2 }]);
  removeNotes(storage, { accountId: owner.accountId });
  expect(readCopyNote(storage, owner)).toBeNull();
  expect(storage.length).toBe(3);
  expect(readCopyNote(storage, other)).toEqual({ generation: 2, mayWrite: true });
});

test('[F2] notes that were damaged are as good as none', () => {
  saveCopyNote(storage, owner, { generation: 2, mayWrite: true });
  storage.setItem('enlace/copy/A1/D1', '{"generation":');
  expect(readCopyNote(storage, owner)).toBeNull();
});
