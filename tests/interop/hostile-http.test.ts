// A hostile client at the HTTP door: every endpoint of the contract without a sign-in, with unknown ids, with bodies that are no
// bodies; cookies and paths that cannot be; guessing (R8, S9, A5–A9, A32). Each answer is a problem in words with its code, never a 500.
import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { commentCharsMax, httpBodyBytesMax } from '@enlace/shared/limits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENDPOINTS, pathOf } from '../support/contract.ts';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { type Person, sessionInProgress, signInPerson } from '../support/person.ts';

const UNKNOWN = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

let hub: HubProcess;
let person: Person;
let commentPath: string;

beforeAll(async () => {
  hub = await openHubProcess();
  person = await signInPerson(hub, 'coordinator');
  commentPath = `/api/v1/documents/${(await sessionInProgress(person)).minutesId}/comments`;
});
afterAll(() => hub.remove());

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type: string;
}

/** A request byte by byte as given: `fetch` would mend headers, paths and bodies. */
function ask(options: {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly from?: string;
}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(hub.url);
    const { method, path, headers = {}, from } = options;
    const local = from === undefined ? {} : { localAddress: from };
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false, ...local }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString(), type: answer.headers['content-type'] ?? '' }),
      );
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

const JSON_HEADERS = { 'content-type': 'application/json' };
const post = (path: string, body: Uint8Array | string, headers: Readonly<Record<string, string>> = JSON_HEADERS): Promise<Answer> =>
  ask({ method: 'POST', path, body, headers: { ...headers, cookie: person.cookie } });

const comment = (over: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ id: UNKNOWN, kind: 'comment', anchor: { kind: 'document' }, parentId: null, body: 'x', ...over });

function expectProblem(answer: Answer, statuses: readonly number[], of: string): void {
  expect(statuses, `${of} answered ${answer.status} ${answer.text.slice(0, 200)}`).toContain(answer.status);
  expect(answer.type).toContain('application/problem+json');
  expect(JSON.parse(answer.text)).toMatchObject({ code: expect.any(String), title: expect.any(String), requestId: expect.any(String) });
}

const signedIn = ENDPOINTS.filter(({ access }) => access === 'signed-in');

test('[A9] every endpoint but the open ones answers 401 to nobody, to an unknown cookie and to garbled ones', async () => {
  expect(signedIn.length).toBeGreaterThan(25);
  const name = person.cookie.split('=')[0] ?? '';
  const token = person.cookie.split('=')[1] ?? '';
  const cookies = ['', `${name}=${'A'.repeat(43)}`, `${name}=`, `${name}`, `${name}=${token.slice(1)}`, `${name}=${token}x`, `=${token}`];
  const worse = [`${name}=%00${token}`, `${name}="${token}"`, `${name}=${'é'.repeat(40)}`, ';;;=;=;', `${name.toUpperCase()}=${token}`];
  for (const endpoint of signedIn) {
    const path = pathOf(endpoint, {}, UNKNOWN);
    const [first = ''] = cookies;
    for (const cookie of endpoint.path === '/api/v1/me' ? [...cookies, ...worse] : [first, cookies[1] ?? '']) {
      const answer = await ask({
        method: endpoint.method,
        path,
        headers: { ...JSON_HEADERS, cookie: Buffer.from(cookie).toString('latin1') },
      });
      expectProblem(answer, [401], `${endpoint.method} ${path} with ${cookie}`);
    }
  }
});

test('[A1] a hash of a token, taken from the store, opens nothing', async () => {
  const { createHash } = await import('node:crypto');
  const [name, token = ''] = person.cookie.split('=');
  const hash = createHash('sha256').update(token).digest();
  for (const value of [hash.toString('hex'), hash.toString('base64url')]) {
    expect((await ask({ method: 'GET', path: '/api/v1/me', headers: { cookie: `${name}=${value}` } })).status).toBe(401);
  }
});

