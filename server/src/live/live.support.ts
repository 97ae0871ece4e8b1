// What the tests of the live door share: a hub for each test, clients that connect, and ways to wait for what they hear.
import { type EventEmitter, once } from 'node:events';
import type { DocumentId, ExchangeId } from '@enlace/shared/ids';
import type { DownEvents } from '@enlace/shared/live/down';
import type { Change } from '@enlace/shared/model/change';
import type { Role } from '@enlace/shared/model/member';
import type { Session, SessionDraft } from '@enlace/shared/model/session';
import { afterEach, beforeEach } from 'vitest';
import { draftSession, unwrap } from '../domain/house.support.ts';
import { createSession } from '../domain/sessions.ts';
import { type LiveClient, openTestHub, type SignedInCaller, type TestHub } from '../hub.support.ts';

/** The hub of the test that runs; a new one each. */
export function useHub(): () => TestHub {
  let hub: TestHub | null = null;
  beforeEach(async () => {
    hub = await openTestHub();
  });
  afterEach(() => hub?.close());
  return () => {
    if (hub === null) throw new Error('no hub outside a test');
    return hub;
  };
}

/** The next event of the connection itself; Socket.IO's client is an emitter by behaviour, not by type. */
export const heard = (client: LiveClient, name: 'connect' | 'disconnect'): Promise<unknown[]> =>
  once(client as unknown as EventEmitter, name);

export async function connect(client: LiveClient): Promise<LiveClient> {
  const done = new Promise<void>((resolve, reject) => {
    client.once('connect', resolve);
    client.once('connect_error', reject);
  });
  client.connect();
  await done;
  return client;
}

/** Why it was not let in, or `connected`. */
export const connectError = (client: LiveClient): Promise<string> =>
  connect(client).then(
    () => 'connected',
    (error: Error) => error.message,
  );

export const openScreen = async (hub: TestHub, who: Role | SignedInCaller): Promise<LiveClient> =>
  connect(hub.live((typeof who === 'string' ? await hub.as(who) : who).cookie));

export const watch = (client: LiveClient, exchangeId: ExchangeId, since: number | null = null) =>
  client.emitWithAck('watch', { exchangeId, since });

export const goTo = (client: LiveClient, exchangeId: ExchangeId, documentId: DocumentId | null, isIdle = false) =>
  client.emitWithAck('at', { exchangeId, documentId, isIdle });

/** The first event of that name, present or to come. */
export function hear<Name extends keyof DownEvents>(client: LiveClient, name: Name): Promise<Parameters<DownEvents[Name]>[0]> {
  return new Promise((resolve) => client.once(name, resolve as never)); // resolves with what that event carries
}

/** Every change told from now on. */
export function collect(client: LiveClient): Change[] {
  const all: Change[] = [];
  client.on('changes', ({ changes }) => void all.push(...changes));
  return all;
}

/** Looks again in each turn of the event loop; the test's own time limit ends it. */
export async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await new Promise((resolve) => setImmediate(resolve));
}

export async function addSession({ house, cast, exchangeId }: TestHub, more: Partial<SessionDraft> = {}): Promise<Session> {
  return unwrap(await createSession(house, cast.callers.coordinator, { exchangeId, ...draftSession(house, more) }));
}
