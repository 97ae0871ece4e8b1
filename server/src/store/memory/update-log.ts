// The update log of the memory adapter: the same promises as SQLite's, except that nothing outlives the process.
import type { Append, Snapshot, UpdateLog } from '../port/update-log.ts';
import type { WriteTurn } from '../port/write-turn.ts';
import type { MemoryCellar, Tables } from './tables.ts';

export function createUpdateLog(cellar: MemoryCellar, turn: WriteTurn): UpdateLog {
  const write = <T>(work: (tables: Tables) => T): Promise<T> => turn.take(async () => work(cellar.tables));
  const entries = (documentId: string) => cellar.tables.log.get(documentId) ?? [];
  return {
    append: async ({ documentId, update }: Append) => {
      const own = new Uint8Array(update);
      return write((tables) => {
        const log = tables.log.get(documentId) ?? [];
        if (log.length === 0) tables.log.set(documentId, log);
        return log.push({ seq: log.length + 1, update: own });
      });
    },
    load: async (documentId) => {
      const snapshot = cellar.tables.snapshots.get(documentId) ?? null;
      return { snapshot, tail: entries(documentId).slice(snapshot?.seq ?? 0) };
    },
    after: async (documentId, seq) => entries(documentId).slice(seq),
    saveSnapshot: (documentId, snapshot: Snapshot) =>
      write((tables) => {
        if ((tables.snapshots.get(documentId)?.seq ?? 0) >= snapshot.seq) return;
        tables.snapshots.set(documentId, { seq: snapshot.seq, state: new Uint8Array(snapshot.state) });
      }),
    bindClient: (documentId, clientId, accountId) =>
      write((tables) => {
        const key = `${documentId}/${clientId}`;
        const owner = tables.clients.get(key)?.accountId ?? accountId;
        tables.clients.set(key, { documentId, clientId, accountId: owner });
        return owner === accountId;
      }),
    clientsOf: async (documentId, accountId) =>
      new Set(
        [...cellar.tables.clients.values()]
          .filter((row) => row.documentId === documentId && row.accountId === accountId)
          .map((row) => row.clientId),
      ),
    close: async () => {},
  };
}
