import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as nodeRequest, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpoint } from '@enlace/shared/api/endpoint';
import { createId, type ExchangeId } from '@enlace/shared/ids';
import { httpBodyBytesMax } from '@enlace/shared/limits';
import { ok, refuse } from '@enlace/shared/result';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller, House } from '../domain/house.ts';
import { systemClock, systemRandom } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { ownOrigins } from '../runtime/origin.ts';
import { createApp, createHttpServer } from './app.ts';

const token = 't'.repeat(43);
const exchangeId = createId<ExchangeId>(1, systemRandom(10));
const caller = { account: { id: exchangeId, language: 'en' } } as unknown as Caller; // the door looks at the language alone

const access = 'open' as const;
const echo = endpoint({
  method: 'POST',
  path: '/api/v1/echo/:exchangeId',
  input: v.object({ title: v.object({ es: v.pipe(v.string(), v.maxLength(5)) }), n: v.optional(v.number()) }),
  output: v.object({ title: v.string(), exchangeId: v.string() }),
  access,
});
const find = endpoint({
  method: 'GET',
  path: '/api/v1/find',
  input: v.object({ q: v.optional(v.string()) }),
  output: v.object({ q: v.nullable(v.string()) }),
  access,
});
const quiet = endpoint({ method: 'DELETE', path: '/api/v1/quiet', input: null, output: null, access });
const wait = endpoint({ method: 'POST', path: '/api/v1/wait', input: null, output: null, access });
const broken = endpoint({ method: 'GET', path: '/api/v1/broken', input: null, output: null, access });
const full = endpoint({ method: 'GET', path: '/api/v1/full', input: null, output: null, access });
const mine = endpoint({ method: 'GET', path: '/api/v1/mine', input: null, output: v.object({ id: v.string() }) });

let server: Server;
let url: string;
let webDir: string;
const logged: string[] = [];
let isLookupBroken = false;

class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code = 'storage_full';
}

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'enlace-web-'));
  let origins: readonly string[] = [];
  const house = { clock: systemClock, random: systemRandom, url: 'http://127.0.0.1', store: { probe: async () => undefined } };
  const app = createApp(
    {
      house: house as unknown as House, // what the door itself uses of it
      log: createLog('info', (line) => void logged.push(line)),
      webDir,
      ownOrigins: () => origins,
      phase: () => 'running',
      async identify(given) {
        if (isLookupBroken) throw new Error('disk');
        return given === token ? caller : null;
      },
    },
    ({ bind, bindOpen }) => {
      bindOpen(echo, async ({ input }) => ok({ title: input.title.es, exchangeId: input.exchangeId }));
      bindOpen(find, async ({ input }) => ok({ q: input.q ?? null }));
      bindOpen(quiet, async () => ok(null));
      bindOpen(wait, async () => refuse('too_many_attempts', { detail: { seconds: 7 } }));
      bindOpen(broken, async () => {
        throw new Error('no row for someone@inm.example');
      });
      bindOpen(full, async () => {
        throw new StoreFault('full');
      });
      bind(mine, async (_house, { account }) => ok({ id: account.id }));
    },
  );
  server = createHttpServer((request, env) => app.fetch(request, env));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  url = `http://127.0.0.1:${port}`;
  origins = ownOrigins({ host: '127.0.0.1', port, url: null });
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await rm(webDir, { recursive: true });
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | ReadableStream;
}
const send = (path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Response> =>
  fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body, duplex: 'half' }) } as RequestInit);
const json = { 'content-type': 'application/json' };
const post = (body: string, headers: Readonly<Record<string, string>> = json) =>
  send(`/api/v1/echo/${exchangeId}`, { method: 'POST', headers, body });

async function problem(answer: Response): Promise<unknown> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const body: unknown = await answer.json();
  expect(body).toMatchObject({ type: 'about:blank', status: answer.status, requestId: answer.headers.get('x-request-id') });
  return body;
}