test('[A32] ids that are unknown, of another kind or no ids at all are 404 in every endpoint, whatever the body', async () => {
  const { minutesId, exchangeId } = await sessionInProgress(person);
  const others = [UNKNOWN, minutesId, exchangeId, 'x', '..', '%00', '%ff', '%2e%2e%2f', "'%20OR%201=1--", '__proto__', 'a'.repeat(2_000)];
  const withIds = signedIn.filter(({ params }) => params.length > 0);
  for (const endpoint of withIds) {
    for (const id of others) {
      if (endpoint.path.includes(':exchangeId') && id === exchangeId) continue;
      if (endpoint.path.includes(':documentId') && id === minutesId) continue;
      const path = pathOf(endpoint, {}, id);
      const body = endpoint.method === 'GET' || endpoint.method === 'DELETE' ? {} : { body: '{}' };
      const answer = await ask({ method: endpoint.method, path, headers: { ...JSON_HEADERS, cookie: person.cookie }, ...body });
      // a well-formed id with an empty body: what is missing is said first, and says nothing of the thing
      expectProblem(answer, id.length === 26 && endpoint.input !== null ? [400, 404] : [404], `${endpoint.method} ${path}`);
    }
  }
});

test('[R8] bodies that are none are refused in words: type, size, encoding, form', async () => {
  const deep = `${'['.repeat(120_000)}${']'.repeat(120_000)}`;
  const wide = `{${Array.from({ length: 15_000 }, (_, at) => `"k${at}":1`).join(',')}}`;
  const cases: readonly (readonly [string, Uint8Array | string, number, Readonly<Record<string, string>>?])[] = [
    ['no body', '', 400],
    ['no JSON', '{"id":', 400],
    ['null', 'null', 400],
    ['a number', '7', 400],
    ['a list', '[]', 400],
    ['deep lists', deep, 400],
    ['deep inside a field', comment().replace('"x"', deep.slice(0, 50_000) + deep.slice(-50_000)), 400],
    ['15,000 keys', wide, 400],
    ['invalid UTF-8', Uint8Array.from([123, 34, 255, 254, 34, 58, 49, 125]), 400],
    ['a body beyond the bound', JSON.stringify({ body: 'x'.repeat(httpBodyBytesMax) }), 413],
    ['a body beyond the bound, in chunks', 'x'.repeat(httpBodyBytesMax + 9), 413, { ...JSON_HEADERS, 'transfer-encoding': 'chunked' }],
    ['a form', 'body=x', 415, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['plain text', comment(), 415, { 'content-type': 'text/plain' }],
    ['no type', comment(), 415, {}],
    ['a type that only begins like JSON', comment(), 415, { 'content-type': 'application/jsonp' }],
    ['a comment that is too long', comment({ body: 'x'.repeat(commentCharsMax + 1) }), 400],
    ['an unknown kind', comment({ kind: 'constructor' }), 400],
    ['an anchor that is a prototype', comment({ anchor: { kind: '__proto__' } }), 400],
  ];
  for (const [what, body, status, headers] of cases) expectProblem(await post(commentPath, body, headers), [status], what);
});

test('[R8] prototype keys and keys that are there twice change nothing but what they say', async () => {
  const id = '01ARZ3NDEKTSV4RRFFQ69G5FB1';
  const body = comment({ id }).replace(
    /}$/,
    ',"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},"body":"segunda","authorId":"x"}',
  );
  const answer = await post(commentPath, body);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toMatchObject({ id, body: 'segunda' });
  expect(answer.text).not.toContain('isAdmin');
  expect((await person.call<{ account: { isAdmin: boolean } }>('GET', '/api/v1/me')).account).not.toHaveProperty('x');
});

test('[T1] half a character and control characters are refused; other strange words are kept to the letter', async () => {
  const write = async (body: string, at: number): Promise<Answer> =>
    post(commentPath, comment({ id: `01ARZ3NDEKTSV4RRFFQ69G5FC${at}`, body })); // JSON.stringify writes half characters as escapes
  for (const word of ['a\u0000b', '\ud800', 'a\udfff', '   ', '\ufeff', '\u202e\u0007x'])
    expectProblem(await write(word, 9), [400], JSON.stringify(word));
  for (const [at, word] of ['\u202ex', '💥'.repeat(2_000), 'e\u0301', '\uffff'].entries()) {
    expect((await write(word, at)).status).toBe(200);
    const kept = (await person.call<{ id: string; body: string }[]>('GET', commentPath)).find(({ id }) => id.endsWith(`FC${at}`));
    expect(kept?.body).toBe(word);
  }
});

