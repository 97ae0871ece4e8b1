// The update log below Kysely (docs/decisions/0003): prepared statements on the connection of the log's thread.
// A group is one transaction: all of its writes are on disk when `commit` returns, or none is (T11, T15).
import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, DocumentId } from '@enlace/shared/ids';
import type { Snapshot } from '../port/update-log.ts';
import { type LogAnswers, type LogWrite, type PackedEntries, packEntries } from './log-thread.ts';
import { hashOf } from './update-row.ts';

export interface LogTables {
  /** Answers one number a write, in order; throws what SQLite threw, having written nothing. */
  commit(writes: readonly LogWrite[], writtenMs: number): LogAnswers['commit'];
  load(documentId: DocumentId): LogAnswers['load'];
  after(documentId: DocumentId, seq: number): LogAnswers['after'];
  clients(documentId: DocumentId, accountId: AccountId): LogAnswers['clients'];
}

export function prepareLogTables(database: DatabaseSync): LogTables {
  const statements = prepareStatements(database);
  return {
    commit(writes, writtenMs) {
      database.exec('begin immediate');
      try {
        const answers = writes.map((write) => apply(statements, write, writtenMs));
        database.exec('commit');
        return answers;
      } catch (error) {
        if (database.isTransaction) database.exec('rollback'); // SQLite rolls back by itself on some I/O errors
        throw error;
      }
    },
    load(documentId) {
      const snapshot = readSnapshot(statements, documentId);
      return { snapshot, tail: readEntries(statements, documentId, snapshot?.seq ?? 0) };
    },
    after: (documentId, seq) => readEntries(statements, documentId, seq),
    clients: (documentId, accountId) => statements.clients.all(documentId, accountId).map((row) => Number(row.client)),
  };
}

type Statements = ReturnType<typeof prepareStatements>;

const prepareStatements = (database: DatabaseSync) => ({
  lastSeq: database.prepare('select coalesce(max(seq), 0) as seq from document_update where document_id = ?'),
  append: database.prepare('insert into document_update (document_id, seq, member_id, written_ms, bytes, hash) values (?, ?, ?, ?, ?, ?)'),
  bind: database.prepare('insert into document_client (document_id, client_id, account_id) values (?, ?, ?) on conflict do nothing'),
  owner: database.prepare('select account_id as owner from document_client where document_id = ? and client_id = ?'),
  clients: database.prepare('select client_id as client from document_client where document_id = ? and account_id = ?'),
  saveSnapshot: database.prepare(
    'insert into document_snapshot (document_id, seq, written_ms, state, hash) values (?, ?, ?, ?, ?) on conflict do nothing',
  ),
  dropSnapshots: database.prepare(
    'delete from document_snapshot where document_id = ? and seq < (select max(seq) from document_snapshot where document_id = ? and seq < ?)',
  ),
  snapshots: database.prepare('select seq, state as bytes, hash from document_snapshot where document_id = ? order by seq desc'),
  after: database.prepare('select seq, bytes, hash from document_update where document_id = ? and seq > ? order by seq'),
  probe: database.prepare(`insert into fact (key, value) values ('probe', ?) on conflict (key) do update set value = excluded.value`),
});

function apply(statements: Statements, write: LogWrite, writtenMs: number): number {
  switch (write.kind) {
    case 'append': {
      const seq = Number(statements.lastSeq.get(write.documentId)?.seq) + 1;
      statements.append.run(write.documentId, seq, write.memberId, writtenMs, write.bytes, hashOf(write.bytes));
      return seq;
    }
    case 'bind':
      statements.bind.run(write.documentId, write.clientId, write.accountId);
      return statements.owner.get(write.documentId, write.clientId)?.owner === write.accountId ? 1 : 0;
    case 'snapshot':
      statements.saveSnapshot.run(write.documentId, write.seq, writtenMs, write.bytes, hashOf(write.bytes));
      statements.dropSnapshots.run(write.documentId, write.documentId, write.seq); // the one before it stays, in case this one is damaged
      return write.seq;
    case 'probe':
      statements.probe.run(String(writtenMs));
      return 0;
  }
}

/** The newest that is whole. A damaged one is passed over: what it merged is still in the log. */
function readSnapshot(statements: Statements, documentId: DocumentId): Snapshot | null {
  for (const { seq, bytes, hash } of statements.snapshots.iterate(documentId)) {
    if (isWhole(bytes, hash)) return { seq: Number(seq), state: bytes };
  }
  return null;
}

function readEntries(statements: Statements, documentId: DocumentId, after: number): PackedEntries {
  const entries = statements.after.all(documentId, after).map(({ seq, bytes, hash }, index) => {
    if (seq !== after + index + 1) throw new DamagedLogError(`document ${documentId}: entry ${after + index + 1} of its log is missing`);
    if (!isWhole(bytes, hash)) throw new DamagedLogError(`document ${documentId}: entry ${seq} of its log does not match its hash`);
    return bytes;
  });
  return packEntries(after, entries);
}

const isWhole = (bytes: unknown, hash: unknown): bytes is Uint8Array =>
  bytes instanceof Uint8Array && hash instanceof Uint8Array && hashOf(bytes).equals(hash);

/** What was read is not what was written: the disk or a hand has changed it. Never served (T17). */
export class DamagedLogError extends Error {
  override readonly name = 'DamagedLogError';
}
