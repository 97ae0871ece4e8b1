// What the main thread and the log's thread say to each other: one request, one answer, matched by number. Bytes are handed
// over, not copied; the entries of a log travel as one piece, because many small pieces cost more than what is in them.
import type { AccountId, DocumentId, MemberId } from '@enlace/shared/ids';
import type { LogEntry, Snapshot, StoreFault } from '../port/update-log.ts';

/** One write of a group. */
export type LogWrite =
  | { readonly kind: 'append'; readonly documentId: DocumentId; readonly memberId: MemberId | null; readonly bytes: Uint8Array }
  | { readonly kind: 'bind'; readonly documentId: DocumentId; readonly clientId: number; readonly accountId: AccountId }
  | { readonly kind: 'snapshot'; readonly documentId: DocumentId; readonly seq: number; readonly bytes: Uint8Array }
  | { readonly kind: 'probe' };

export type LogQuestion =
  /** Answers one number a write: of an append its seq, of a bind 1 to the owner and 0 to another. */
  | { readonly ask: 'commit'; readonly writes: readonly LogWrite[]; readonly writtenMs: number }
  | { readonly ask: 'load'; readonly documentId: DocumentId }
  | { readonly ask: 'after'; readonly documentId: DocumentId; readonly seq: number }
  | { readonly ask: 'clients'; readonly documentId: DocumentId; readonly accountId: AccountId }
  | { readonly ask: 'close' };

/** What each question is answered with. */
export interface LogAnswers {
  commit: number[];
  load: { readonly snapshot: Snapshot | null; readonly tail: PackedEntries };
  after: PackedEntries;
  clients: number[];
  close: null;
}

export type LogRequest = LogQuestion & { readonly number: number };
export type LogReply = { readonly number: number } & (
  | { readonly answer: LogAnswers[keyof LogAnswers] }
  | { readonly fault: StoreFault['code'] | null; readonly message: string }
);

/** Entries `after + 1`, `after + 2`, … of one log, their bytes one after another. */
export interface PackedEntries {
  readonly after: number;
  readonly sizes: Uint32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function packEntries(after: number, entries: readonly Uint8Array[]): PackedEntries {
  const sizes = Uint32Array.from(entries, (entry) => entry.byteLength);
  const bytes = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let offset = 0;
  for (const entry of entries) {
    bytes.set(entry, offset);
    offset += entry.byteLength;
  }
  return { after, sizes, bytes };
}

/** The entries are windows on the one piece. */
export function unpackEntries({ after, sizes, bytes }: PackedEntries): LogEntry[] {
  let offset = 0;
  return Array.from(sizes, (size, index) => {
    const update = bytes.subarray(offset, offset + size);
    offset += size;
    return { seq: after + index + 1, update };
  });
}
