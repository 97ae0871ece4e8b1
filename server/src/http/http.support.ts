// The HTTP door alone, on a port of its own, around a few endpoints that show each thing a door can do.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpoint } from '@enlace/shared/api/endpoint';
import { createId, type ExchangeId } from '@enlace/shared/ids';
import { ok, refuse } from '@enlace/shared/result';
import * as v from 'valibot';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Caller, House } from '../domain/house.ts';
import { systemClock, systemRandom } from '../runtime/clock.ts';
import { createLog } from '../runtime/log.ts';
import { ownOrigins } from '../runtime/origin.ts';
import { createApp, createHttpServer } from './app.ts';
import type { Binder } from './endpoint.ts';

export const token = 't'.repeat(43);
export const exchangeId = createId<ExchangeId>(1, systemRandom(10));
const caller = { account: { id: exchangeId, language: 'en' } } as unknown as Caller; // all that the door looks at

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

class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly code = 'storage_full';
}

function bindRoutes({ bind, bindOpen }: Binder): void {
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
}

export interface TestDoor {
  readonly url: string;
  readonly webDir: string;
  readonly logged: string[];
  /** Whether looking up a sign-in fails. */
  isLookupBroken: boolean;
}

interface OpenDoor extends TestDoor {
  readonly server: Server;
}

async function openDoor(): Promise<OpenDoor> {
  const webDir = await mkdtemp(join(tmpdir(), 'enlace-web-'));
  const logged: string[] = [];
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
        if (door.isLookupBroken) throw new Error('disk');
        return given === token ? caller : null;
      },
    },
    bindRoutes,
  );
  const server = createHttpServer((request, env) => app.fetch(request, env));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  origins = ownOrigins({ host: '127.0.0.1', port, url: null });
  const door: OpenDoor = { server, url: `http://127.0.0.1:${port}`, webDir, logged, isLookupBroken: false };
  return door;
}

/** One door for the tests of a file. */
export function useDoor(): () => TestDoor {
  let door: OpenDoor | null = null;
  beforeAll(async () => {
    door = await openDoor();
  });
  afterAll(async () => {
    door?.server.close();
    door?.server.closeAllConnections();
    if (door !== null) await rm(door.webDir, { recursive: true });
  });
  return () => {
    if (door === null) throw new Error('no door outside a test');
    return door;
  };
}

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer<ArrayBuffer>;
}
export const send = ({ url }: TestDoor, path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Response> =>
  fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });

export const json = { 'content-type': 'application/json' };

/** The problem that an answer is, checked for what every problem has. */
export async function readProblem(answer: Response): Promise<unknown> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const body: unknown = await answer.json();
  expect(body).toMatchObject({ type: 'about:blank', status: answer.status, requestId: answer.headers.get('x-request-id') });
  return body;
}
