// What SQLite throws → StoreFault where the world failed (disk, file, lock); anything else is a bug and travels on as it is.
// Primary result codes: https://www.sqlite.org/rescode.html
import { StoreFault } from '../port/update-log.ts';

const FULL = 13;
/** BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, CANTOPEN, PROTOCOL, NOTADB. */
const FAILED: readonly number[] = [5, 6, 7, 8, 10, 11, 14, 15, 26];
const CONSTRAINT_UNIQUE = 2067;
const CONSTRAINT_PRIMARYKEY = 1555;

/** The extended result code of an error of node:sqlite; null for any other error. */
export function resultCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
}

export function faultCode(error: unknown): StoreFault['code'] | null {
  const code = resultCode(error);
  if (code === null) return null;
  const primary = code & 0xff;
  if (primary === FULL) return 'storage_full';
  return FAILED.includes(primary) ? 'storage_failed' : null;
}

/** The fault behind the error, else the error itself. */
export function asFault(error: unknown): unknown {
  const code = faultCode(error);
  return code === null ? error : new StoreFault(code, error);
}

export const isTaken = (error: unknown): boolean => {
  const code = resultCode(error);
  return code === CONSTRAINT_UNIQUE || code === CONSTRAINT_PRIMARYKEY;
};
