// Forward-only migrations in one static map, applied in order of their names, all that are missing in one transaction (T19).
import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { first } from './migrations/0001-first.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = { '0001-first': first };
const TABLE = 'migration';

/** Brings the schema to the last migration; throws what stopped it, the schema then being as it was before that one. */
export async function migrate<Tables>(kysely: Kysely<Tables>, migrations = MIGRATIONS): Promise<void> {
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: TABLE,
    migrationLockTableName: `${TABLE}_lock`,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Migrations that this program does not know: a newer one has written here. */
export function unknownMigrations(database: DatabaseSync): string[] {
  const isThere = database.prepare(`select 1 from sqlite_master where type = 'table' and name = ?`).get(TABLE) !== undefined;
  if (!isThere) return [];
  return database
    .prepare(`select name from ${TABLE}`)
    .all()
    .map((row) => String(row.name))
    .filter((name) => !Object.hasOwn(MIGRATIONS, name));
}
