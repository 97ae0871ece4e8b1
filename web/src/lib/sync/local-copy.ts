// The copy of a document on this device (y-indexeddb), only where its marking and the device allow it (S17, F23).
// Y.Doc ↔ this ↔ IndexedDB `enlace/<account>/<document>/<generation>`; notes beside it in copy-notes.
import type { AccountId } from '@enlace/shared/ids';
import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import {
  type CopyNote,
  type CopyOwner,
  listCopies,
  putBackId,
  readCopyNote,
  readUnsent,
  removeNotes,
  saveCopyNote,
  saveUnsent,
  sumUnsent,
  takeFreeId,
  type UnsentNote,
} from './copy-notes.ts';

/** How long the copy may take to load before the document opens without it. */
const loadMs = 4_000;
const wipeMs = 3_000;

const nameOf = ({ accountId, documentId }: CopyOwner, generation: number): string => `enlace/${accountId}/${documentId}/${generation}`;

const within = <T>(promise: Promise<T>, ms: number, otherwise: T): Promise<T> =>
  Promise.race([promise, new Promise<T>((resolve) => setTimeout(resolve, ms, otherwise))]);

/** Storage is there and not blocked, as private windows and policies may do. */
export function canKeepCopies(): boolean {
  try {
    localStorage.setItem('enlace/try', '1');
    localStorage.removeItem('enlace/try');
    return typeof indexedDB !== 'undefined';
  } catch {
    return false; // SecurityError or a full quota: documents live in memory, and leaving with unsent words warns
  }
}

export const findCopy = (owner: CopyOwner): CopyNote | null => readCopyNote(localStorage, owner);

/** Changes that are only on this device, for the warning before signing out. */
export const countUnsent = (accountId: AccountId): number => (canKeepCopies() ? sumUnsent(localStorage, accountId) : 0);

/** At sign-out: every copy of the account on this device, also those that are open. */
export async function wipeLocalCopies(accountId: AccountId): Promise<void> {
  if (!canKeepCopies()) return;
  const copies = listCopies(localStorage, accountId);
  removeNotes(localStorage, { accountId });
  window.dispatchEvent(new StorageEvent('storage')); // to the copies open on this page; other tabs are told by the browser
  const wiped = copies.map(({ documentId, generation }) => clearDocument(nameOf({ accountId, documentId }, generation)));
  await within(Promise.allSettled(wiped), wipeMs, []);
}

export class LocalCopy {
  /** Whether the copy works and is in the document. */
  readonly loaded: Promise<boolean>;
  /** What earlier visits left without an acknowledgement. */
  readonly restored: ReadonlyMap<number, UnsentNote>;
  readonly generation: number;
  readonly #owner: CopyOwner;
  readonly #doc: Y.Doc;
  readonly #store: IndexeddbPersistence;
  #isNoted = false;
  #isWiped = false;
  /** Its note was taken away: someone signed out, here or in another tab. */
  readonly #onStorage = (): void => {
    if (this.#isNoted && findCopy(this.#owner) === null) this.wipe();
  };

  constructor(doc: Y.Doc, owner: CopyOwner, generation: number) {
    this.#doc = doc;
    this.#owner = owner;
    this.generation = generation;
    this.restored = readUnsent(localStorage, owner);
    this.#store = new IndexeddbPersistence(nameOf(owner, generation), doc);
    const opened = this.#store._db.then(
      () => this.#store.whenSynced.then(() => true),
      () => false, // the browser refuses the database: the document goes on in memory
    );
    this.loaded = within(opened, loadMs, false);
    window.addEventListener('storage', this.#onStorage);
  }

  /** Origin of the updates that come from the copy. */
  get origin(): object {
    return this.#store;
  }

  note(note: Omit<CopyNote, 'generation'>): void {
    if (this.#isWiped) return;
    saveCopyNote(localStorage, this.#owner, { generation: this.generation, ...note });
    this.#isNoted = true;
  }

  /** A client id of an earlier visit that may go on, after `loaded`; null where there is none or tabs cannot be kept apart. */
  async takeClientId(): Promise<number | null> {
    const take = (): number | null => takeFreeId(localStorage, this.#owner, (clientId) => Y.getState(this.#doc.store, clientId));
    return navigator.locks === undefined ? null : navigator.locks.request('enlace/ids', take);
  }

  noteUnsent(unsent: UnsentNote & { readonly clientId: number }): void {
    if (!this.#isWiped) saveUnsent(localStorage, this.#owner, unsent);
  }

  /** What was restored has been acknowledged. */
  forgetRestored(): void {
    for (const clientId of this.restored.keys()) this.noteUnsent({ clientId, count: 0, fromClock: 0 });
  }

  /** `clientId`: the one this document wrote under, for the next visit. */
  close(clientId: number | null): void {
    if (clientId !== null && !this.#isWiped) {
      putBackId(localStorage, this.#owner, { clientId, clock: Y.getState(this.#doc.store, clientId) });
    }
    window.removeEventListener('storage', this.#onStorage);
    void this.#store.destroy();
  }

  /** Access ended or the document was withdrawn: nothing of it stays here. */
  wipe(): void {
    if (this.#isWiped) return;
    this.#isWiped = true;
    removeNotes(localStorage, this.#owner);
    void this.#store.clearData();
  }
}
