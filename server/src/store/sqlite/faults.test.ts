// What the store does when the world fails: a full disk, a damaged page, a folder that is away (T15 to T17).
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DocumentId } from '@enlace/shared/ids';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../runtime/clock.ts';
import { newId } from '../contract/draw.support.ts';
import { WriteTurn } from '../port/write-turn.ts';
import { openConnection } from './connection.ts';
import { createKysely } from './dialect.ts';
import { prepareLogTables } from './log-tables.ts';
import { type LogWrite, unpackEntries } from './log-thread.ts';
import { openSqliteStore } from './sqlite-store.ts';
import type { Tables } from './tables.ts';
import { SqliteUpdateLog } from './update-log.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'enlace-faults-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** The path of a database with all its tables, and nobody using it. */
async function usedDatabase(folder = temporaryFolder()): Promise<string> {
  await (await openSqliteStore({ dataDir: folder })).close();
  return join(folder, 'enlace.sqlite');
}

const append = (documentId: DocumentId, size: number): LogWrite => ({
  kind: 'append',
  documentId,
  memberId: null,
  bytes: new Uint8Array(size),
});

const pages = (database: DatabaseSync): number => Number(database.prepare('pragma page_count').get()?.page_count);

test('[T15] a group that finds no room writes nothing at all; with room again numbering goes on without a gap', async () => {
  const database = openConnection(await usedDatabase(), 'log');
  onTestFinished(() => database.close());
  const log = prepareLogTables(database);
  const [one, other] = [newId<DocumentId>(), newId<DocumentId>()];
  expect(log.commit([append(one, 10), append(other, 10), append(one, 10)], 0)).toEqual([1, 1, 2]);
  database.exec(`pragma max_page_count = ${pages(database) + 2}`);
  expect(() => log.commit([append(one, 10), append(other, 100_000)], 0)).toThrow('database or disk is full');
  expect(database.isTransaction).toBe(false);
  expect(unpackEntries(log.after(one, 2))).toEqual([]);
  expect(log.commit([append(one, 10)], 0)).toEqual([3]);
  database.exec('pragma max_page_count = 100000');
  expect(log.commit([append(other, 100_000), append(one, 10)], 0)).toEqual([2, 4]);
});

test('[T16] a record that finds no room is a fault of storage, what is there can be read, and later it is written', async () => {
  const database = openConnection(await usedDatabase(), 'records');
  onTestFinished(() => database.close());
  const kysely = createKysely<Tables>(database);
  const write = (key: string) =>
    kysely.transaction().execute((db) =>
      db
        .insertInto('fact')
        .values({ key, value: 'x'.repeat(50_000) })
        .execute(),
    );
  const keys = async () => (await kysely.selectFrom('fact').select('key').orderBy('key').execute()).map(({ key }) => key);
  await write('first');
  database.exec(`pragma max_page_count = ${pages(database) + 2}`);
  await expect(write('second')).rejects.toMatchObject({ name: 'StoreFault', code: 'storage_full' });
  expect(await keys()).toEqual(['first']);
  database.exec('pragma max_page_count = 100000');
  await write('third');
  expect(await keys()).toEqual(['first', 'third']);
});

const UNSHARE = 'unshare'; // util-linux
const MOUNTED = `mount -t tmpfs -o size=64m tmpfs "$0" && exec "$@"`;
/** A namespace of one's own, where a small file system can be mounted that dies with the process. */
const unshare = (folder: string, ...command: string[]): string[] => ['-rm', 'sh', '-c', MOUNTED, folder, ...command];
const canMount = spawnSync(UNSHARE, unshare(tmpdir(), 'true')).status === 0;

test.skipIf(!canMount)('[T16] a disk that fills up again and again loses nothing that was acknowledged', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const child = fileURLToPath(new URL('./full-disk-child.support.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(UNSHARE, unshare(folder, process.execPath, child, folder), {
    maxBuffer: 16 * 1024 * 1024,
  });
  const { rounds, acknowledged, seqs } = JSON.parse(stdout);
  expect(rounds).toHaveLength(4);
  for (const round of rounds) {
    expect(new Set(round.roomy)).toEqual(new Set(['done']));
    expect(new Set(round.full)).toEqual(new Set(['storage_full']));
    expect(round).toMatchObject({ recorded: 'storage_full', read: 'here', loaded: round.before, recordedAgain: 'done' });
    expect(new Set(round.again)).toEqual(new Set(['done']));
  }
  expect(seqs).toEqual(acknowledged);
  expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1));
});

