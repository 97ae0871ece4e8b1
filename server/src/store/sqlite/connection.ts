// One connection to the database file, with the settings that the promises rest on (T18): WAL, and FULL so that a commit
// is on disk before it is answered. Each kind of connection has one owner; each checkpoints at its own pace.
import { DatabaseSync } from 'node:sqlite';

/** `records` and `log` write, in turns; `reader` cannot write; `check` looks at a file before anything trusts it. */
export type Purpose = 'records' | 'log' | 'reader' | 'check';

/** The log's thread checkpoints, so that the main thread hardly ever has to. Pages of 4 KiB. */
const CHECKPOINT_PAGES: Readonly<Record<Purpose, number>> = { log: 1_000, records: 8_000, reader: 0, check: 0 };
const BUSY_MS = 5_000;

export function openConnection(path: string, purpose: Purpose): DatabaseSync {
  if (purpose === 'check') return new DatabaseSync(path, { timeout: BUSY_MS, readOnly: true });
  const database = new DatabaseSync(path, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
  database.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma fullfsync = on`); // fullfsync: macOS only
  database.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES[purpose]}`);
  if (purpose === 'reader') database.exec('pragma query_only = on');
  return database;
}
