// One document as a screen holds it: Y.Doc, presence, save state, right. hub-connection ↔ this ↔ editor; local-copy beside it.
// A client id before anything is typed (F11); the editor mounts when `isReady`, content never begins here (R10, F5);
// "Guardado" only by the hub's acknowledgement (R4); a change of right takes effect at once (R9).
import { mayKeepOffline, type Tlp } from '@enlace/shared/access/marking';
import { type Join, joinDocument } from '@enlace/shared/api/document';
import type { AccountId, DocumentId } from '@enlace/shared/ids';
import { updateBytesMax } from '@enlace/shared/limits';
import type { Device } from '@enlace/shared/model/account';
import { isRefusalCode, type RefusalCode } from '@enlace/shared/refusals';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { ServerFrame } from '@enlace/shared/sync/message';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { call } from '#lib/api/call.ts';
import { describeSaving } from './describe-saving.ts';
import { HubConnection } from './hub-connection.ts';
import { canKeepCopies, findCopy, LocalCopy } from './local-copy.ts';
import type { OutgoingFrame } from './outgoing-frames.ts';
import { type Peer, readPeers } from './peers.ts';
import type { SaveState } from './save-state.ts';
import { Saving } from './saving.svelte.ts';
import { readAllText } from './unsaved-words.ts';

/** A lost connection that comes back within this time, with nothing pending, is not worth a word. */
const graceMs = 1_000;
/** How long the hub gets to ask for what it refused, before everything is sent again on a new connection. */
const againMs = 3_000;

/** After these nothing of the document may stay on this device. */
const WIPING: ReadonlySet<RefusalCode> = new Set(['forbidden', 'not_found', 'document_wiped']);

export interface DocumentLinkOptions {
  readonly documentId: DocumentId;
  /** The newest shape that this client knows (R12). */
  readonly schemaVersion: number;
  readonly accountId: AccountId;
  readonly device: Device;
  /** Effective marking of the document. */
  readonly tlp: Tlp;
  /** The document as text, for "copiar mi texto". */
  readonly readText?: (doc: Y.Doc) => string;
}

