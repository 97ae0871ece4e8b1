// What accounts, exchanges, members … have in common, on one table (T1–T4). `Access` says on which connection: in a
// transaction both are the transaction; outside, reads see what is committed and each write is a transaction of its own.
import type { Kysely } from 'kysely';
import { isTaken } from '../faults.ts';
import { decodeRow, encodeRow, type RowOf } from '../rows.ts';
import { CODECS, type Stored, type Tables } from '../tables.ts';

export interface Access {
  readonly read: Kysely<Tables>;
  write<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
}

type Versioned = { [T in keyof Stored]: Stored[T] extends { id: string; version: number } ? T : never }[keyof Stored];

export function createRepository<T extends Versioned>(access: Access, table: T) {
  return {
    async byId(id: Stored[T]['id']): Promise<Stored[T] | null> {
      const row = await plain(access.read).selectFrom(named(table)).selectAll().where('id', '=', id).executeTakeFirst();
      return decodeOne(table, row as RowOf<Stored[T]> | undefined); // `plain` forgot which table it reads
    },
    insert: (record: Stored[T]): Promise<boolean> => access.write((db) => insertInto(db, table, record)),
    update: (record: Stored[T]): Promise<boolean> => access.write((db) => updateIn(db, table, record)),
  };
}

/** Answers false, and writes nothing, where the key or a unique key is there. */
export async function insertInto<T extends keyof Stored>(db: Kysely<Tables>, table: T, record: Stored[T]): Promise<boolean> {
  const row: PlainRow = encodeRow(CODECS[table] as Parameters<typeof encodeRow<Stored[T]>>[0], record);
  const result = await plain(db)
    .insertInto(named(table))
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Writes only over the version before; answers false, and writes nothing, where another version is there or a unique key is taken. */
async function updateIn<T extends Versioned>(db: Kysely<Tables>, table: T, record: Stored[T]): Promise<boolean> {
  const row: PlainRow = encodeRow(CODECS[table] as Parameters<typeof encodeRow<Stored[T]>>[0], record);
  try {
    const result = await plain(db)
      .updateTable(named(table))
      .set(row)
      .where('id', '=', record.id)
      .where('version', '=', record.version - 1)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  } catch (error) {
    if (isTaken(error)) return false; // SQLite takes back this statement alone; the transaction goes on
    throw error;
  }
}

export function decodeOne<T extends keyof Stored>(table: T, row: RowOf<Stored[T]> | undefined): Stored[T] | null {
  return row === undefined ? null : decodeRow<Stored[T]>(CODECS[table] as Parameters<typeof decodeRow<Stored[T]>>[0], row);
}

export const decodeAll = <T extends keyof Stored>(table: T, rows: readonly RowOf<Stored[T]>[]): Stored[T][] =>
  rows.map((row) => decodeRow<Stored[T]>(CODECS[table] as Parameters<typeof decodeRow<Stored[T]>>[0], row));

type PlainRow = Readonly<Record<string, string | number | null>>;
interface PlainTables {
  plain: { id: string; version: number } & Record<string, string | number | null>;
}

/** Kysely cannot follow a table that is a type parameter; here every table is `id`, `version` and other columns. */
const plain = (db: Kysely<Tables>): Kysely<PlainTables> => db as unknown as Kysely<PlainTables>;
const named = (table: keyof Stored): 'plain' => table as string as 'plain';