describe('[V1] an endpoint is bound to its verb', () => {
  test('[V1] path and body arrive parsed, the verb’s value is the answer', async () => {
    const answer = await post('{"title":{"es":"hola"},"__proto__":{"x":1},"extra":1}');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ title: 'hola', exchangeId });
  });
  test('[V1] the query is the input of a GET', async () => {
    expect(await (await send('/api/v1/find?q=%C3%B1')).json()).toEqual({ q: 'ñ' });
  });
  test('[V1] nothing to say is 204', async () => {
    const answer = await send('/api/v1/quiet', { method: 'DELETE' });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });
  test('[V1] a refusal has its status, code, both languages, and the seconds to wait', async () => {
    const answer = await send('/api/v1/wait', { method: 'POST', headers: { 'accept-language': 'fr, en;q=0.8, es;q=0.5' } });
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(await problem(answer)).toMatchObject({
      status: 429,
      code: 'too_many_attempts',
      title: expect.stringContaining('Wait 7 seconds'),
    });
    const es = await send('/api/v1/wait', { method: 'POST', headers: { 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' } });
    expect(await problem(es)).toMatchObject({ title: expect.stringContaining('Espere 7 segundos') });
  });
});

describe('[V2] bad input is a clear refusal', () => {
  test('[V2] every field that is wrong is named', async () => {
    expect(await problem(await post('{"title":{"es":"demasiado"},"n":"x"}'))).toMatchObject({
      status: 400,
      code: 'bad_request',
      fields: [
        { path: 'title.es', problem: 'field_too_long' },
        { path: 'n', problem: 'field_invalid' },
      ],
    });
    expect(await problem(await post('{}'))).toMatchObject({ fields: [{ path: 'title', problem: 'field_missing' }] });
  });
  test.each(['', '{', 'null', '[]', '"a"', '1e999', '{"title":', '\u0000', `${'['.repeat(100_000)}`, '{"title":{"es":"a"}}x'])(
    '[V2] body %#: 400',
    async (body) => {
      expect(await problem(await post(body))).toMatchObject({ status: 400, code: 'bad_request' });
    },
  );
  test('[V2] bytes that are not UTF-8: 400', async () => {
    const body = Buffer.from([0x22, 0xff, 0xfe, 0x22]);
    const answer = await send(`/api/v1/echo/${exchangeId}`, { method: 'POST', headers: json, body });
    expect(await problem(answer)).toMatchObject({ status: 400 });
  });
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx', 'text/json'])(
    '[S9] %s: 415',
    async (type) => {
      expect(await problem(await post('{"title":{"es":"a"}}', { 'content-type': type }))).toMatchObject({ status: 415, code: 'not_json' });
    },
  );
  test('[V2] a body without a type: 415', async () => {
    const answer = await send(`/api/v1/echo/${exchangeId}`, { method: 'POST', headers: {}, body: Buffer.from('{}') });
    expect(await problem(answer)).toMatchObject({ status: 415 });
  });
  test('[R8] a body over the bound, announced: 413', async () => {
    expect(await problem(await post('x'.repeat(httpBodyBytesMax + 1)))).toMatchObject({ status: 413, code: 'body_too_large' });
  });
  test('[R8] a body over the bound, in chunks without a length: 413', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const sent = nodeRequest(`${url}/api/v1/echo/${exchangeId}`, { method: 'POST', headers: json }, (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.resume();
      });
      sent.on('error', reject);
      for (let i = 0; i <= 5; i += 1) sent.write('x'.repeat(httpBodyBytesMax / 4));
      sent.end();
    });
    expect(status).toBe(413);
  });
  test('[V2] what cannot be an id is not there', async () => {
    const answer = await send('/api/v1/echo/..%2Fetc', { method: 'POST', headers: json, body: '{"title":{"es":"a"}}' });
    expect(await problem(answer)).toMatchObject({ status: 404, code: 'not_found' });
  });
  test('[V2] unknown addresses below /api and the other doors: a problem, never a page', async () => {
    for (const path of ['/api', '/api/', '/api/v1', '/api/v2/x', '/api/v1/echo', '/sync/abc', '/live/x', '/live']) {
      expect(await problem(await send(path, { headers: { accept: 'text/html' } })), path).toMatchObject({ status: 404, code: 'not_found' });
    }
  });
  test('[V2] another method on a known address: 405 and the methods there are', async () => {
    const answer = await send('/api/v1/quiet', { method: 'GET' });
    expect(answer.headers.get('allow')).toBe('DELETE');
    expect(await problem(answer)).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect((await send('/api/v1/quiet', { method: 'OPTIONS' })).status).toBe(405);
  });
  test('[V2] bytes that are no HTTP: an answer or an end, and the next request is served', async () => {
    for (const bytes of ['\u0000\u0001\u0002\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', `GET / HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`]) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.on('error', () => undefined); // a reset is an end too
      socket.end(bytes);
      socket.resume();
      await new Promise((resolve) => socket.once('close', resolve));
    }
    expect((await send('/healthz')).status).toBe(200);
  });
});

