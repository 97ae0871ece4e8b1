// How far the local edits of one document are saved: edits and the hub's answers → ledger → pending count, unsaved words, notes on this device.
import type { RefusalCode } from '@enlace/shared/refusals';
import * as Y from 'yjs';
import type { LocalCopy } from './local-copy.ts';
import { applyLedgerEvent, emptyLedger, isRefusedForGood, isSaved, type LedgerEvent, pendingOf } from './save-ledger.ts';
import { readUnsavedWords } from './unsaved-words.ts';

export class Saving {
  #ledger = $state.raw(emptyLedger);
  readonly pendingCount: number = $derived(pendingOf(this.#ledger));
  readonly isSaved: boolean = $derived(isSaved(this.#ledger));
  /** The hub will not take something, however often it is sent. */
  readonly refusal: RefusalCode | null = $derived(isRefusedForGood(this.#ledger) ? this.#ledger.refusal : null);
  readonly #doc: Y.Doc;
  #copy: LocalCopy | null = null;
  /** Changes that other visits left, not acknowledged yet. */
  #restored = 0;
  /** By client id, the clock from which on the hub may lack something. */
  readonly #unsavedFrom = new Map<number, number>();
  /** The own clock after each pending edit. */
  #marks: { readonly edit: number; readonly clock: number }[] = [];
  #waitingSince: number | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
  }

  /** Since when the hub owes an answer; null while it owes none. */
  get waitingSinceMs(): number | null {
    return this.#ledger.inFlight.length > 0 ? this.#waitingSince : null;
  }

  /** A refusal that passes is in the way of something pending: the connection has to begin anew. */
  get needsRetry(): boolean {
    return this.#ledger.refusal !== null && this.refusal === null && this.#ledger.inFlight.length === 0;
  }

  words(): string {
    return readUnsavedWords(this.#doc, this.#unsavedFrom);
  }

  restore(copy: LocalCopy): void {
    this.#copy = copy;
    for (const [clientId, { count, fromClock }] of copy.restored) {
      this.#unsavedFrom.set(clientId, fromClock);
      this.#restored += count;
      this.note({ type: 'restored', count });
    }
  }

  /** Edits are made under this client id from now on. */
  useClientId(clientId: number): void {
    if (!this.#unsavedFrom.has(clientId)) this.#unsavedFrom.set(clientId, Y.getState(this.#doc.store, clientId));
  }

  noteEdit(): void {
    this.note({ type: 'edited' });
    this.#marks.push({ edit: this.#ledger.local, clock: Y.getState(this.#doc.store, this.#doc.clientID) });
    this.#noteOnDevice();
  }

  note(event: LedgerEvent): void {
    const before = this.#ledger;
    this.#ledger = applyLedgerEvent(before, event);
    if (event.type === 'acknowledged' || event.type === 'connected') this.#waitingSince = Date.now();
    else if (event.type === 'sent' && before.inFlight.length === 0) this.#waitingSince = Date.now();
    if (this.#ledger.covered > before.covered) this.#onCovered();
  }

  #onCovered(): void {
    const { covered } = this.#ledger;
    const clock = this.#marks.findLast((mark) => mark.edit <= covered)?.clock;
    this.#marks = this.#marks.filter((mark) => mark.edit > covered);
    if (this.#restored > 0) {
      this.#restored = 0; // a whole has brought them: nothing less covers what is not of this visit
      for (const clientId of this.#unsavedFrom.keys()) if (clientId !== this.#doc.clientID) this.#unsavedFrom.delete(clientId);
      this.#copy?.forgetRestored();
    }
    this.#unsavedFrom.set(this.#doc.clientID, clock ?? Y.getState(this.#doc.store, this.#doc.clientID));
    this.#noteOnDevice();
  }

  /** Under the own client id stand the edits of this visit; those of others have their own notes until they are covered. */
  #noteOnDevice(): void {
    const clientId = this.#doc.clientID;
    const restoredHere = this.#restored > 0 ? (this.#copy?.restored.get(clientId)?.count ?? 0) : 0;
    const count = this.pendingCount - this.#restored + restoredHere;
    this.#copy?.noteUnsent({ clientId, count, fromClock: this.#unsavedFrom.get(clientId) ?? 0 });
  }
}
