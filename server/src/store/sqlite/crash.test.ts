// kill -9 of a real process that is appending: what it had acknowledged is there (T12), and its lock is gone with it (T21).
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { DocumentId } from '@enlace/shared/ids';
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../contract/draw.support.ts';
import { openSqliteStore } from './sqlite-store.ts';

const CYCLES = 10;
const CHILD = fileURLToPath(new URL('./append-child.support.ts', import.meta.url));

interface Appender {
  readonly process: ChildProcessByStdio<null, Readable, null>;
  readonly lines: Interface;
}

function startAppender(folder: string, documentIds: readonly DocumentId[]): Appender {
  const child = spawn(process.execPath, [CHILD, folder, ...documentIds], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return { process: child, lines: createInterface({ input: child.stdout }) };
}

async function firstLine({ lines }: Appender): Promise<string> {
  const [line] = await once(lines, 'line');
  return String(line);
}

/** Kills it once it has said so many lines; answers all that it said before it died. */
async function killAfter({ process: child, lines }: Appender, count: number): Promise<string[]> {
  const said: string[] = [];
  const exited = once(child, 'exit');
  for await (const line of lines) {
    said.push(line);
    if (said.length === count) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']); // it did not die by itself before
  return said;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'enlace-crash-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A small generator (mulberry32), so that a failure can be run again from its seed. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`[T12] ${CYCLES} times kill -9 at a random moment: every acknowledged append is there, in its place`, {
  timeout: 120_000,
}, async () => {
  const seed = Date.now();
  const random = createRandom(seed);
  const folder = temporaryFolder();
  const documentIds = Array.from({ length: 4 }, () => newId<DocumentId>());
  const acknowledged = new Map<string, string>();
  for (let cycle = 1; cycle <= CYCLES; cycle += 1) {
    const said = await killAfter(startAppender(folder, documentIds), 2 + Math.floor(random() * 2_000));
    expect(said[0]).toBe('opened');
    for (const line of said.slice(1)) {
      const [word, documentId, seq, update] = line.split(' ');
      if (word === 'acked' && update !== undefined) acknowledged.set(`${documentId} ${seq}`, update);
    }
    const store = await openSqliteStore({ dataDir: folder });
    for (const documentId of documentIds) {
      const { tail } = await store.log.load(documentId);
      for (const [index, { seq, update }] of tail.entries()) {
        expect(seq).toBe(index + 1);
        const expected = acknowledged.get(`${documentId} ${seq}`);
        if (expected !== undefined) expect(Buffer.from(update).toString(), `seed ${seed}, cycle ${cycle}`).toBe(expected);
        acknowledged.delete(`${documentId} ${seq}`);
      }
    }
    expect([...acknowledged.keys()], `lost; seed ${seed}, cycle ${cycle}`).toEqual([]);
    await store.close();
  }
});

test('[T21] a folder that another process holds is refused, in both directions; kill -9 of it lets the next one in', async () => {
  const folder = temporaryFolder();
  const holder = startAppender(folder, [newId<DocumentId>()]);
  expect(await firstLine(holder)).toBe('opened');
  await expect(openSqliteStore({ dataDir: folder })).rejects.toMatchObject({ name: 'DataFolderError', code: 'in_use' });
  expect(await firstLine(startAppender(folder, []))).toBe('refused in_use');

  holder.process.kill('SIGKILL');
  await once(holder.process, 'exit');
  const store = await openSqliteStore({ dataDir: folder });
  expect(await firstLine(startAppender(folder, []))).toBe('refused in_use');
  await store.close();
});
