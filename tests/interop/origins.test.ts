// Another site at the three doors (S1, S9; decision 0006): twenty origins that are not ours, and what a browser says of where a request
// comes from. None opens a socket or changes a row with the person's cookie; ours, and what is no browser, do (R1).
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHub } from '@enlace/server/src/compose.ts';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { type Person, sessionInProgress, signInPerson } from '../support/person.ts';
import { openRawSocket } from '../support/raw-socket.ts';

let hub: HubProcess;
let person: Person;
let documentId: string;
let port: string;

beforeAll(async () => {
  hub = await openHubProcess();
  person = await signInPerson(hub, 'host_editor', 'INM');
  documentId = (await sessionInProgress(person)).minutesId;
  port = new URL(hub.url).port;
});
afterAll(() => hub.remove());

type Headers = Readonly<Record<string, string>>;

/** Every door with these headers and the person's cookie: a change over HTTP, a document, a screen by WebSocket and by polling. */
async function knock(headers: Headers): Promise<{ http: number; sync: number | 'open'; live: string; polling: number }> {
  const cookie = { cookie: person.cookie };
  const socket = await openRawSocket({ url: person.url, documentId, headers: { ...cookie, ...headers } });
  const sync = await Promise.race([socket.closed.then(({ code }) => code), socket.frame(() => true).then(() => 'open' as const)]);
  socket.close();
  const screen = io(hub.url, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { ...cookie, ...headers },
    reconnection: false,
    forceNew: true,
  });
  const live = await new Promise<string>((resolve) => {
    screen.on('connect', () => resolve('open'));
    screen.on('connect_error', () => resolve('refused'));
  });
  screen.close();
  const http = await statusOf('POST', '/api/v1/sign-ins/end-others', { ...cookie, ...headers });
  const polling = await statusOf('GET', '/live/?EIO=4&transport=polling', { ...cookie, ...headers });
  return { http, sync, live, polling };
}

/** As sent: `fetch` would not let a test choose these headers. */
function statusOf(method: string, path: string, headers: Headers): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end();
  });
}

const FOREIGN: readonly ((port: string) => string)[] = [
  () => 'null',
  () => '',
  () => 'https://evil.example',
  (at) => `http://evil.example:${at}`,
  (at) => `https://127.0.0.1:${at}`,
  () => 'http://127.0.0.1',
  () => 'http://127.0.0.1:1',
  (at) => `http://127.0.0.1:${at}.evil.example`,
  (at) => `http://127.0.0.1.evil.example:${at}`,
  (at) => `http://evil-127.0.0.1:${at}`,
  (at) => `http://127.0.0.1:${at}@evil.example`,
  (at) => `http://127.0.0.1:${at}/`,
  (at) => `http://127.0.0.1:${at}0`,
  (at) => `HTTP://127.0.0.1:${at}`,
  (at) => `http://localhost.:${at}`,
  (at) => `http://sub.localhost:${at}`,
  (at) => `http://127.1:${at}`,
  (at) => `http://0.0.0.0:${at}`,
  (at) => `http://[::ffff:127.0.0.1]:${at}`,
  (at) => `http://127.0.0.1:${at}, https://evil.example`,
  () => 'file://',
  () => 'chrome-extension://abcdefghijklmnop',
];

test.each(FOREIGN.map((origin) => [origin('PORT'), origin] as const))('[R1] the origin "%s" opens none of the doors', async (_, origin) => {
  expect(await knock({ origin: origin(port) })).toEqual({ http: 403, sync: 4403, live: 'refused', polling: 403 });
});

test.each(['cross-site', 'same-site', 'nonsense'])('[R1] without an origin, a browser that says "%s" is refused too', async (site) => {
  expect(await knock({ 'sec-fetch-site': site })).toEqual({ http: 403, sync: 4403, live: 'refused', polling: 403 });
});

test.each([
  ['the origin of the hub', (at: string): Headers => ({ origin: `http://127.0.0.1:${at}`, 'sec-fetch-site': 'same-origin' })],
  ['the name of this machine', (at: string): Headers => ({ origin: `http://localhost:${at}` })],
  ['same-origin without an origin', (): Headers => ({ 'sec-fetch-site': 'same-origin' })],
  ['what is no browser', (): Headers => ({})],
])('[R1] %s opens all of them', async (_, headers) => {
  expect(await knock(headers(port))).toEqual({ http: 200, sync: 'open', live: 'open', polling: 200 });
});

test('[S1] a name that was bound anew to this machine (its Host) opens nothing, with its own origin or without the cookie', async () => {
  const rebound = { host: `evil.example:${port}`, origin: `http://evil.example:${port}`, 'sec-fetch-site': 'same-origin' };
  expect(await statusOf('POST', '/api/v1/sign-out', { ...rebound, cookie: person.cookie })).toBe(403);
  expect(await statusOf('GET', '/api/v1/documents', { host: rebound.host })).toBe(401);
});

test('[S9] no answer lets another site read it', async () => {
  for (const method of ['GET', 'OPTIONS']) {
    const answer = await fetch(`${hub.url}/api/v1/me`, { method, headers: { origin: 'https://evil.example', cookie: person.cookie } });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});

test('[S1] with a public address only that address is ours', async () => {
  const address = 'https://enlace.example';
  const dataDir = await mkdtemp(join(tmpdir(), 'enlace-origins-'));
  const other = await openHub({ host: '127.0.0.1', port: 0, url: address, dataDir, sample: true, log: 'silent' });
  const { email = '', password = '' } = other.sampleAccounts?.find(({ role }) => role === 'donor') ?? {};
  const body = JSON.stringify({ email, password });
  const signIn = (origin: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${other.port}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body,
    });
  expect((await signIn('http://127.0.0.1:8080')).status).toBe(403);
  expect((await signIn('https://enlace.example.evil.example')).status).toBe(403);
  const answer = await signIn(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-enlace=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure/);
  await other.close();
  await rm(dataDir, { recursive: true, force: true });
});
