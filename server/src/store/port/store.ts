// The store as the domain sees it: records, the update log, and transactions over records.
import type { Records } from './records.ts';
import type { UpdateLog } from './update-log.ts';

export interface Store {
  /** Reads outside a transaction. */
  readonly records: Records;
  readonly log: UpdateLog;
  /** All or nothing, one after another; a throw rolls back and travels on. No transaction inside another. */
  transact<T>(work: (records: Records) => Promise<T>): Promise<T>;
  /** Whether it can read and write now; for /readyz. */
  probe(): Promise<void>;
  close(): Promise<void>;
}