test('[R8] paths that lead out of the web’s folder, or nowhere, are not followed', async () => {
  const paths = [
    '/../../package.json',
    '/..%2f..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/package.json',
    '/_app/..%2f..%2fpackage.json',
    '/%00',
    '/%',
  ];
  for (const path of [
    ...paths,
    '/_app/%ff.js',
    '/\\..\\package.json',
    `/${'a/'.repeat(2_000)}x.js`,
    '//evil.example/x.js',
    '/api/v1/nothing',
  ]) {
    const answer = await ask({ method: 'GET', path });
    expect([200, 400, 404, 503], `${path}: ${answer.status} ${answer.text.slice(0, 100)}`).toContain(answer.status);
    expect(answer.text).not.toMatch(/root:|"pnpm-workspace|"workspaces"|"dependencies"/);
  }
});

test('[R8] other methods are 405 and say which there are; requests that are no HTTP end their connection only', async () => {
  for (const method of ['PUT', 'OPTIONS', 'TRACE', 'DELETE']) {
    const answer = await ask({ method, path: '/api/v1/me/password', headers: { cookie: person.cookie } });
    expect([404, 405], method).toContain(answer.status);
  }
  const { port } = new URL(hub.url);
  const lines = ['\u0000\u0001\u0002\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`];
  const upgrade = 'GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  for (const line of [...lines, upgrade, 'GET /sync/x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n']) {
    const said = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(line));
      let text = '';
      socket.on('data', (part) => {
        text += part.toString('latin1');
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(text));
    });
    expect(said, line.slice(0, 40)).toMatch(/^HTTP\/1\.1 4\d\d /);
  }
  expect((await ask({ method: 'GET', path: '/healthz' })).status).toBe(200);
});

const tryPassword = (email: string, password: string, from = '127.0.0.1'): Promise<Answer> =>
  ask({ method: 'POST', path: '/api/v1/sign-in', headers: JSON_HEADERS, body: JSON.stringify({ email, password }), from });

test('[A6] an unknown address costs as much as a wrong password, and is told the same', async () => {
  const { email } = await hub.account('donor');
  const timesOf = async (address: string, from: string): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const began = performance.now();
      const answer = await tryPassword(address, `no es esta contraseña ${round}`, from);
      times.push(performance.now() - began);
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'wrong_credentials' });
    }
    return times.sort((a, b) => a - b)[1] ?? 0;
  };
  const known = await timesOf(email, '127.0.0.21');
  const unknown = await timesOf('nadie@example.org', '127.0.0.22');
  expect(Math.abs(known - unknown)).toBeLessThan(Math.max(known, unknown) * 0.5);
});

test('[A8] guessing is stopped after ten, with the seconds to wait, and the right person elsewhere is not locked out', async () => {
  const { email, password } = await hub.account('host_editor', 'COMAR');
  const answers: Answer[] = [];
  for (let round = 0; round < 12; round += 1) answers.push(await tryPassword(email, `una suposición cualquiera ${round}`, '127.0.0.23'));
  expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(401), 429, 429]);
  expect(JSON.parse(answers[11]?.text ?? '{}')).toMatchObject({ code: 'too_many_attempts', detail: { seconds: expect.any(Number) } });
  expect((await tryPassword(email.toUpperCase(), password, '127.0.0.23')).status).toBe(429);
  expect((await tryPassword(email, password, '127.0.0.24')).status).toBe(200);
});

test('[R8] after all of this the hub lives, and its log has no fault', async () => {
  expect((await ask({ method: 'GET', path: '/readyz' })).status).toBe(200);
  expect(hub.output()).not.toMatch(/"level":"error"/);
  expect(await readFile(`${hub.dataDir}/sample-accounts.json`, 'utf8')).toContain('coordinator');
});