export class DocumentLink {
  readonly doc: Y.Doc = new Y.Doc();
  readonly awareness: Awareness = new Awareness(this.doc);
  /** First content is there, from this device or from the hub. */
  isReady: boolean = $state(false);
  isSynced: boolean = $state(false);
  isConnected: boolean = $state(false);
  /** Why this person may not write, where the hub said so. */
  right: RefusalCode | null = $state(null);
  /** Ended for good: 4401, 4403, 4404, 4409 … */
  closed: RefusalCode | null = $state(null);
  peers: readonly Peer[] = $state.raw([]);
  #isGranted = $state(false);
  #hasClientId = $state(false);
  #isAway = $state(false);
  #storeProblem: RefusalCode | null = $state(null);
  readonly #saving = new Saving(this.doc);
  /** Local changes that the hub has not acknowledged. */
  readonly pendingCount: number = $derived(this.#saving.pendingCount);
  /** The hub refused something typed, and sending it again would not help. */
  readonly refusal: RefusalCode | null = $derived(this.#saving.refusal);
  readonly mayWrite: boolean = $derived(this.#isGranted && this.#hasClientId && this.closed === null && this.refusal === null);
  readonly saveState: SaveState = $derived(
    describeSaving(
      {
        pendingCount: this.pendingCount,
        isSaved: this.#saving.isSaved,
        isConnected: this.isConnected,
        isAway: this.#isAway,
        isClosed: this.closed !== null,
        isStuck: this.refusal !== null || this.#storeProblem !== null || this.right !== null,
      },
      () => (this.closed === null ? (this.#options.readText ?? readAllText)(this.doc) : this.unsavedWords()),
    ),
  );

  readonly #options: DocumentLinkOptions;
  readonly #keepsCopy: boolean;
  readonly #connection: HubConnection;
  #copy: LocalCopy | null = null;
  #generation: number | null = null;
  #hasSentWhole = false;
  #isClosed = false;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  readonly #stops: (() => void)[] = [];

  constructor(options: DocumentLinkOptions) {
    this.#options = options;
    // AMBER on a personal device would have to be encrypted, which this copy is not: it stays in memory
    this.#keepsCopy = options.tlp !== 'AMBER' && mayKeepOffline(options.tlp, options.device) && canKeepCopies();
    this.doc.on('update', this.#onUpdate); // before the provider's own listener: an edit is counted before its frame is
    this.awareness.on('change', this.#onPresence);
    this.#connection = new HubConnection({
      documentId: options.documentId,
      doc: this.doc,
      awareness: this.awareness,
      join: () => this.#join(),
      mayPass: this.#mayPass,
      waitingSinceMs: () => this.#saving.waitingSinceMs,
      onConnected: () => this.#onConnected(),
      onSynced: (isSynced) => {
        this.isSynced = isSynced;
        if (isSynced) this.isReady = true;
      },
      onFrame: (frame) => this.#onFrame(frame),
      onLost: () => this.#onLost(),
      onEnded: (code) => this.#onEnded(code),
    });
    this.#listen();
    void this.#start();
  }

  /** The person's own words that the hub does not have. */
  readonly unsavedWords = (): string => this.#saving.words();

  /** After the person has signed in again on this page: goes on where it ended, with everything that was typed. */
  resume(): void {
    if (this.closed !== 'signed_out') return;
    this.closed = null;
    this.#connection.resume();
  }

  /** While a letter is being composed what others wrote waits, for a moment at most. */
  readonly holdIncoming = (isHeld: boolean): void => {
    if (isHeld) this.#connection.incoming.hold();
    else this.#connection.incoming.release();
  };

  /** Gives up what was not saved, on this device too. The caller opens the document anew. */
  discardUnsent(): void {
    this.#copy?.wipe();
    this.close();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#grace);
    clearTimeout(this.#again);
    for (const stop of this.#stops) stop();
    this.#connection.close();
    this.#copy?.close(this.#hasClientId ? this.doc.clientID : null);
    this.doc.destroy();
  }

  async #start(): Promise<void> {
    const { accountId, documentId } = this.#options;
    const kept = this.#keepsCopy ? findCopy({ accountId, documentId }) : null;
    if (kept !== null) await this.#openCopy(kept.generation);
    await this.#connection.open();
  }

  async #openCopy(generation: number): Promise<void> {
    const { accountId, documentId } = this.#options;
    const copy = new LocalCopy(this.doc, { accountId, documentId }, generation);
    const isLoaded = await copy.loaded;
    if (!isLoaded || this.#isClosed) return copy.close(null);
    this.#generation = generation;
    this.#copy = copy;
    this.#saving.restore(copy);
    if (this.doc.store.clients.size > 0) this.isReady = true;
  }

  async #join(): Promise<Result<Join>> {
    const { accountId, documentId, schemaVersion } = this.#options;
    const clientId = this.#hasClientId ? this.doc.clientID : ((await this.#copy?.takeClientId()) ?? null);
    const input = { schemaVersion, ...(clientId === null ? {} : { clientId }) };
    const joined = await call(joinDocument, { params: { documentId }, input, isAutomatic: true });
    if (this.#isClosed) return joined;
    if (joined.ok) return this.#onJoined(joined.value);
    // without the hub, writing goes on under an id that was leased before, with the right that was known last
    if (clientId !== null && !this.#hasClientId) {
      this.#useClientId(clientId);
      this.#isGranted = findCopy({ accountId, documentId })?.mayWrite ?? false;
    }
    return joined;
  }

  async #onJoined(join: Join): Promise<Result<Join>> {
    if (this.#generation !== null && this.#generation !== join.generation) return refuse('document_wiped');
    this.#generation = join.generation;
    if (this.#keepsCopy && this.#copy === null) await this.#openCopy(join.generation);
    this.#useClientId(join.clientId);
    this.#grant(join.document.mayWrite, this.right);
    return ok(join);
  }

  #useClientId(clientId: number): void {
    if (!this.#hasClientId || this.doc.clientID !== clientId) {
      this.awareness.setLocalState(null);
      this.doc.clientID = clientId;
      this.awareness.clientID = clientId;
      this.awareness.setLocalState({});
      this.#saving.useClientId(clientId);
    }
    this.#hasClientId = true;
  }

  #grant(mayWrite: boolean, reason: RefusalCode | null): void {
    const isRegained = mayWrite && !this.#isGranted && this.#connection.isOpen;
    this.#isGranted = mayWrite;
    this.right = mayWrite ? null : (reason ?? 'read_only');
    this.#copy?.note({ mayWrite });
    if (isRegained) this.#connection.reopen(); // it begins with everything that was held back
  }

  #onConnected(): void {
    clearTimeout(this.#grace);
    this.isConnected = true;
    this.#isAway = false;
    this.#hasSentWhole = false;
    this.#storeProblem = null;
    this.#saving.note({ type: 'connected' });
  }

  #onLost(): void {
    this.isConnected = false;
    this.#saving.note({ type: 'disconnected' });
    clearTimeout(this.#grace);
    this.#grace = setTimeout(() => {
      this.#isAway = true;
    }, graceMs);
  }

  #onEnded(code: RefusalCode): void {
    clearTimeout(this.#grace);
    this.isConnected = false;
    this.closed = code;
    this.#saving.note({ type: 'disconnected' });
    if (WIPING.has(code)) this.#copy?.wipe();
  }

  #onFrame(frame: ServerFrame): void {
    switch (frame.type) {
      case 'ack':
        this.#saving.note({ type: 'acknowledged', count: frame.count });
        if (this.#saving.needsRetry) this.#sendAgainLater();
        break;
      case 'refused':
        this.#saving.note({ type: 'refused', count: frame.count, code: isRefusalCode(frame.code) ? frame.code : 'internal' });
        break;
      case 'right':
        this.#grant(frame.mayWrite, isRefusalCode(frame.code) ? frame.code : null);
        break;
      case 'store':
        this.#storeProblem = isRefusalCode(frame.code) ? frame.code : null;
    }
  }

  /** After a refusal that passes, unless the hub has asked for what it lacks by itself. */
  #sendAgainLater(): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => {
      if (this.#saving.needsRetry) this.#connection.reopen();
    }, againMs);
  }

  readonly #mayPass = (frame: OutgoingFrame): boolean => {
    if (frame.type === 'awareness') return frame.clientId === this.awareness.clientID;
    if (frame.type === 'other') return true;
    // before the whole has gone, an update would leave a gap on the hub (F4); the whole will hold it
    if (!this.#isGranted || (!frame.isWhole && !this.#hasSentWhole)) return false;
    if (!frame.isWhole && frame.bytes > updateBytesMax) {
      queueMicrotask(() => this.#connection.reopen()); // a large paste is too much for one update: it goes in the whole
      return false;
    }
    this.#hasSentWhole = true;
    this.#saving.note({ type: 'sent', isWhole: frame.isWhole });
    return true;
  };

  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    if (origin === this.#connection.provider || (this.#copy !== null && origin === this.#copy.origin)) return;
    if (this.#isGranted && this.#hasClientId) this.#saving.noteEdit(); // what a reader's editor tidies up is no edit
  };

  readonly #onPresence = (): void => {
    this.peers = readPeers(this.awareness.getStates(), this.awareness.clientID);
  };

  /** A page that goes leaves its client id to the next visit; one that comes back from the browser's memory opens anew. */
  #listen(): void {
    const leave = (): void => {
      if (this.#copy === null) return;
      this.close();
      window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload(), { once: true });
    };
    window.addEventListener('pagehide', leave);
    this.#stops.push(() => window.removeEventListener('pagehide', leave));
  }
}

/** The caller closes it. */
export const openDocumentLink = (options: DocumentLinkOptions): DocumentLink => new DocumentLink(options);
