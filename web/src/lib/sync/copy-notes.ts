// The notes kept beside the copies of documents on this device, in localStorage: which copies there are, which client ids may be
// used again, what was not acknowledged. Ids and counts only, no content. document-link, local-copy ↔ this.
// A client id is used by one Y.Doc at a time and goes on only where its clock stands as it was left (F11).
import type { AccountId, DocumentId } from '@enlace/shared/ids';
import * as v from 'valibot';

export interface CopyOwner {
  readonly accountId: AccountId;
  readonly documentId: DocumentId;
}

const copySchema = v.object({ generation: v.number(), mayWrite: v.boolean() });
const freeIdSchema = v.object({ clock: v.number() });
const unsentSchema = v.object({ count: v.number(), fromClock: v.number() });

/** What was known of the document at the last contact with the hub. */
export type CopyNote = v.InferOutput<typeof copySchema>;
export type UnsentNote = v.InferOutput<typeof unsentSchema>;

type Kind = 'copy' | 'id' | 'unsent';
type NoteStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const keyOf = (kind: Kind, { accountId, documentId }: CopyOwner, clientId?: number): string =>
  ['enlace', kind, accountId, documentId, ...(clientId === undefined ? [] : [clientId])].join('/');

function readNote<T>(storage: NoteStore, key: string, schema: v.GenericSchema<unknown, T>): T | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(storage.getItem(key) ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // not JSON: not ours
  }
}

/** Last parts of the keys that begin so. */
function listKeys(storage: NoteStore, prefix: string): string[] {
  const keys: string[] = [];
  for (let i = 0; i < storage.length; i += 1) {
    const key = storage.key(i);
    if (key?.startsWith(prefix)) keys.push(key);
  }
  return keys;
}

const clientIdOf = (key: string): number => Number(key.slice(key.lastIndexOf('/') + 1));

export const readCopyNote = (storage: NoteStore, owner: CopyOwner): CopyNote | null => readNote(storage, keyOf('copy', owner), copySchema);
export const saveCopyNote = (storage: NoteStore, owner: CopyOwner, note: CopyNote): void =>
  storage.setItem(keyOf('copy', owner), JSON.stringify(note));

/** Takes a client id out of the notes, so that no other tab takes it; the caller holds the lock of the notes. */
export function takeFreeId(storage: NoteStore, owner: CopyOwner, clockOf: (clientId: number) => number): number | null {
  for (const key of listKeys(storage, `${keyOf('id', owner)}/`)) {
    const clientId = clientIdOf(key);
    const note = readNote(storage, key, freeIdSchema);
    storage.removeItem(key);
    if (note !== null && clockOf(clientId) === note.clock) return clientId;
  }
  return null;
}

/** The document that used the id is closed, and all it wrote under it is in the copy. */
export const putBackId = (storage: NoteStore, owner: CopyOwner, id: { readonly clientId: number; readonly clock: number }): void =>
  storage.setItem(keyOf('id', owner, id.clientId), JSON.stringify({ clock: id.clock }));

export function saveUnsent(storage: NoteStore, owner: CopyOwner, unsent: UnsentNote & { readonly clientId: number }): void {
  const key = keyOf('unsent', owner, unsent.clientId);
  if (unsent.count === 0) storage.removeItem(key);
  else storage.setItem(key, JSON.stringify({ count: unsent.count, fromClock: unsent.fromClock }));
}

/** What earlier visits left without an acknowledgement, by client id. */
export function readUnsent(storage: NoteStore, owner: CopyOwner): ReadonlyMap<number, UnsentNote> {
  const found = new Map<number, UnsentNote>();
  for (const key of listKeys(storage, `${keyOf('unsent', owner)}/`)) {
    const note = readNote(storage, key, unsentSchema);
    if (note !== null) found.set(clientIdOf(key), note);
  }
  return found;
}

/** Changes of an account that are only on this device, in documents open or not. */
export function sumUnsent(storage: NoteStore, accountId: AccountId): number {
  const notes = listKeys(storage, `enlace/unsent/${accountId}/`).map((key) => readNote(storage, key, unsentSchema)?.count ?? 0);
  return notes.reduce((sum, count) => sum + count, 0);
}

/** The documents of which this device keeps a copy for the account. */
export function listCopies(storage: NoteStore, accountId: AccountId): { readonly documentId: DocumentId; readonly generation: number }[] {
  return listKeys(storage, `enlace/copy/${accountId}/`).flatMap((key) => {
    const note = readNote(storage, key, copySchema);
    const documentId = key.slice(key.lastIndexOf('/') + 1) as DocumentId; // written by saveCopyNote
    return note === null ? [] : [{ documentId, generation: note.generation }];
  });
}

/** Forgets a document, or (without one) everything of the account. */
export function removeNotes(storage: NoteStore, owner: { readonly accountId: AccountId; readonly documentId?: DocumentId }): void {
  const kinds: readonly Kind[] = ['copy', 'id', 'unsent'];
  for (const kind of kinds) {
    const prefix = `enlace/${kind}/${owner.accountId}/${owner.documentId ?? ''}`;
    for (const key of listKeys(storage, prefix)) storage.removeItem(key);
  }
}
