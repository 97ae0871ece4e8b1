// The fields that every record carries, filled at the two moments when they change; and the guard of a write that names the version it saw.
import type { AccountId } from '@enlace/shared/ids';
import type { Instant } from '@enlace/shared/model/time';
import { ok, type Result, refuse } from '@enlace/shared/result';
import { type House, instantNow } from './house.ts';

interface Stamp {
  readonly createdAt: Instant;
  readonly createdBy: AccountId | null;
  readonly updatedAt: Instant;
  readonly updatedBy: AccountId | null;
  readonly version: number;
}

/** `accountId` null: the hub itself. */
export function firstStamp(house: House, accountId: AccountId | null): Stamp {
  const at = instantNow(house);
  return { createdAt: at, createdBy: accountId, updatedAt: at, updatedBy: accountId, version: 1 };
}

/** The row with `changes`, one version on. A change left undefined changes nothing. */
export function restamp<Row extends Stamp>(
  house: House,
  accountId: AccountId | null,
  row: Row,
  changes: { readonly [K in keyof Row]?: Row[K] | undefined },
): Row {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...row, ...given, updatedAt: instantNow(house), updatedBy: accountId, version: row.version + 1 };
}

export const requireVersion = (row: { readonly version: number }, version: number): Result<null> =>
  row.version === version ? ok(null) : refuse('version_conflict');
