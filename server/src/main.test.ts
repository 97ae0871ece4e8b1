import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');

interface Started {
  readonly child: ChildProcess;
  /** Printed so far: words for people, and the log. */
  out(): string;
  err(): string;
  /** The address, once the hub is open. */
  readonly url: Promise<string>;
  readonly code: Promise<number | null>;
}

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // each test starts processes

let dataDir: string;
let started: Started[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'enlace-main-'));
  started = [];
});
afterEach(async () => {
  for (const { child } of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ code }) => code));
  await rm(dataDir, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}): Started {
  const child = spawn(process.execPath, [MAIN], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, ENLACE_PORT: '0', ENLACE_DATA: dataDir, ENLACE_SAMPLE: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const address = Promise.withResolvers<string>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    const url = /^Enlace: (http\S+)$/m.exec(out)?.[1];
    if (url !== undefined) address.resolve(url);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const code = once(child, 'close').then(([value]) => (typeof value === 'number' ? value : null));
  code.then((value) => address.reject(new Error(`ended with ${value}:\n${out}${err}`)));
  address.promise.catch(() => undefined); // tests of refused starts do not ask for it
  const one: Started = { child, out: () => out, err: () => err, url: address.promise, code };
  started.push(one);
  return one;
}

async function refusedWith(one: Started): Promise<string> {
  expect(await one.code).toBe(78);
  expect(one.err()).not.toMatch(/^\s+at |node:internal|"level"/m);
  expect(one.out()).toBe('');
  return one.err();
}

describe('[V21] start and stop', () => {
  test('[V21] one command: an address that answers, and an orderly end', async () => {
    const hub = start();
    const url = await hub.url;
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'live' });
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready' });
    expect((await fetch(`${url}/api/v1/documents`)).status).toBe(401);
    hub.child.kill('SIGTERM');
    expect(await hub.code).toBe(0);
    expect(hub.out()).toMatch(/«Guardado» está guardado[\s\S]*is saved/);
    for (const line of hub.err().trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ level: 'info' });
  });

  test('[V21] an orderly end does not wait for a client that says nothing', async () => {
    const hub = start();
    const { port } = new URL(await hub.url);
    const { connect } = await import('node:net');
    const sockets = [
      '',
      'GET / HTTP/1.1\r\n',
      'POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Type: application/json\r\n\r\n{',
    ];
    for (const bytes of sockets) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.on('error', () => undefined); // cut by the hub, as it should
      await once(socket, 'connect');
      socket.write(bytes);
    }
    await (await fetch(`${await hub.url}/healthz`)).text();
    hub.child.kill('SIGTERM');
    expect(await hub.code).toBe(0);
  });
});

describe('[V22] what cannot be started is said in words', () => {
  test('[V22] a bad environment: each problem on its line', async () => {
    const words = await refusedWith(
      start({ ENLACE_PORT: '99999', ENLACE_URL: 'enlace', ENLACE_LOG: 'loud', ENLACE_HOST: 'a b', ENLACE_SAMPLE: 'x' }),
    );
    expect(
      words
        .trim()
        .split('\n')
        .map((line) => line.split('=')[0]),
    ).toEqual(['ENLACE_HOST', 'ENLACE_PORT', 'ENLACE_URL', 'ENLACE_LOG', 'ENLACE_SAMPLE']);
  });

  test('[V22] a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const words = await refusedWith(start({ ENLACE_PORT: String(port) }));
    expect(words).toContain(`El puerto ${port} ya está en uso`);
    expect(words).toContain(`Port ${port} is already in use`);
    other.close();
  });

  test('[V22] an address that this machine does not have', async () => {
    expect(await refusedWith(start({ ENLACE_HOST: '203.0.113.7' }))).toContain('203.0.113.7');
  });

  test('[V22] a folder that another process uses; the first goes on, and after its kill -9 the folder is free', async () => {
    const first = start();
    const url = await first.url;
    const words = await refusedWith(start());
    expect(words).toContain(dataDir);
    expect(words).toMatch(/Otro proceso de Enlace[\s\S]*|Another Enlace process/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    first.child.kill('SIGKILL');
    await first.code;
    await start().url;
  });

  test('[V22] a file where the folder should be, and a damaged database', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, 'x');
    expect(await refusedWith(start({ ENLACE_DATA: file }))).toContain(file);
    const damaged = join(dataDir, 'enlace.sqlite');
    await writeFile(damaged, 'this is not a database'.repeat(500));
    expect(await refusedWith(start())).toMatch(/dañada[\s\S]*|damaged/);
    expect(await readFile(damaged, 'utf8')).toBe('this is not a database'.repeat(500));
  });

  test('[C4] the sample on a folder with real data', async () => {
    const real = start();
    await real.url;
    real.child.kill('SIGTERM');
    await real.code;
    expect(await refusedWith(start({ ENLACE_SAMPLE: '1' }))).toContain(dataDir);
  });
});

