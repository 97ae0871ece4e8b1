// One row of the log, ready to be written: the bytes with their SHA-256, so that a bit flipped on disk is found when the
// document is loaded and never served (T17), and the moment, so that history can be kept for as long as it must.
import { hash } from 'node:crypto';
import type { DocumentId, MemberId } from '@enlace/shared/ids';
import type { Tables } from './tables.ts';

export const createUpdateRow = (
  place: { documentId: DocumentId; seq: number; memberId: MemberId | null },
  writtenMs: number,
  bytes: Uint8Array,
): Tables['documentUpdate'] => ({ ...place, writtenMs, bytes, hash: hashOf(bytes) });

export const hashOf = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');