test('[T15] while the folder is away every write is refused; once it is back the log goes on by itself', async () => {
  const folder = temporaryFolder();
  const home = join(folder, 'data');
  const path = await usedDatabase(home);
  const log = new SqliteUpdateLog(path, new WriteTurn(), systemClock);
  onTestFinished(() => log.close());
  const documentId = newId<DocumentId>();
  const write = () => log.append({ documentId, memberId: null, update: Uint8Array.of(1) });
  renameSync(home, join(folder, 'away'));
  const refused = { name: 'StoreFault', code: 'storage_failed' };
  const all = await Promise.allSettled([write(), write(), log.bindClient(documentId, 1, newId())]);
  for (const one of all) expect(one).toMatchObject({ status: 'rejected', reason: refused });
  await expect(write()).rejects.toMatchObject(refused);
  await expect(log.load(documentId)).rejects.toMatchObject(refused);
  renameSync(join(folder, 'away'), home);
  expect(await Promise.all([write(), write()])).toEqual([1, 2]);
});

test('[T15] writes that wait together are one commit', async () => {
  let commits = 0;
  const nowMs = () => {
    commits += 1;
    return 0;
  };
  const log = new SqliteUpdateLog(await usedDatabase(), new WriteTurn(), { nowMs });
  onTestFinished(() => log.close());
  const documentId = newId<DocumentId>();
  await Promise.all(Array.from({ length: 1_000 }, () => log.append({ documentId, memberId: null, update: Uint8Array.of(1) })));
  expect(commits).toBe(1);
  const large = new Uint8Array(3 * 1024 * 1024);
  await Promise.all(Array.from({ length: 6 }, () => log.append({ documentId, memberId: null, update: large })));
  expect(commits).toBe(4); // two of them fit into the bytes of one group
});

test('[T15] beyond its bound the queue refuses at once', { timeout: 20_000 }, async () => {
  const log = new SqliteUpdateLog(join(temporaryFolder(), 'nowhere', 'enlace.sqlite'), new WriteTurn(), systemClock);
  onTestFinished(() => log.close());
  const documentId = newId<DocumentId>();
  const large = new Uint8Array(32 * 1024 * 1024);
  const reasons = await Promise.all(
    Array.from({ length: 10 }, () =>
      log.append({ documentId, memberId: null, update: large }).catch((fault: Error) => String(fault.cause)),
    ),
  );
  const isOverfull = reasons.map((reason) => String(reason).includes('too much is waiting'));
  expect(isOverfull).toEqual([...Array(8).fill(false), true, true]); // 8 × 32 MiB is the bound
});

test('[T17] an entry changed on the disk is never served, other documents are; a missing one is noticed', async () => {
  const dataDir = temporaryFolder();
  const [damaged, cut, whole] = [newId<DocumentId>(), newId<DocumentId>(), newId<DocumentId>()];
  const store = await openSqliteStore({ dataDir });
  for (const documentId of [damaged, cut, whole]) {
    for (let value = 1; value <= 3; value += 1) await store.log.append({ documentId, memberId: null, update: Uint8Array.of(value, 0, 7) });
  }
  await store.close();
  const database = new DatabaseSync(join(dataDir, 'enlace.sqlite'));
  database.prepare(`update document_update set bytes = x'020107' where document_id = ? and seq = 2`).run(damaged);
  database.prepare('delete from document_update where document_id = ? and seq = 2').run(cut);
  database.close();

  const after = await openSqliteStore({ dataDir });
  onTestFinished(() => after.close());
  await expect(after.log.load(damaged)).rejects.toMatchObject({ code: 'storage_failed' });
  await expect(after.log.load(damaged)).rejects.toHaveProperty('cause.message', expect.stringContaining('entry 2'));
  await expect(after.log.load(cut)).rejects.toHaveProperty('cause.message', expect.stringContaining('entry 2 of its log is missing'));
  expect((await after.log.load(whole)).tail).toHaveLength(3);
  expect((await after.log.after(damaged, 2)).map(({ seq }) => seq)).toEqual([3]);
});

test('[T17] a damaged snapshot is passed over for the one before it, or for the log itself', async () => {
  const dataDir = temporaryFolder();
  const documentId = newId<DocumentId>();
  const store = await openSqliteStore({ dataDir });
  for (let value = 1; value <= 9; value += 1) await store.log.append({ documentId, memberId: null, update: Uint8Array.of(value) });
  for (const seq of [2, 4, 6]) await store.log.saveSnapshot(documentId, { seq, state: Uint8Array.of(seq) });
  const damage = (seq: number) => {
    const database = new DatabaseSync(join(dataDir, 'enlace.sqlite'));
    database.prepare(`update document_snapshot set state = x'ff' where seq = ?`).run(seq);
    database.close();
  };
  const loaded = async () => {
    const { snapshot, tail } = await store.log.load(documentId);
    return [snapshot?.seq ?? null, tail.length];
  };
  onTestFinished(() => store.close());
  expect(await loaded()).toEqual([6, 3]);
  damage(6);
  expect(await loaded()).toEqual([4, 5]);
  damage(4);
  expect(await loaded()).toEqual([null, 9]);
});
