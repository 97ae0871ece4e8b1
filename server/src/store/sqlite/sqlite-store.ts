// The store on one SQLite file. Three connections: `records` writes rows in transactions, `reader` sees what is committed
// without waiting, and the log has its own in a thread (update-log.ts). The two that write take turns (write-turn.ts), so
// neither ever waits for the other's lock. Rules T1–T22 in docs/spec/store.md.
import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { type Clock, systemClock } from '../../runtime/clock.ts';
import type { Store } from '../port/store.ts';
import { StoreFault } from '../port/update-log.ts';
import { WriteTurn } from '../port/write-turn.ts';
import { openConnection, type Purpose } from './connection.ts';
import { type DataFolder, folderError, openDataFolder } from './data-folder.ts';
import { createKysely } from './dialect.ts';
import { faultCode } from './faults.ts';
import { migrate } from './migrations.ts';
import { createRecords } from './records/records.ts';
import type { Tables } from './tables.ts';
import { SqliteUpdateLog } from './update-log.ts';

/** Throws DataFolderError where the folder cannot be used. One store a folder: it holds the folder's lock until `close`. */
export async function openSqliteStore({ dataDir, clock = systemClock }: { dataDir: string; clock?: Clock }): Promise<Store> {
  const folder = openDataFolder(dataDir);
  const { records, reader, close: closeRecords } = await openRecords(dataDir, folder);
  const turn = new WriteTurn();
  const log = new SqliteUpdateLog(folder.databasePath, turn, clock);
  const transact = <T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> => turn.take(() => records.transaction().execute(work));
  const close = async (): Promise<void> => {
    try {
      await log.close();
      await turn.take(async () => closeRecords());
    } finally {
      folder.close();
    }
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

async function openRecords(dataDir: string, folder: DataFolder) {
  const opened: DatabaseSync[] = [];
  const open = (purpose: Purpose): Kysely<Tables> => {
    const database = openConnection(folder.databasePath, purpose);
    opened.push(database);
    return createKysely<Tables>(database);
  };
  const close = (): void => {
    for (const database of opened) database.close();
  };
  try {
    const records = open('records');
    await migrate(records);
    return { records, reader: open('reader'), close };
  } catch (error) {
    close();
    folder.close();
    const cause = error instanceof StoreFault ? error.cause : error;
    throw faultCode(cause) === null ? error : folderError(dataDir, cause);
  }
}
