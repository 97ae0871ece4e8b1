// A disk that is full (a small tmpfs, where this process may mount one): while people type, at the first start, at the end (T16, F21, R4).
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHubProcess } from '../support/hub.ts';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { expectWords, run } from '../support/run.ts';
import { openWriter } from '../support/stock-client.ts';

/** Whether this process may mount: a small disk is mounted once and taken away again. */
const mayMount = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'enlace-mount-'));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (isMounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return isMounted;
})();
if (!mayMount) process.stdout.write('The tests with a full disk need to mount a small one (root on Linux) and are skipped here.\n');

test.skipIf(!mayMount)(
  '[T16] [F21] a full disk while people type: said at once, nothing acknowledged is lost, and it mends itself',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'enlace-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]);
    const hub = await openHubProcess({}, folder);
    try {
      const person = await signInPerson(hub, 'host_editor', 'INM');
      const writer = openWriter(person, (await sessionInProgress(person)).minutesId);
      const told: string[] = [];
      writer.onStore((code) => told.push(code));
      await writer.synced();
      const acknowledged = (): Promise<void> =>
        new Promise((resolve) => writer.onAck(() => void (writer.outstanding() === 0 && resolve())));
      writer.type('antes');
      await acknowledged();
      await fill(join(folder, 'ballast'));
      const full = new Promise<void>((resolve) => writer.onStore((code) => void (code === 'storage_full' && resolve())));
      for (let at = 0; at < 200; at += 1) writer.type(`lleno-${at}-${'x'.repeat(5_000)}`);
      await full;
      const path = `/api/v1/documents/${(await sessionInProgress(person)).minutesId}/comments`;
      const statuses = new Set<number>();
      for (let at = 100; at < 400 && !statuses.has(507); at += 1) {
        const comment = {
          id: `01ARZ3NDEKTSV4RRFFQ69G5${at}`,
          kind: 'comment',
          anchor: { kind: 'document' },
          parentId: null,
          body: 'y'.repeat(4_000),
        };
        statuses.add((await person.request('POST', path, comment)).status);
      }
      expect([...statuses].filter((status) => status !== 200)).toEqual([507]);
      expect((await person.request('GET', path)).status).toBe(200);
      expect((await person.request('GET', '/healthz')).status).toBe(200);
      const promised = [...writer.acknowledged];
      await rm(join(folder, 'ballast'));
      if (writer.outstanding() > 0) await acknowledged();
      expect(told.at(-1)).toBe('');
      expect((await person.request('GET', '/readyz')).status).toBe(200);
      writer.close();
      await hub.kill();
      await hub.start();
      const reader = openWriter(person, (await sessionInProgress(person)).minutesId);
      await reader.synced();
      const words = reader.doc.getXmlFragment('body').toString();
      expect(promised).toContain('antes');
      expect([...promised, 'lleno-199-'].filter((each) => !words.includes(each))).toEqual([]);
      reader.close();
      const last = openWriter(person, (await sessionInProgress(person)).minutesId);
      await last.synced();
      await fill(join(folder, 'ballast'));
      const again = new Promise<void>((resolve) => last.onStore((code) => void (code === 'storage_full' && resolve())));
      for (let at = 0; at < 10; at += 1) last.type(`perdido-${at}-${'x'.repeat(600_000)}`);
      await again;
      expect(await hub.stop()).toBe(0); // told to stop while the disk is full, it stops, and claims no more than is true
      last.close();
      expect(last.outstanding()).toBeGreaterThan(0);
      expect(hub.output()).not.toMatch(/todo está guardado|everything is saved/);
    } finally {
      await hub.kill();
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    }
  },
);

test.skipIf(!mayMount)(
  '[T16] [T22] a disk that is full at the first start, and a folder that is read-only, are said in words',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'enlace-disk-'));
    const mount = (...options: string[]): Buffer =>
      execFileSync('mount', ['-t', 'tmpfs', '-o', ...options, 'tmpfs', folder], { stdio: 'pipe' });
    try {
      mount('size=600k');
    } catch {
      return; // a container that may not mount
    }
    try {
      const ENLACE_DATA = join(folder, 'data');
      expectWords(await run({ ENLACE_DATA, ENLACE_LOG: 'silent' }), /lleno[\s\S]*full/);
      mount('remount,size=40m');
      expectWords(await run({ ENLACE_DATA }), /interrump[\s\S]*interrupted/);
      mount('remount,ro');
      expectWords(await run({ ENLACE_DATA }), /no puede escribir|cannot write/);
    } finally {
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    }
  },
);

async function fill(path: string): Promise<void> {
  for (const size of [1 << 20, 1 << 14, 1 << 12, 256]) {
    for (;;) {
      try {
        await writeFile(path, Buffer.alloc(size), { flag: 'a' });
      } catch {
        break;
      }
    }
  }
}