describe('[S11] who is asking', () => {
  test('[S11] without a sign-in, and with a wrong one: 401', async () => {
    expect(await problem(await send('/api/v1/mine'))).toMatchObject({ status: 401, code: 'signed_out' });
    const wrong = await send('/api/v1/mine', { headers: { cookie: `enlace=${'x'.repeat(43)}` } });
    expect(await problem(wrong)).toMatchObject({ status: 401 });
  });
  test('[S11] with the cookie: the caller; the account’s language comes before the browser’s', async () => {
    const cookie = { cookie: `enlace=${token}`, 'accept-language': 'es' };
    expect(await (await send('/api/v1/mine', { headers: cookie })).json()).toEqual({ id: exchangeId });
    expect(await problem(await send('/api/v1/none', { headers: cookie }))).toMatchObject({
      title: expect.stringMatching(/^It does not exist/),
    });
  });
  test('[S21] a sign-in that cannot be looked up lets nobody in', async () => {
    isLookupBroken = true;
    try {
      const answer = await send('/api/v1/mine', { headers: { cookie: `enlace=${token}` } });
      expect(await problem(answer)).toMatchObject({ status: 503, code: 'storage_failed' });
    } finally {
      isLookupBroken = false;
    }
  });
});

describe('[S9] methods × headers', () => {
  const own = () => url;
  const table: readonly (readonly [string, () => Record<string, string>, boolean])[] = [
    ['no browser headers', () => ({}), true],
    ['own Origin', () => ({ origin: own() }), true],
    ['own Origin by its other name', () => ({ origin: own().replace('127.0.0.1', 'localhost') }), true],
    ['Sec-Fetch-Site: same-origin', () => ({ 'sec-fetch-site': 'same-origin' }), true],
    ['Sec-Fetch-Site: none', () => ({ 'sec-fetch-site': 'none' }), true],
    ['Sec-Fetch-Site: same-site', () => ({ 'sec-fetch-site': 'same-site' }), false],
    ['Sec-Fetch-Site: cross-site', () => ({ 'sec-fetch-site': 'cross-site' }), false],
    ['Origin: null', () => ({ origin: 'null' }), false],
    ['another Origin', () => ({ origin: 'http://evil.example' }), false],
    ['a suffix trick', () => ({ origin: `${own()}.evil.example` }), false],
    ['another Origin that says same-origin', () => ({ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }), false],
    ['own Origin, another site', () => ({ origin: own(), 'sec-fetch-site': 'cross-site' }), true],
  ];
  const unsafe: readonly (readonly [string, string])[] = [
    ['POST', `/api/v1/echo/${exchangeId}`],
    ['DELETE', '/api/v1/quiet'],
    ['PATCH', '/api/v1/none'],
    ['PUT', '/'],
  ];
  for (const [method, path] of unsafe) {
    test.each(table)(`[S9] ${method} with %s`, async (_name, headers, isLetIn) => {
      // fetch keeps these headers for itself; node:http sends what it is given
      const status = await new Promise<number>((resolve, reject) => {
        const sent = nodeRequest(`${url}${path}`, { method, headers: { ...json, ...headers() } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        sent.on('error', reject);
        sent.end(method === 'POST' ? '{"title":{"es":"a"}}' : undefined);
      });
      expect(status === 403).toBe(!isLetIn);
    });
  }
  test('[S9] reading is not refused by its Origin, and no header lets another site read the answer', async () => {
    const answer = await send('/api/v1/find', { headers: { origin: 'http://evil.example' } });
    expect(answer.status).toBe(200);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('[S21] faults', () => {
  test('[S21] a fault is 500 with a request id, logged once under it without its addresses, and the process goes on', async () => {
    logged.length = 0;
    const body = await problem(await send('/api/v1/broken'));
    expect(body).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(body)).not.toContain('inm.example');
    const lines = logged.filter((line) => line.includes('"level":"error"'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: (body as { requestId: string }).requestId });
    expect(lines[0]).not.toContain('inm.example');
    expect((await send('/healthz')).status).toBe(200);
  });
  test('[F21] a full disk says so', async () => {
    expect(await problem(await send('/api/v1/full'))).toMatchObject({ status: 507, code: 'storage_full' });
  });
});

describe('[S10] headers', () => {
  test('[S10] on every answer', async () => {
    for (const path of ['/healthz', '/api/v1/find', '/api/v1/broken', '/api/none', '/', '/x.js']) {
      const { headers } = await send(path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
      expect(headers.get('permissions-policy'), path).toContain('camera=()');
    }
  });
  test('[S10] answers of the API are not stored anywhere', async () => {
    expect((await send('/api/v1/find')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('[V3] the web', () => {
  test('[V3] not built yet: said in words', async () => {
    const answer = await send('/x/abc', { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toMatch(/no está construida[\s\S]*not built yet/);
  });
  test('[V3] built: one page for every address, files kept for good, what is missing is missing', async () => {
    await mkdir(join(webDir, '_app/immutable'), { recursive: true });
    await writeFile(join(webDir, '200.html'), '<!doctype html><title>Enlace</title>');
    await writeFile(join(webDir, '200.html.br'), 'br');
    await writeFile(join(webDir, '_app/immutable/a.js'), 'export {}');
    await writeFile(join(webDir, 'favicon.svg'), '<svg/>');
    for (const path of ['/', '/sign-in', '/x/01J/agenda/2027-03-11/01K', '/join/abc']) {
      const page = await send(path, { headers: { 'accept-encoding': 'identity' } });
      expect([page.status, page.headers.get('cache-control'), await page.text()], path).toEqual([
        200,
        'no-cache',
        '<!doctype html><title>Enlace</title>',
      ]);
      expect(page.headers.get('content-type')).toContain('text/html');
      // the page's own policy rules its scripts
      expect(page.headers.get('content-security-policy')).not.toMatch(/default-src|script-src|style-src/);
    }
    const file = await send('/_app/immutable/a.js');
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(file.headers.get('content-type')).toContain('javascript');
    expect((await send('/favicon.svg')).headers.get('content-type')).toContain('image/svg+xml');
    for (const path of ['/_app/immutable/gone.js', '/_app/gone', '/robots.txt']) {
      const missing = await send(path);
      expect(missing.status, path).toBe(404);
      expect(missing.headers.get('cache-control'), path).toBe('no-store');
    }
    await writeFile(`${webDir}-secret.txt`, 'SECRET');
    const name = `${webDir.split('/').at(-1)}-secret.txt`;
    for (const path of [`/..%2f${name}`, `/%2e%2e/${name}`, `/_app/..%5c..%5c${name}`, `/_app%2f..%2f..%2f${name}`, `/%00${name}`]) {
      expect(await (await send(path)).text(), path).not.toContain('SECRET');
    }
    await rm(`${webDir}-secret.txt`);
    const head = await send('/sign-in', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
