import { request as nodeRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftSession, unwrap } from './domain/house.support.ts';
import { createSession } from './domain/sessions.ts';
import { openTestHub, type TestHub } from './hub.support.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await openTestHub();
});
afterEach(() => hub.close());

const addSession = async () =>
  unwrap(await createSession(hub.house, hub.cast.callers.coordinator, { exchangeId: hub.exchangeId, ...draftSession(hub.house) }));

interface Upgrade {
  /** 101, or the status of the refusal; null: ended without a word. */
  readonly status: number | null;
  /** Code with which an accepted socket was closed at once; null: still open after the first frame. */
  readonly closed: number | null;
}

/** What a WebSocket client sees at `path`, with any header a browser could send. */
function upgrade(path: string, headers: Readonly<Record<string, string>>): Promise<Upgrade> {
  return new Promise((resolve) => {
    const sent = nodeRequest(`${hub.url}${path}`, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        ...headers,
      },
    });
    sent.on('response', (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode ?? null, closed: null });
    });
    sent.on('error', () => resolve({ status: null, closed: null }));
    sent.on('upgrade', (_answer, socket, head) => {
      const read = (bytes: Buffer): void => {
        // RFC 6455 §5.2: opcode 8 is a close frame, its payload begins with the code
        const isClose = bytes[0] !== undefined && (bytes[0] & 15) === 8;
        resolve({ status: 101, closed: isClose ? bytes.readUInt16BE(2) : null });
        socket.destroy();
      };
      if (head.length > 0) read(head);
      else socket.once('data', read);
    });
    sent.end();
  });
}

const live = '/live/?EIO=4&transport=websocket';

describe('[S2] one port, every upgrade to its own door', () => {
  test('[S2] unknown paths end with 404, beside doors whose sign-in look-up takes 1.5 s', async () => {
    const session = await addSession();
    const { cookie } = await hub.as('coordinator');
    const { signIns } = hub.house.store.records;
    const real = signIns.byTokenHash;
    const slow = async (hash: string) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500)); // longer than engine.io's patience with sockets that are not its own
      return real(hash);
    };
    Object.assign(signIns, { byTokenHash: slow });
    const [sync, liveDoor, ...others] = await Promise.all([
      upgrade(`/sync/${session.minutesId}`, { cookie }),
      upgrade(live, { cookie }),
      upgrade('/', { cookie }),
      upgrade('/live', { cookie }),
      upgrade('/sync', { cookie }),
      upgrade('/api/v1/me', { cookie }),
      upgrade('/livestock/', { cookie }),
    ]);
    expect(sync).toEqual({ status: 101, closed: null });
    expect(liveDoor).toEqual({ status: 101, closed: null });
    for (const other of others) expect(other.status).toBe(404);
    // sync refuses after accepting, so that its client hears a final code (R1)
    expect(await upgrade('/sync/nothing', { cookie })).toEqual({ status: 101, closed: 4404 });
  });
});

describe('[S1] origins × doors', () => {
  const origins: readonly (readonly [string, (url: string) => Record<string, string>, boolean])[] = [
    ['none (not a browser)', () => ({}), true],
    ['ours', (url) => ({ origin: url }), true],
    ['localhost', (url) => ({ origin: url.replace('127.0.0.1', 'localhost') }), true],
    ['[::1]', (url) => ({ origin: url.replace('127.0.0.1', '[::1]') }), true],
    ['ours, said to be of another site', (url) => ({ origin: url, 'sec-fetch-site': 'cross-site' }), true],
    ['none, same-origin', () => ({ 'sec-fetch-site': 'same-origin' }), true],
    ['none, cross-site', () => ({ 'sec-fetch-site': 'cross-site' }), false],
    ['none, same-site', () => ({ 'sec-fetch-site': 'same-site' }), false],
    ['null', () => ({ origin: 'null' }), false],
    ['empty', () => ({ origin: '' }), false],
    ['another site', () => ({ origin: 'https://evil.example' }), false],
    ['https', (url) => ({ origin: url.replace('http:', 'https:') }), false],
    ['another port', (url) => ({ origin: `${url}1` }), false],
    ['no port', (url) => ({ origin: url.replace(/:\d+$/, '') }), false],
    ['a suffix', (url) => ({ origin: `${url}.evil.example` }), false],
    ['a prefix', (url) => ({ origin: url.replace('127.0.0.1', 'evil-127.0.0.1') }), false],
    ['a user part', (url) => ({ origin: url.replace('http://', 'http://evil@') }), false],
    ['a path', (url) => ({ origin: `${url}/` }), false],
    ['upper case', (url) => ({ origin: url.replace('127.0.0.1', 'LOCALHOST') }), false],
    ['a list', (url) => ({ origin: `${url}, https://evil.example` }), false],
  ];
  test.each(origins)('[S1] %s', async (_name, headers, isLetIn) => {
    const session = await addSession();
    const { cookie } = await hub.as('coordinator');
    const sent = { cookie, ...headers(hub.url) };
    const sync = await upgrade(`/sync/${session.minutesId}`, sent);
    const screen = await upgrade(live, sent);
    const http = await new Promise<number>((resolve) => {
      nodeRequest(`${hub.url}/api/v1/sign-out`, { method: 'POST', headers: sent }, (answer) =>
        resolve(answer.resume().statusCode ?? 0),
      ).end();
    });
    expect({ sync: sync.closed, live: screen.status, http }).toEqual(
      isLetIn ? { sync: null, live: 101, http: 204 } : { sync: 4403, live: 400, http: 403 },
    );
  });
});
