// One repository over a map: what accounts, exchanges, members … have in common (T1–T5).
// `Access` says where reads look and how writes are done: on a transaction's copy, or on the cellar when its turn comes.
import type { Table, Tables } from './tables.ts';

export interface Access {
  readonly tables: () => Tables;
  write<T>(work: (tables: Tables) => T): Promise<T>;
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

export interface Kind<Row> {
  readonly in: (tables: Tables) => Table<Row>;
  /** What no two rows may share; null: this row has no such key. */
  readonly unique: readonly ((row: Row) => string | null)[];
}

const frozen = <Row>(row: Row): Row => Object.freeze(structuredClone(row));
const copied = <Row>(row: Row | undefined): Row | null => (row === undefined ? null : structuredClone(row));

const byIdOf = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

export const selectFrom = <Row extends { readonly id: string }>(table: Table<Row>, matches: (row: Row) => boolean): Row[] =>
  [...table.values()]
    .filter(matches)
    .sort(byIdOf)
    .map((row) => structuredClone(row));

function isTaken<Row extends { readonly id: string }>(table: Table<Row>, kind: Kind<Row>, row: Row): boolean {
  return kind.unique.some((keyOf) => {
    const key = keyOf(row);
    return key !== null && [...table.values()].some((other) => other.id !== row.id && keyOf(other) === key);
  });
}

/** Answers false, and writes nothing, where the id or a unique key is there. */
export function insertInto<Row extends { readonly id: string }>(table: Table<Row>, kind: Kind<Row>, row: Row): boolean {
  if (table.has(row.id) || isTaken(table, kind, row)) return false;
  table.set(row.id, frozen(row));
  return true;
}

function updateIn<Row extends Versioned>(table: Table<Row>, kind: Kind<Row>, row: Row): boolean {
  if (table.get(row.id)?.version !== row.version - 1 || isTaken(table, kind, row)) return false;
  table.set(row.id, frozen(row));
  return true;
}

export function createRepository<Id extends string, Row extends Versioned>(access: Access, kind: Kind<Row>) {
  return {
    byId: async (id: Id): Promise<Row | null> => copied(kind.in(access.tables()).get(id)),
    insert: (row: Row): Promise<boolean> => access.write((tables) => insertInto(kind.in(tables), kind, row)),
    update: (row: Row): Promise<boolean> => access.write((tables) => updateIn(kind.in(tables), kind, row)),
    find: async (matches: (row: Row) => boolean): Promise<Row | null> => copied([...kind.in(access.tables()).values()].find(matches)),
    select: async (matches: (row: Row) => boolean): Promise<Row[]> => selectFrom(kind.in(access.tables()), matches),
  };
}