describe('[V23] the first start', () => {
  const setupLink = (words: string): string => /http\S+\/setup#\S+/.exec(words)?.[0] ?? '';

  test('[V23] outside sample mode: one setup link, which works once', async () => {
    const hub = start();
    const url = await hub.url;
    const link = setupLink(hub.out());
    expect(link).toMatch(new RegExp(`^${url}/setup#[A-Za-z0-9_-]{43}$`));
    const setup = {
      token: link.split('#')[1],
      email: 'admin@enlace.example',
      password: 'una frase larga de prueba',
      language: 'es',
      timeZone: 'America/Mexico_City',
      institution: { name: { es: 'Secretaría de Relaciones Exteriores' }, acronym: { es: 'SRE' }, kind: 'host_authority', country: 'MX' },
    };
    const send = () =>
      fetch(`${url}/api/v1/setup`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(setup) });
    const done = await send();
    expect(done.status).toBe(200);
    const cookie = done.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/^enlace=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    const me = await fetch(`${url}/api/v1/me`, { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(await me.json()).toMatchObject({ account: { email: 'admin@enlace.example', isAdmin: true } });
    expect(await (await send()).json()).toMatchObject({ status: 410, code: 'setup_done' });
    hub.child.kill('SIGTERM');
    await hub.code;
    const again = start();
    await again.url;
    expect(setupLink(again.out())).toBe('');
    // S18: neither the token, nor the password, nor the address is in the log
    for (const secret of [setup.token ?? '', setup.password, setup.email, cookie.slice(7, 50)]) expect(hub.err()).not.toContain(secret);
  });

  test('[V24] a stop while the sample is written waits for its end', async () => {
    const hub = start({ ENLACE_SAMPLE: '1' });
    const path = join(dataDir, 'sample-accounts.json');
    const read = () => readFile(path, 'utf8').catch(() => '');
    while ((await read()) === '') await new Promise((resolve) => setImmediate(resolve));
    hub.child.kill('SIGTERM');
    expect(await hub.code).toBe(0);
    expect((JSON.parse(await read()) as unknown[]).length).toBeGreaterThan(5);
  });

  test('[V24] the sample: accounts printed and kept for their owner alone; a restart shows the same at the present address', async () => {
    const hub = start({ ENLACE_SAMPLE: '1' });
    const url = await hub.url;
    const path = join(dataDir, 'sample-accounts.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const accounts = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>[];
    expect(accounts.length).toBeGreaterThan(5);
    for (const account of accounts) {
      expect(Object.keys(account).toSorted()).toEqual(['email', 'institution', 'password', 'role', 'signInUrl']);
      expect(hub.out()).toContain(account.email);
      expect(hub.out()).toContain(account.password);
      expect(account.signInUrl).toMatch(new RegExp(`^${url}/`));
    }
    const answer = await fetch(`${url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: accounts[0]?.email, password: accounts[0]?.password }),
    });
    expect(answer.status).toBe(200);
    const documents = await fetch(`${url}/api/v1/documents`, {
      headers: { cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' },
    });
    expect(((await documents.json()) as unknown[]).length).toBeGreaterThan(3);
    hub.child.kill('SIGTERM');
    expect(await hub.code).toBe(0);
    // without a word about the sample, on loopback, it stays one
    const again = start({ ENLACE_SAMPLE: '' });
    const moved = await again.url;
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(
      accounts.map((account) => ({ ...account, signInUrl: account.signInUrl?.replace(url, moved) })),
    );
    expect(again.out()).toContain(accounts[0]?.password);
  });
});
