// The store on one SQLite file. Three connections: `records` writes rows in transactions, `reader` sees what is committed
// without waiting, and the log has its own in a thread (update-log.ts). The two that write take turns (write-turn.ts), so
// neither ever waits for the other's lock. Rules T1–T19 in docs/spec/store.md.
import type { Kysely } from 'kysely';
import { type Clock, systemClock } from '../../runtime/clock.ts';
import type { Store } from '../port/store.ts';
import { WriteTurn } from '../port/write-turn.ts';
import { openConnection } from './connection.ts';
import { openDataFolder } from './data-folder.ts';
import { createKysely } from './dialect.ts';
import { migrate } from './migrations.ts';
import { createRecords } from './records/records.ts';
import type { Tables } from './tables.ts';
import { SqliteUpdateLog } from './update-log.ts';

/** Throws DataFolderError where the folder cannot be used. One store a folder: it holds the folder's lock until `close`. */
export async function openSqliteStore({ dataDir, clock = systemClock }: { dataDir: string; clock?: Clock }): Promise<Store> {
  const folder = openDataFolder(dataDir);
  const records = createKysely<Tables>(openConnection(folder.databasePath, 'records'));
  try {
    await migrate(records);
  } catch (error) {
    await records.destroy();
    folder.close();
    throw error;
  }
  const reader = createKysely<Tables>(openConnection(folder.databasePath, 'reader'));
  const turn = new WriteTurn();
  const log = new SqliteUpdateLog(folder.databasePath, turn, clock);
  const transact = <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> => turn.take(() => records.transaction().execute(work));
  const close = async (): Promise<void> => {
    await log.close();
    await turn.take(() => records.destroy());
    await reader.destroy();
    folder.close();
  };
  let closing: Promise<void> | null = null;

  return {
    records: createRecords({ read: reader, write: transact }),
    log,
    transact: (work) => transact((db) => work(createRecords({ read: db, write: (write) => write(db) }))),
    probe: async () => {
      await reader.selectFrom('fact').select('key').limit(1).execute();
      await log.probe();
    },
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
