// A whole hub for tests of the doors: memory store, port 0, one exchange with a person of each role, and their cookies.
import type { ExchangeId, SignInId } from '@enlace/shared/ids';
import type { DownEvents, UpEvents } from '@enlace/shared/live/down';
import type { Role } from '@enlace/shared/model/member';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { type Hub, openHub } from './compose.ts';
import type { Config } from './config.ts';
import { type Cast, createCast, type TestHouse } from './domain/house.support.ts';
import { type Caller, newId } from './domain/house.ts';
import { createLog } from './runtime/log.ts';
import { openMemoryStore } from './store/memory/memory-store.ts';

const testConfig: Config = { host: '127.0.0.1', port: 0, url: null, dataDir: '/nowhere', sample: false, log: 'silent' };

export interface SignedInCaller extends Caller {
  readonly cookie: string;
}

export type LiveClient = Socket<DownEvents, UpEvents>;

export interface TestHub extends Hub {
  readonly cast: Cast;
  readonly exchangeId: ExchangeId;
  readonly logged: string[];
  signIn(caller: Caller): Promise<SignedInCaller>;
  as(role: Role): Promise<SignedInCaller>;
  request(who: SignedInCaller, method: string, path: string, body?: unknown): Promise<Response>;
  /** The hub alone, as at SIGTERM; its clients stay as they are. */
  stop(): Promise<void>;
  /** Not yet connected; closed with the hub. */
  live(cookie: string | null, options?: Partial<ManagerOptions & SocketOptions>): LiveClient;
}

/** `url`: its public address, where it is not the bound one. */
export async function openTestHub(url: string | null = null): Promise<TestHub> {
  const logged: string[] = [];
  const log = createLog('debug', (line) => void logged.push(line));
  const store = openMemoryStore();
  const hub = await openHub({ ...testConfig, url }, { store, log, webDir: '/nowhere', passwordCost: { memoryKib: 8, passes: 1 } });
  const house: TestHouse = { ...hub.house, told: [], faults: [], advance: () => undefined };
  const cast = await createCast(house);
  const clients: LiveClient[] = [];

  async function signIn(caller: Caller): Promise<SignedInCaller> {
    const id = newId<SignInId>(hub.house);
    const session = { id, accountId: caller.account.id, device: caller.device, browser: 'Firefox · Windows' };
    const { token } = await hub.house.sessions.create(store.records, session);
    return { ...caller, signInId: id, cookie: `enlace=${token}` };
  }

  return {
    ...hub,
    cast,
    exchangeId: cast.exchangeId,
    logged,
    signIn,
    as: (role) => signIn(cast.callers[role]),
    request: (who, method, path, body) =>
      fetch(`${hub.url}${path}`, {
        method,
        headers: { cookie: who.cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    live(cookie, options = {}) {
      const headers = cookie === null ? {} : { cookie };
      const client: LiveClient = io(hub.url, {
        path: '/live',
        transports: ['websocket'],
        autoConnect: false,
        forceNew: true,
        extraHeaders: headers,
        reconnectionDelay: 20,
        reconnectionDelayMax: 50,
        ...options,
      });
      clients.push(client);
      return client;
    },
    stop: hub.close,
    async close() {
      for (const client of clients) client.disconnect();
      await hub.close();
    },
  };
}
