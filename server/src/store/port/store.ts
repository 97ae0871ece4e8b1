// The store as the domain sees it: records, the update log, and transactions over records.
import type { Records } from './records.ts';
import type { UpdateLog } from './update-log.ts';

export interface Store {
  /** Outside a transaction: reads see what is committed, each write is a transaction of its own. */
  readonly records: Records;
  readonly log: UpdateLog;
  /** All or nothing, one after another; a throw rolls back and travels on. `work` uses only the records it is given, and awaits nothing else (T9). */
  transact<T>(work: (records: Records) => Promise<T>): Promise<T>;
  /** Whether it can read and write now; for /readyz. */
  probe(): Promise<void>;
  close(): Promise<void>;
}
