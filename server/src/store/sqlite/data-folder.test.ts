// The data folder as an operator meets it: T18 to T22.
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createAccount, createSignIn } from '../contract/people.support.ts';
import { openConnection, type Purpose } from './connection.ts';
import { DataFolderError, isEmpty } from './data-folder.ts';
import { createKysely } from './dialect.ts';
import { migrate } from './migrations.ts';
import { openSqliteStore } from './sqlite-store.ts';

const DATABASE = 'enlace.sqlite';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'enlace-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A folder that a hub has used and left in order. */
async function usedFolder(): Promise<string> {
  const folder = temporaryFolder();
  const store = await openSqliteStore({ dataDir: folder });
  await store.transact(async (records) => {
    for (let number = 0; number < 200; number += 1) await records.facts.write(`fact ${number}`, 'x'.repeat(500));
  });
  await store.close();
  return folder;
}

async function problemOf(dataDir: string): Promise<DataFolderError> {
  const error = await openSqliteStore({ dataDir }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DataFolderError) return error;
  throw new Error('the folder was not refused', { cause: error });
}

const databaseBytes = (folder: string) => readFileSync(join(folder, DATABASE)).toString('base64');
const pragma = (database: DatabaseSync, name: string) => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];

test('[T18] every connection writes ahead, waits for the disk and checks references; the reader cannot write', async () => {
  const folder = await usedFolder();
  for (const purpose of ['records', 'log', 'reader'] satisfies Purpose[]) {
    const database = openConnection(join(folder, DATABASE), purpose);
    expect([purpose, pragma(database, 'journal_mode')]).toEqual([purpose, 'wal']);
    expect([purpose, pragma(database, 'synchronous')]).toEqual([purpose, 2]);
    expect([purpose, pragma(database, 'foreign_keys')]).toEqual([purpose, 1]);
    const write = () => database.exec(`insert into fact (key, value) values ('${purpose}', '')`);
    if (purpose === 'reader') expect(write).toThrow('readonly');
    else expect(write).not.toThrow();
    database.close();
  }
});

test('[T20] the folder and its files are made for their owner alone', async () => {
  const folder = join(temporaryFolder(), 'deep', 'data');
  expect(isEmpty(folder)).toBe(true);
  const store = await openSqliteStore({ dataDir: folder });
  await store.probe();
  expect(isEmpty(folder)).toBe(false);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
  expect(modes).toEqual([DATABASE, `${DATABASE}-shm`, `${DATABASE}-wal`, 'lock.sqlite'].map((name) => [name, 0o600]));
  await store.close();
});

test('[T20] asking whether a folder is empty makes nothing', () => {
  const folder = temporaryFolder();
  expect(isEmpty(join(folder, 'data'))).toBe(true);
  expect(isEmpty(folder)).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

test('[T21] a second store on the same folder is refused in words, and the first goes on', async () => {
  const folder = temporaryFolder();
  const store = await openSqliteStore({ dataDir: folder });
  const problem = await problemOf(folder);
  expect(problem.code).toBe('in_use');
  const [english, spanish] = problem.message.split('\n');
  expect(english).toContain(folder);
  expect(english).toContain('Another Enlace process is using this data folder');
  expect(spanish).toContain('Otro proceso de Enlace está usando esta carpeta');
  await store.records.facts.write('still', 'here');
  expect((await problemOf(folder)).code).toBe('in_use');
  await store.close();
  const next = await openSqliteStore({ dataDir: folder });
  expect(await next.records.facts.read('still')).toBe('here');
  await next.close();
});

test('[T19] a folder of a newer version is refused and left as it was', async () => {
  const folder = await usedFolder();
  const database = new DatabaseSync(join(folder, DATABASE));
  database.exec(`insert into migration (name, timestamp) values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')`);
  database.close();
  const before = databaseBytes(folder);
  const problem = await problemOf(folder);
  expect(problem.code).toBe('newer');
  expect(problem.message).toContain('newer version');
  expect(problem.cause).toEqual(new Error('9999-from-the-future'));
  expect(databaseBytes(folder)).toBe(before);
});

test('[T19] a migration that fails leaves nothing of itself, and runs whole the next time', async () => {
  const folder = temporaryFolder();
  const database = openConnection(join(folder, DATABASE), 'records');
  onTestFinished(() => database.close());
  const kysely = createKysely<object>(database);
  const half = (isBroken: boolean) => ({
    '0001-half': {
      async up(db: typeof kysely): Promise<void> {
        await sql`create table half (id text primary key)`.execute(db);
      },
    },
    '0002-rest': {
      async up(db: typeof kysely): Promise<void> {
        await sql`create table rest (id text primary key)`.execute(db);
        if (isBroken) throw new Error('stopped half-way');
      },
    },
  });
  const tables = () => database.prepare(`select name from sqlite_master where name in ('half', 'rest')`).all();
  await expect(migrate(kysely, half(true))).rejects.toThrow('stopped half-way');
  expect(tables()).toEqual([]);
  await migrate(kysely, half(false));
  expect(tables()).toHaveLength(2);
});

test('[T22] a file that is no database is refused and left as it was', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, DATABASE), 'minutes of the meeting, kept in the wrong place '.repeat(200));
  const before = databaseBytes(folder);
  const problem = await problemOf(folder);
  expect(problem.code).toBe('corrupt');
  expect(problem.message).toContain('Nothing was changed');
  expect(databaseBytes(folder)).toBe(before);
});

test('[T22] a database with damaged or missing pages is refused and left as it was', async () => {
  const folder = await usedFolder();
  const whole = readFileSync(join(folder, DATABASE));
  const damaged = Buffer.from(whole);
  damaged.fill(0xa5, 8 * 4096, 9 * 4096);
  damaged.fill(0xa5, 60 * 4096, 62 * 4096);
  const cut = whole.subarray(0, Math.floor(whole.length / 2));
  for (const bytes of [damaged, cut]) {
    writeFileSync(join(folder, DATABASE), bytes);
    expect((await problemOf(folder)).code).toBe('corrupt');
    expect(databaseBytes(folder)).toBe(bytes.toString('base64'));
  }
  writeFileSync(join(folder, DATABASE), whole);
  const store = await openSqliteStore({ dataDir: folder });
  expect(await store.records.facts.read('fact 199')).toBe('x'.repeat(500));
  await store.close();
});

test('[T22] where there is a file in place of the folder, or a damaged lock, the operator is told', async () => {
  const folder = temporaryFolder();
  appendFileSync(join(folder, 'data'), 'not a folder');
  expect((await problemOf(join(folder, 'data'))).code).toBe('not_writable');
  expect((await problemOf(join(folder, 'data', 'deeper'))).code).toBe('not_writable');
  expect(readFileSync(join(folder, 'data'), 'utf8')).toBe('not a folder');
  const used = await usedFolder();
  writeFileSync(join(used, 'lock.sqlite'), 'x'.repeat(5_000));
  expect((await problemOf(used)).code).toBe('corrupt');
});

test('[T18] a row that refers to nothing is a bug: it throws, and the store goes on', async () => {
  const folder = temporaryFolder();
  const store = await openSqliteStore({ dataDir: folder });
  onTestFinished(() => store.close());
  const account = createAccount();
  await expect(store.records.signIns.insert(createSignIn(account))).rejects.toThrow('FOREIGN KEY');
  expect(await store.records.accounts.insert(account)).toBe(true);
  expect(await store.records.signIns.insert(createSignIn(account))).toBe(true);
});
