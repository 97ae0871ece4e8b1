// The only place that wires: store → house → doors on one port, and the house's bell to the doors. Nobody below knows who listens.
// openHub starts everything in order and close() ends it in order: no new requests, sync drained, live closed, store flushed.
import { once } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { createHouse } from './domain/create-house.ts';
import { openDocument } from './domain/documents.ts';
import type { House } from './domain/house.ts';
import { identify, isStillSignedIn } from './domain/sign-in/identify.ts';
import type { PasswordCost } from './domain/sign-in/password.ts';
import { removeExpiredSignIns } from './domain/sign-in/sign-in.ts';
import { noteWriting } from './domain/writing.ts';
import { type FirstStart, prepareHub } from './first-start.ts';
import { createApp, createHttpServer, type FetchCallback } from './http/app.ts';
import { contractRoutes } from './http/contract-routes.ts';
import type { Phase } from './http/door.ts';
import { bindServer, routeUpgrades } from './listen.ts';
import { createLiveDoor } from './live/gateway.ts';
import { systemClock, systemRandom } from './runtime/clock.ts';
import { readSignInToken } from './runtime/cookie.ts';
import { createLog, type Log } from './runtime/log.ts';
import { isOwnOrigin, ownOrigins } from './runtime/origin.ts';
import { SAMPLE_FILE } from './sample-file.ts';
import type { Store } from './store/port/store.ts';
import { isEmpty, markFolder } from './store/sqlite/data-folder.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import { createSyncDoor } from './sync/gateway.ts';

const WEB_DIR = join(import.meta.dirname, '../../web/build');
/** How long requests that are under way may take to end when the hub stops. */
const LAST_REQUESTS_MS = 2_000;
const HOUSEKEEPING_MS = 3_600_000;

export interface Hub extends FirstStart {
  /** Where people open it, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  readonly house: House;
  /** In order; nothing that was acknowledged is lost. Once, however often it is called. */
  close(): Promise<void>;
}

/** What a test may bring in place of the real thing. */
export interface HubParts {
  readonly store?: Store;
  readonly log?: Log;
  readonly webDir?: string;
  readonly passwordCost?: PasswordCost;
}

/** Throws StartRefusal or DataFolderError, in words, where it cannot start; nothing stays open then. */
export async function openHub(config: Config, parts: HubParts = {}): Promise<Hub> {
  const log = parts.log ?? createLog(config.log);
  // before the database: where this start comes no further, the next one still knows that the sample is to be written
  if (config.sample && isEmpty(config.dataDir)) markFolder(config.dataDir, SAMPLE_FILE);
  const store = parts.store ?? (await openSqliteStore({ dataDir: config.dataDir, clock: systemClock }));
  let answer: FetchCallback = () => new Response(null, { status: 503 }); // never asked: the doors open in the turn in which the port is bound
  const server = createHttpServer((request, env) => answer(request, env));
  let port: number;
  try {
    port = await bindServer(server, config);
  } catch (fault) {
    await store.close();
    throw fault;
  }

  const url = urlOf(config, port);
  const house = createHouse({
    store,
    clock: systemClock,
    random: systemRandom,
    url,
    fault: (fault) => log.error({ err: fault }, 'the house goes on after a fault'),
    ...(parts.passwordCost === undefined ? {} : { passwordCost: parts.passwordCost }),
  });
  let phase: Phase = 'starting';
  const origins = ownOrigins({ ...config, port });
  const doors = openDoors({ house, log, server, origins, webDir: parts.webDir ?? WEB_DIR, phase: () => phase });
  answer = doors.answer;

  async function closeAll(): Promise<void> {
    phase = 'draining';
    const closed = once(server, 'close');
    server.close();
    await doors.drain();
    const lastCall = setTimeout(doors.cut, LAST_REQUESTS_MS);
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
    const first = await prepareHub(house, config);
    phase = 'running';
    log.info({ url, sample: config.sample }, 'open');
    return { url, port, house, ...first, close };
  } catch (fault) {
    await close();
    throw fault;
  }
}

const urlOf = ({ host, url }: Config, port: number): string =>
  url ?? new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`).origin;

interface DoorParts {
  readonly house: House;
  readonly log: Log;
  readonly server: Server;
  readonly origins: readonly string[];
  readonly webDir: string;
  phase(): Phase;
}

interface Doors {
  readonly answer: FetchCallback;
  /** Ends sync, then live; what was admitted is durable, and clients know to come back. */
  drain(): Promise<void>;
  /** Ends every connection that is left. */
  cut(): void;
}

function openDoors({ house, log, server, origins, webDir, phase }: DoorParts): Doors {
  const ownOriginsNow = () => origins;
  const app = createApp(
    { house, log, webDir, ownOrigins: ownOriginsNow, phase, identify: (...asked) => identify(house, ...asked) },
    contractRoutes,
  );
  const sync = createSyncDoor({
    clock: house.clock,
    random: house.random,
    log,
    updateLog: house.store.log,
    isOwnOrigin: (headers) => isOwnOrigin(headers, origins),
    identify: (cookie) => identify(house, readSignInToken(cookie, house.url), false),
    isSignedIn: (caller, isActive) => isStillSignedIn(house, caller, isActive),
    open: (caller, documentId) => openDocument(house, caller, documentId),
    redeem: (ticket) => house.tickets.redeem(ticket),
    onWrote: (documentId, memberId) => {
      noteWriting(house, memberId, documentId).catch((fault: unknown) =>
        log.error({ err: fault, documentId }, 'writing could not be noted'),
      );
    },
  });
  const live = createLiveDoor({ house, log, server, ownOrigins: ownOriginsNow });
  const deaf = [house.facts.subscribe((fact) => sync.onFact(fact)), house.facts.subscribe((fact) => live.onFact(fact))];
  const cutUpgraded = routeUpgrades(server, (request, socket, head) => sync.handleUpgrade(request, socket, head));
  const housekeeping = setInterval(() => {
    removeExpiredSignIns(house).catch((fault: unknown) => log.error({ err: fault }, 'ended sign-ins could not be removed'));
  }, HOUSEKEEPING_MS);

  return {
    answer: (request, env) => app.fetch(request, env),
    async drain() {
      clearInterval(housekeeping);
      await sync.drain();
      for (const unsubscribe of deaf) unsubscribe();
      await live.close();
    },
    cut() {
      server.closeAllConnections();
      cutUpgraded();
    },
  };
}
