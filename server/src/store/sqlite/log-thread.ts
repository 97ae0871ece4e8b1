// What the main thread and the log's thread say to each other. One request, one answer, matched by number.
import type { AccountId, DocumentId, MemberId } from '@enlace/shared/ids';
import type { LogEntry, Snapshot, StoreFault } from '../port/update-log.ts';

/** One write of a group. Bytes are handed over, not copied. */
export type LogWrite =
  | { readonly kind: 'append'; readonly documentId: DocumentId; readonly memberId: MemberId | null; readonly bytes: Uint8Array }
  | { readonly kind: 'bind'; readonly documentId: DocumentId; readonly clientId: number; readonly accountId: AccountId }
  | { readonly kind: 'snapshot'; readonly documentId: DocumentId; readonly seq: number; readonly bytes: Uint8Array }
  | { readonly kind: 'probe' };

export type LogRead =
  | { readonly kind: 'load'; readonly documentId: DocumentId }
  | { readonly kind: 'after'; readonly documentId: DocumentId; readonly seq: number }
  | { readonly kind: 'clients'; readonly documentId: DocumentId; readonly accountId: AccountId };

export interface LoadedLog {
  readonly snapshot: Snapshot | null;
  readonly tail: readonly LogEntry[];
}

export type LogRequest = { readonly number: number } & (
  | { readonly ask: 'commit'; readonly writes: readonly LogWrite[]; readonly writtenMs: number }
  | { readonly ask: 'read'; readonly read: LogRead }
  | { readonly ask: 'close' }
);

/** Of a commit: one number a write (the seq of an append; of a bind the 1 of its owner, else 0). Of a read: what was asked. */
export type LogAnswer = { readonly number: number } & (
  | { readonly value: unknown }
  | { readonly fault: StoreFault['code'] | null; readonly message: string }
);
