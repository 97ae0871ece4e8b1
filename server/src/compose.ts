// The only place that wires: store → house → doors on one port, and the house's bell to the doors. Nobody below knows who listens.
// openHub starts everything in order and close() ends it in order: no new requests, sync drained, live closed, store flushed.
import { once } from 'node:events';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { createHouse } from './domain/create-house.ts';
import type { House } from './domain/house.ts';
import { createSetupLink } from './domain/setup.ts';
import { identify } from './domain/sign-in/identify.ts';
import type { PasswordCost } from './domain/sign-in/password.ts';
import { prepareHub } from './first-start.ts';
import { createApp, createHttpServer, type FetchCallback } from './http/app.ts';
import { contractRoutes } from './http/contract-routes.ts';
import type { Phase } from './http/door.ts';
import { bindServer, routeUpgrades } from './listen.ts';
import { createLiveDoor } from './live/gateway.ts';
import { systemClock, systemRandom } from './runtime/clock.ts';
import { createLog, type Log } from './runtime/log.ts';
import { ownOrigins } from './runtime/origin.ts';
import type { SampleAccount } from './sample-file.ts';
import type { Store } from './store/port/store.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';

const WEB_DIR = join(import.meta.dirname, '../../web/build');
/** How long requests that are under way may take to end when the hub stops. */
const LAST_REQUESTS_MS = 2_000;

export interface Hub {
  /** Where people open it, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly house: House;
  /** Null outside sample mode. */
  readonly sampleAccounts: readonly SampleAccount[] | null;
  /** The one link that makes the first account; null where there is one. */
  readonly setupUrl: string | null;
  close(): Promise<void>;
}

/** What a test may bring in place of the real thing. */
export interface HubParts {
  readonly store?: Store;
  readonly log?: Log;
  readonly webDir?: string;
  readonly passwordCost?: PasswordCost;
}

const urlOf = ({ host, url }: Config, port: number): string =>
  url ?? new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`).origin;

/** Throws StartRefusal or DataFolderError, in words, where it cannot start; nothing stays open then. */
export async function openHub(config: Config, parts: HubParts = {}): Promise<Hub> {
  const log = parts.log ?? createLog(config.log);
  const store = parts.store ?? (await openSqliteStore({ dataDir: config.dataDir, clock: systemClock }));
  let answer: FetchCallback = () => new Response(null, { status: 503 }); // never asked: all below bindServer is one turn
  const server = createHttpServer((request, env) => answer(request, env));
  let port: number;
  try {
    port = await bindServer(server, config);
  } catch (fault) {
    await store.close();
    throw fault;
  }

  const url = urlOf(config, port);
  const origins = ownOrigins({ ...config, port });
  let phase: Phase = 'starting';
  const house = createHouse({
    store,
    clock: systemClock,
    random: systemRandom,
    url,
    fault: (fault) => log.error({ err: fault }, 'a listener of the facts failed'),
    ...(parts.passwordCost === undefined ? {} : { passwordCost: parts.passwordCost }),
  });
  const app = createApp(
    {
      house,
      log,
      webDir: parts.webDir ?? WEB_DIR,
      ownOrigins: () => origins,
      phase: () => phase,
      identify: (token) => identify(house, token),
    },
    contractRoutes,
  );
  answer = (request, env) => app.fetch(request, env);
  const live = createLiveDoor({ house, log, server, ownOrigins: () => origins });
  const unsubscribe = house.facts.subscribe((fact) => live.onFact(fact));
  const closeUpgraded = routeUpgrades(server, (_request, socket) => socket.destroy());

  async function closeAll(): Promise<void> {
    phase = 'draining';
    const closed = once(server, 'close');
    server.close();
    unsubscribe();
    await live.close();
    const lastCall = setTimeout(() => {
      server.closeAllConnections();
      closeUpgraded();
    }, LAST_REQUESTS_MS);
    await closed;
    clearTimeout(lastCall);
    await store.close();
    log.info({}, 'closed');
  }
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= closeAll();
    return closing;
  };
  try {
    const first = await prepareHub({ ...config, house, writeSample: async () => [], openSetup: createSetupLink });
    phase = 'running';
    log.info({ url, sample: config.sample }, 'open');
    return { url, port, house, ...first, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}
