// The update log port: the append-only truth of every document (R4, R11), and who may use which Yjs client id (F10, F11).
import type { AccountId, DocumentId, MemberId } from '@enlace/shared/ids';

export interface LogEntry {
  /** Place in the document's own order, from 1, without gaps. */
  readonly seq: number;
  readonly update: Uint8Array;
}

export interface Append {
  readonly documentId: DocumentId;
  readonly update: Uint8Array;
  /** Who wrote it; null: the hub. Survives compaction. */
  readonly memberId: MemberId | null;
}

export interface Snapshot {
  /** Merge of the log up to and including this seq. */
  readonly seq: number;
  readonly state: Uint8Array;
}

/** Why the store cannot take writes now; nothing is lost, the caller keeps what is not durable and tries again. */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code: 'storage_full' | 'storage_failed';
  constructor(code: 'storage_full' | 'storage_failed', cause: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

export interface UpdateLog {
  /** Resolves with the seq once the update is durable (committed and synced), in order of the calls; many calls share one commit. Rejects with StoreFault, having written nothing of this call. */
  append(append: Append): Promise<number>;
  /** Everything needed to build the document: the newest verified snapshot and the entries after it, in order. */
  load(documentId: DocumentId): Promise<{ readonly snapshot: Snapshot | null; readonly tail: readonly LogEntry[] }>;
  /** Entries after `seq`, in order; for a reader that missed some. */
  after(documentId: DocumentId, seq: number): Promise<readonly LogEntry[]>;
  /** Adds a snapshot beside the log, whose entries stay. The caller has verified it. */
  saveSnapshot(documentId: DocumentId, snapshot: Snapshot): Promise<void>;
  /** Binds a Yjs client id of this document to an account, for ever. Answers false where it belongs to another one. */
  bindClient(documentId: DocumentId, clientId: number, accountId: AccountId): Promise<boolean>;
  /** Ids bound to this account in this document. */
  clientsOf(documentId: DocumentId, accountId: AccountId): Promise<ReadonlySet<number>>;
  close(): Promise<void>;
}
