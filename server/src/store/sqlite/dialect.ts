// Kysely over node:sqlite: a DatabaseSync in the shape that Kysely's SQLite driver takes. Schema changes are transactional
// (SQLite's are; Kysely assumes they are not), transactions take the write lock when they begin, faults are told apart.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { CamelCasePlugin, CompiledQuery, type DatabaseConnection, Kysely, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import { asFault } from './faults.ts';

/** Columns are snake_case in the database, camelCase in code. Who opened the connection closes it. */
export const createKysely = <Tables>(database: DatabaseSync): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new NodeSqliteDialect(database), plugins: [new CamelCasePlugin()] });

class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync;
  constructor(database: DatabaseSync) {
    super({ database: shapeOf(database) });
    this.#database = database;
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database);
  }
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  constructor(database: DatabaseSync) {
    super({ database: shapeOf(database) });
    this.#database = database;
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  /** On some I/O errors SQLite has rolled back by itself. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function shapeOf(database: DatabaseSync) {
  const run = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw asFault(error);
    }
  };
  return {
    close: () => database.close(),
    prepare: (sql: string) => {
      const statement = run(() => database.prepare(sql));
      const bind = (values: readonly unknown[]) => values as SQLInputValue[]; // rows.ts makes nothing but strings, numbers, bytes and null
      return {
        reader: statement.columns().length > 0,
        all: (values: readonly unknown[]) => run(() => statement.all(...bind(values))),
        run: (values: readonly unknown[]) => run(() => statement.run(...bind(values))),
        iterate: (values: readonly unknown[]) => run(() => statement.iterate(...bind(values))),
      };
    },
  };
}
