// What SQLite throws → StoreFault where the world failed (disk, file, lock); anything else is a bug and travels on as it is.
// Primary result codes: https://www.sqlite.org/rescode.html
import { StoreFault } from '../port/update-log.ts';

export const BUSY = 5;
export const CORRUPT = 11;
export const NOTADB = 26;
const FULL = 13;
/** Beside these LOCKED, NOMEM, READONLY, IOERR, CANTOPEN, PROTOCOL. */
const FAILED: readonly (number | null)[] = [BUSY, 6, 7, 8, 10, CORRUPT, 14, 15, NOTADB];
const CONSTRAINT_UNIQUE = 2067;
const CONSTRAINT_PRIMARYKEY = 1555;

/** The extended result code of an error of node:sqlite; null for any other error. */
const resultCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;

export function primaryCode(error: unknown): number | null {
  const code = resultCode(error);
  return code === null ? null : code & 0xff;
}

export function faultCode(error: unknown): StoreFault['code'] | null {
  const code = primaryCode(error);
  if (code === FULL) return 'storage_full';
  return FAILED.includes(code) ? 'storage_failed' : null;
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
