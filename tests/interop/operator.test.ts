// An unlucky operator: wrong environment, a port in use, a second process, damaged and newer data, a folder that cannot be written, an
// interrupted first start, a stop in mid-sentence (R4, R8, T12, T19–T22).
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { openPair } from '../support/pair.ts';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { expectWords, type Run, run } from '../support/run.ts';
import { openWriter } from '../support/stock-client.ts';

const folders: string[] = [];
const hubs: HubProcess[] = [];
let base: HubProcess;

beforeAll(async () => {
  base = await openHub();
});
afterAll(async () => {
  for (const hub of hubs) await hub.remove();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'enlace-operator-'));
  folders.push(folder);
  return folder;
};
async function openHub(folder?: string): Promise<HubProcess> {
  const hub = await openHubProcess({}, folder);
  hubs.push(hub);
  return hub;
}

test('[R8] each bad value of the environment is one clear line, all at once', async () => {
  const ENLACE_DATA = await newFolder();
  const bad = { ENLACE_HOST: 'http://x', ENLACE_PORT: '99999', ENLACE_URL: 'ftp://x/y', ENLACE_SAMPLE: 'si', ENLACE_LOG: 'loud' };
  const result = await run({ ...bad, ENLACE_DATA });
  expectWords(result, /ENLACE_HOST/);
  for (const name of Object.keys(bad)) expect(result.said.split('\n').filter((line) => line.startsWith(`${name}=`))).toHaveLength(1);
  expect(await readdir(ENLACE_DATA)).toEqual([]);
});

test('[R8] [T20] a port in use is said in words, and the next start is a first start still, whose folder is its owner’s alone', async () => {
  const ENLACE_DATA = join(await newFolder(), 'made', 'here');
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  expectWords(await run({ ENLACE_DATA, ENLACE_PORT: port }), new RegExp(`${port} ya está en uso[\\s\\S]*${port} is already in use`));
  other.close();
  const again = await run({ ENLACE_DATA }, (said, child) => void (/http:\/\/127/.test(said) && child.kill('SIGTERM')));
  expect(again).toMatchObject({ code: 0, said: expect.stringContaining('coordinacion@sre.example') });
  expect((await stat(ENLACE_DATA)).mode & 0o777).toBe(0o700);
  for (const name of await readdir(ENLACE_DATA)) expect([name, (await stat(join(ENLACE_DATA, name))).mode & 0o077]).toEqual([name, 0]);
});

test('[T21] a second process on the same folder is refused in words, and the first one goes on', async () => {
  expectWords(await run({ ENLACE_DATA: base.dataDir }), /Otro proceso[\s\S]*|Another/);
  const pair = await openPair(base);
  await pair.agree('sigue');
  pair.close();
});

/** Ends the first start so many ms after its database is there, in whatever it does then. */
const interruptAfter = async (ENLACE_DATA: string, ms: number, signal: NodeJS.Signals): Promise<Run> =>
  run({ ENLACE_DATA }, (said, child) => {
    if (said !== '') return;
    const look = (): void => {
      if (existsSync(join(ENLACE_DATA, 'enlace.sqlite'))) setTimeout(() => child.kill(signal), ms);
      else setImmediate(look);
    };
    look();
  });

test.each([
  [0, 'SIGKILL'],
  [400, 'SIGKILL'],
  [150, 'SIGTERM'],
] as const)(
  '[R8] a first start that is ended after %i ms by %s leaves no half sample: the next one has it whole, or says what to do',
  async (ms, signal) => {
    const ENLACE_DATA = join(await newFolder(), 'data');
    const ended = await interruptAfter(ENLACE_DATA, ms, signal);
    expect(ended.said).not.toMatch(/\n\s+at /);
    const next = await run({ ENLACE_DATA }, (said, child) => void (/Enlace: http/.test(said) && child.kill('SIGTERM')));
    if (next.code === 0) expect(next.said).toContain('observer');
    else expectWords(next, /interrump[\s\S]*interrupted/);
  },
);

test('[R4] SIGTERM while two people type: exit 0, and every acknowledged word is there after the next start', async () => {
  const hub = base;
  const person = await signInPerson(hub, 'host_editor', 'INM');
  const { minutesId } = await sessionInProgress(person);
  const writers = [openWriter(person, minutesId), openWriter(await signInPerson(hub, 'host_editor', 'COMAR'), minutesId)];
  await Promise.all(writers.map((writer) => writer.synced()));
  let word = 0;
  const typing = setInterval(() => {
    for (const writer of writers) writer.type(`w${word++}.`);
  }, 2);
  await new Promise<void>((resolve) => writers[0]?.onAck(() => void ((writers[0]?.acknowledged.size ?? 0) > 60 && resolve())));
  const began = performance.now();
  expect(await hub.stop()).toBe(0);
  expect(performance.now() - began).toBeLessThan(8_000);
  clearInterval(typing);
  const promised = writers.flatMap((writer) => [...writer.acknowledged]);
  for (const writer of writers) writer.close();
  await hub.start();
  const reader = openWriter(person, minutesId);
  await reader.synced();
  const words = reader.doc.getXmlFragment('body').toString();
  expect(promised.length).toBeGreaterThan(60);
  expect(promised.filter((each) => !words.includes(each))).toEqual([]);
  reader.close();
  expect(hub.output()).not.toMatch(/"level":"error"/);
});

test('[T22] a data path that is a file, and a sample list that is none, are refused in words', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'file'), 'x');
  expectWords(await run({ ENLACE_DATA: join(folder, 'file') }), /./);
  expectWords(await run({ ENLACE_DATA: join(folder, 'file', 'below') }), /./);
  await base.stop();
  await writeFile(join(base.dataDir, 'sample-accounts.json'), '[{"role":');
  expectWords(await run({ ENLACE_DATA: base.dataDir }), /sample-accounts\.json/);
});

test('[T19] [T22] a damaged, a newer and a foreign database are refused in words, and left as they were', async () => {
  expect(await base.stop()).toBe(0);
  const file = join(base.dataDir, 'enlace.sqlite');
  const good = await readFile(file);
  const damaged = Buffer.from(good);
  for (let page = 2; page < 60; page += 1) damaged.fill(0xa5, page * 4096, page * 4096 + 4096);
  for (const [bytes, words] of [
    [damaged, /dañad|damaged/],
    [Buffer.from('this is no database, but a letter to the editor. '.repeat(200)), /dañad|damaged/],
    [good.subarray(0, 5_000), /dañad|damaged/],
  ] as const) {
    await writeFile(file, bytes);
    for (const name of ['enlace.sqlite-wal', 'enlace.sqlite-shm']) await rm(join(base.dataDir, name), { force: true });
    expectWords(await run({ ENLACE_DATA: base.dataDir }), words);
    expect((await readFile(file)).equals(bytes)).toBe(true);
  }
  await writeFile(file, good);
  const database = new DatabaseSync(file);
  const table = database
    .prepare("select name from sqlite_master where type='table' and name like '%migration%' and name not like '%lock%'")
    .get();
  const row = database.prepare(`select * from "${table?.name}" limit 1`).get() ?? {};
  const columns = Object.keys(row);
  const values = columns.map((column) => (typeof row[column] === 'string' && column === 'name' ? '9999-later' : (row[column] ?? null)));
  database.prepare(`insert into "${table?.name}" (${columns.join(',')}) values (${columns.map(() => '?').join(',')})`).run(...values);
  database.close();
  expectWords(await run({ ENLACE_DATA: base.dataDir }), /más nueva|más reciente|newer/);
});
