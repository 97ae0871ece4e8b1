import { type EventEmitter, once } from 'node:events';
import { request as nodeRequest } from 'node:http';
import type { DocumentId } from '@enlace/shared/ids';
import { createId } from '@enlace/shared/ids';
import { liveEventBytesMax, liveEventsBurst } from '@enlace/shared/limits';
import type { DownEvents, Present } from '@enlace/shared/live/down';
import type { Change } from '@enlace/shared/model/change';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftSession, unwrap } from '../domain/house.support.ts';
import { removeMember } from '../domain/members.ts';
import { createSession, editSession } from '../domain/sessions.ts';
import { endSignIn } from '../domain/sign-in/sign-in.ts';
import { type LiveClient, openTestHub, type SignedInCaller, type TestHub } from '../hub.support.ts';
import { systemRandom } from '../runtime/clock.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await openTestHub();
});
afterEach(() => hub.close());

const connected = async (client: LiveClient): Promise<LiveClient> => {
  const done = new Promise<void>((resolve, reject) => {
    client.once('connect', resolve);
    client.once('connect_error', reject);
  });
  client.connect();
  await done;
  return client;
};
const open = async (who: SignedInCaller): Promise<LiveClient> => connected(hub.live(who.cookie));
/** The next event of the connection itself; Socket.IO's client is an emitter by behaviour, not by type. */
const heard = (client: LiveClient, name: 'connect' | 'disconnect'): Promise<unknown[]> => once(client as unknown as EventEmitter, name);
const connectError = (client: LiveClient): Promise<string> =>
  connected(client).then(
    () => 'connected',
    (error: Error) => error.message,
  );
const watch = (client: LiveClient, since: number | null = null) => client.emitWithAck('watch', { exchangeId: hub.exchangeId, since });
const at = (client: LiveClient, documentId: DocumentId | null, isIdle = false) =>
  client.emitWithAck('at', { exchangeId: hub.exchangeId, documentId, isIdle });

/** Resolves with the first event that `isWanted`, present or to come. */
function awaitEvent<Name extends keyof DownEvents>(
  client: LiveClient,
  name: Name,
  isWanted: (event: Parameters<DownEvents[Name]>[0]) => boolean = () => true,
): Promise<Parameters<DownEvents[Name]>[0]> {
  return new Promise((resolve) => {
    const listen = (event: Parameters<DownEvents[Name]>[0]): void => {
      if (!isWanted(event)) return;
      client.off(name, listen as never);
      resolve(event);
    };
    client.on(name, listen as never); // one listener for whichever event; its parameter is that event's
  });
}

function collect(client: LiveClient): Change[] {
  const all: Change[] = [];
  client.on('changes', ({ changes }) => void all.push(...changes));
  return all;
}

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await new Promise((resolve) => setImmediate(resolve));
}

const addSession = async (more = {}) =>
  unwrap(await createSession(hub.house, hub.cast.callers.coordinator, { exchangeId: hub.exchangeId, ...draftSession(hub.house, more) }));
const seqOf = async (): Promise<number> => hub.house.store.records.changes.end();

describe('[S1] who may open a screen', () => {
  test('[S1] without a cookie, or with one that is nobody’s: signed_out', async () => {
    expect(await connectError(hub.live(null))).toBe('signed_out');
    expect(await connectError(hub.live(`enlace=${'x'.repeat(43)}`))).toBe('signed_out');
  });
  test('[S21] where the sign-in cannot be looked up, nobody is let in and the client tries again', async () => {
    const who = await hub.as('peer');
    const { signIns } = hub.house.store.records;
    const real = signIns.byTokenHash;
    let asked = 0;
    Object.assign(signIns, {
      byTokenHash: async (hash: string) => {
        asked += 1;
        if (asked <= 2) throw new Error('disk');
        return real(hash);
      },
    });
    const client = hub.live(who.cookie);
    client.connect();
    await heard(client, 'connect');
    expect(asked).toBe(3);
  });

  const suffix = () => `${hub.url}.evil.example`;
  const origins: readonly (readonly [string, () => Record<string, string>, boolean])[] = [
    ['no origin (not a browser)', () => ({}), true],
    ['ours', () => ({ origin: hub.url }), true],
    ['ours by its other name', () => ({ origin: hub.url.replace('127.0.0.1', 'localhost') }), true],
    ['null', () => ({ origin: 'null' }), false],
    ['another site', () => ({ origin: 'https://evil.example' }), false],
    ['a suffix of ours', () => ({ origin: suffix() }), false],
    ['another port', () => ({ origin: 'http://127.0.0.1:1' }), false],
    ['another scheme', () => ({ origin: hub.url.replace('http:', 'https:') }), false],
    ['cross-site without Origin', () => ({ 'sec-fetch-site': 'cross-site' }), false],
  ];
  for (const transport of ['websocket', 'polling'] as const) {
    test.each(origins)(`[S1] ${transport}, origin %s`, async (_name, headers, isLetIn) => {
      const { cookie } = await hub.as('peer');
      const client = hub.live(null, { transports: [transport], extraHeaders: { cookie, ...headers() }, reconnection: false });
      expect((await connectError(client)) === 'connected').toBe(isLetIn);
    });
  }
  test('[S1] the refusal of an origin is told by its code', async () => {
    const body = await new Promise<string>((resolve) => {
      const sent = nodeRequest(`${hub.url}/live/?EIO=4&transport=polling`, { headers: { origin: 'https://evil.example' } }, (answer) => {
        expect(answer.statusCode).toBe(403);
        answer.setEncoding('utf8').on('data', resolve);
      });
      sent.end();
    });
    expect(JSON.parse(body)).toMatchObject({ message: 'origin_refused' });
  });
});

describe('[V10] changes', () => {
  test('[V10] a change of a record reaches those who watch within a second, in order', async () => {
    const client = await open(await hub.as('peer'));
    const changes = collect(client);
    unwrap(await watch(client));
    const beganMs = performance.now();
    const made = [await addSession(), await addSession(), await addSession()];
    await until(() => changes.filter(({ subject, verb }) => subject === 'session' && verb === 'created').length === 3);
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    expect(changes.filter(({ subject }) => subject === 'session').map(({ subjectId }) => subjectId)).toEqual(made.map(({ id }) => id));
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map(({ seq }) => seq).toSorted((a, b) => a - b));
  });

  test('[V11] what was missed while away comes first, each once, nothing lost', async () => {
    const who = await hub.as('peer');
    const client = await open(who);
    const seen = collect(client);
    let { seq } = unwrap(await watch(client));
    const first = seq;
    client.on('changes', (event) => {
      seq = event.seq;
    });
    // the socket goes and comes back at moments of its own while others work
    for (let round = 0; round < 5; round += 1) {
      await addSession();
      client.io.engine.close();
      const back = heard(client, 'connect');
      await Promise.all([addSession(), addSession(), back]);
      const writing = [addSession(), addSession()];
      unwrap(await watch(client, seq));
      await Promise.all(writing);
    }
    const end = await seqOf();
    await until(() => seq === end);
    const all = await hub.house.store.records.changes.since(hub.exchangeId, first, 500);
    expect(seen.map((change) => change.seq)).toEqual(all.map((change) => change.seq));
  });

  test('[V12] too much missed: fetch everything again', async () => {
    const client = await open(await hub.as('peer'));
    const since = await seqOf();
    await hub.house.store.transact(async (records) => {
      for (let i = 0; i < 501; i += 1) {
        await records.changes.append({
          exchangeId: hub.exchangeId,
          subject: 'exchange',
          subjectId: hub.exchangeId,
          verb: 'changed',
          sessionId: null,
          memberId: null,
          institutionId: null,
          at: '2027-03-11T16:00:00.000Z',
        });
      }
    });
    const resync = awaitEvent(client, 'resync');
    const answer = unwrap(await watch(client, since));
    expect(await resync).toEqual({ exchangeId: hub.exchangeId, seq: answer.seq });
  });
  test('[V12] a place that the feed has not reached (a restored hub): fetch everything again', async () => {
    const client = await open(await hub.as('peer'));
    const resync = awaitEvent(client, 'resync');
    unwrap(await watch(client, 1_000_000));
    expect((await resync).seq).toBe(await seqOf());
  });

  test('[V13] what a reader may not know of is not told; what they may, is', async () => {
    const observer = await open(await hub.as('observer'));
    const host = await open(await hub.as('host_editor'));
    const [forObserver, forHost] = [collect(observer), collect(host)];
    unwrap(await watch(observer));
    unwrap(await watch(host));
    const secret = await addSession({
      marking: { tlp: 'RED', chr: false },
      namedIds: [hub.cast.members.host_editor.id, hub.cast.members.coordinator.id],
    });
    const known = await addSession();
    await until(
      () => forObserver.some(({ subjectId }) => subjectId === known.id) && forHost.some(({ subjectId }) => subjectId === known.id),
    );
    expect(forHost.some(({ subjectId }) => subjectId === secret.id)).toBe(true);
    expect(forObserver.some(({ subjectId, sessionId }) => subjectId === secret.id || sessionId === secret.id)).toBe(false);
  });

  test('[S11] an exchange that one is not in is not there', async () => {
    const client = await open(await hub.signIn(hub.cast.stranger));
    expect(await watch(client)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await at(client, null)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });

  test('[V14] who no longer watches is not told', async () => {
    const client = await open(await hub.as('peer'));
    const changes = collect(client);
    unwrap(await watch(client));
    unwrap(await client.emitWithAck('unwatch', { exchangeId: hub.exchangeId }));
    await addSession();
    const other = await open(await hub.as('donor'));
    const told = collect(other);
    unwrap(await watch(other, 0));
    await until(() => told.length > 0);
    expect(changes).toEqual([]);
  });
});

describe('[V15] presence', () => {
  const ids = (present: readonly Present[]) => present.map(({ memberId }) => memberId);

  test('[V15] one entry a member however many screens, with all their documents; gone when the last screen goes', async () => {
    const session = await addSession();
    const { coordinator, peer, observer } = hub.cast.members;
    const who = await hub.as('peer');
    const [one, two, watcher] = [await open(who), await open(who), await open(await hub.as('coordinator'))];
    let present: readonly Present[] = [];
    watcher.on('presence', (event) => {
      present = event.present;
    });
    for (const client of [watcher, one, two]) unwrap(await watch(client));
    unwrap(await at(one, session.minutesId));
    unwrap(await at(two, null, true));
    await until(() => present.find(({ memberId }) => memberId === peer.id)?.documentIds.length === 1);
    expect(ids(present).toSorted()).toEqual([coordinator.id, peer.id].toSorted());
    expect(present.find(({ memberId }) => memberId === peer.id)).toEqual({
      memberId: peer.id,
      documentIds: [session.minutesId],
      isIdle: false,
    });
    // an observer is shown like everyone else
    const silent = await open(await hub.as('observer'));
    unwrap(await watch(silent));
    await until(() => ids(present).includes(observer.id));
    one.disconnect();
    await until(() => present.find(({ memberId }) => memberId === peer.id)?.isIdle === true);
    two.disconnect();
    await until(() => !ids(present).includes(peer.id));
  });

  test('[V16] a document that the receiver may not know of is left out, for them alone', async () => {
    const secret = await addSession({
      marking: { tlp: 'RED', chr: false },
      namedIds: [hub.cast.members.host_editor.id, hub.cast.members.peer.id, hub.cast.members.coordinator.id],
    });
    const [host, peer, donor] = [
      await open(await hub.as('host_editor')),
      await open(await hub.as('peer')),
      await open(await hub.as('donor')),
    ];
    const seen = new Map<LiveClient, readonly Present[]>();
    for (const client of [peer, donor]) client.on('presence', (event) => void seen.set(client, event.present));
    for (const client of [host, peer, donor]) unwrap(await watch(client));
    unwrap(await at(host, secret.minutesId));
    const entry = (client: LiveClient) => seen.get(client)?.find(({ memberId }) => memberId === hub.cast.members.host_editor.id);
    await until(() => entry(peer)?.documentIds.length === 1);
    expect(entry(donor)).toMatchObject({ documentIds: [] });
    // nor can they say that they are there
    expect(await at(donor, secret.minutesId)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await at(donor, createId<DocumentId>(1, systemRandom(10)))).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });

  test('[V17] many moves are told at most four times a second', async () => {
    const watcher = await open(await hub.as('coordinator'));
    const mover = await open(await hub.as('peer'));
    unwrap(await watch(watcher));
    unwrap(await watch(mover));
    let told = 0;
    let last: readonly Present[] = [];
    watcher.on('presence', ({ present }) => {
      told += 1;
      last = present;
    });
    const beganMs = performance.now();
    for (let i = 0; i < 40; i += 1) unwrap(await at(mover, null, i % 2 === 0));
    unwrap(await at(mover, null, true));
    await until(() => last.find(({ memberId }) => memberId === hub.cast.members.peer.id)?.isIdle === true);
    expect(told).toBeLessThanOrEqual(2 + Math.ceil((performance.now() - beganMs) / 250));
  });
});

describe('[R9] a change of access', () => {
  test('[R9] a removed member hears of it and then of nothing, within a second', async () => {
    const client = await open(await hub.as('peer'));
    const others = await open(await hub.as('donor'));
    const [changes, told] = [collect(client), collect(others)];
    unwrap(await watch(client));
    unwrap(await watch(others));
    const beganMs = performance.now();
    const access = awaitEvent(client, 'access');
    unwrap(await removeMember(hub.house, hub.cast.callers.coordinator, { memberId: hub.cast.members.peer.id }));
    expect(await access).toEqual({ exchangeId: hub.exchangeId });
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    const before = changes.length;
    const after = await addSession();
    await until(() => told.some(({ subjectId }) => subjectId === after.id));
    expect(changes.length).toBe(before);
    expect(await watch(client, 0)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });

  test('[R9] a document that becomes secret disappears from presence of who may no longer know', async () => {
    const session = await addSession();
    const [host, donor] = [await open(await hub.as('host_editor')), await open(await hub.as('donor'))];
    let present: readonly Present[] = [];
    donor.on('presence', (event) => {
      present = event.present;
    });
    for (const client of [host, donor]) unwrap(await watch(client));
    unwrap(await at(host, session.minutesId));
    const documents = () => present.find(({ memberId }) => memberId === hub.cast.members.host_editor.id)?.documentIds;
    await until(() => documents()?.length === 1);
    unwrap(
      await editSession(hub.house, hub.cast.callers.coordinator, {
        sessionId: session.id,
        version: session.version,
        marking: { tlp: 'RED', chr: false },
        namedIds: [hub.cast.members.host_editor.id, hub.cast.members.coordinator.id],
      }),
    );
    await until(() => documents()?.length === 0);
  });

  test('[R9] a sign-in that ends is told and its screens closed within a second; other sign-ins stay', async () => {
    const [ending, staying] = [await hub.as('peer'), await hub.as('peer')];
    const [one, two] = [await open(ending), await open(staying)];
    const beganMs = performance.now();
    const ended = Promise.all([awaitEvent(one, 'signed-out'), heard(one, 'disconnect')]);
    unwrap(await endSignIn(hub.house, staying, { signInId: ending.signInId }));
    await ended;
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    expect(unwrap(await watch(two))).toMatchObject({ seq: expect.any(Number) });
  });

  test('[A3] a sign-in that is over is found at the next event', async () => {
    const who = await hub.as('peer');
    const client = await open(who);
    unwrap(await watch(client));
    const ended = Promise.all([awaitEvent(client, 'signed-out'), heard(client, 'disconnect')]);
    await hub.house.store.records.signIns.removeAllOf(who.account.id, null);
    client.emit('at', { exchangeId: hub.exchangeId, documentId: null, isIdle: false }, () => undefined);
    await ended;
  });

  test('[A3] a sign of the person keeps the sign-in alive; an idle screen does not', async () => {
    const who = await hub.as('peer');
    const client = await open(who);
    unwrap(await watch(client));
    const { signIns } = hub.house.store.records;
    const mine = async () => (await signIns.listOf(who.account.id)).find(({ id }) => id === who.signInId);
    const row = await mine();
    if (row === undefined) throw new Error('no sign-in');
    const earlier = '2020-01-01T00:00:00.000Z';
    await signIns.touch(row.tokenHash, earlier, row.expiresAt);
    unwrap(await at(client, null, true));
    expect((await mine())?.seenAt).toBe(earlier);
    unwrap(await at(client, null, false));
    expect((await mine())?.seenAt).not.toBe(earlier);
  });
});

describe('[R8] hostile events', () => {
  test('[R8] malformed: a refusal in the answer, and the screen goes on', async () => {
    const client = await open(await hub.as('peer'));
    const raw = client as unknown as {
      emitWithAck(name: string, ...event: unknown[]): Promise<unknown>;
      emit(name: string, ...event: unknown[]): void;
    };
    const bad = [
      undefined,
      null,
      0,
      '',
      [],
      {},
      { exchangeId: 'x', since: null },
      { exchangeId: hub.exchangeId, since: -1 },
      { exchangeId: hub.exchangeId, since: 1.5 },
      { exchangeId: hub.exchangeId },
      Buffer.from([1, 2, 3]),
    ];
    for (const event of bad) expect(await raw.emitWithAck('watch', event)).toMatchObject({ ok: false, refusal: { code: 'bad_request' } });
    for (const name of ['nothing', '__proto__', 'constructor', 'toString', 'message']) {
      expect(await raw.emitWithAck(name, {})).toMatchObject({ ok: false, refusal: { code: 'bad_request' } });
    }
    raw.emit('watch');
    raw.emit('watch', { exchangeId: hub.exchangeId, since: null }, 'not a function');
    raw.emit('at', 1, 2, 3, 4);
    expect(unwrap(await watch(client))).toMatchObject({ seq: expect.any(Number) });
    expect(hub.logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test('[R8] too many: rate_limited, the others unharmed', async () => {
    const client = await open(await hub.as('peer'));
    const other = await open(await hub.as('donor'));
    const answers = await Promise.all(
      Array.from({ length: liveEventsBurst * 2 }, () => client.emitWithAck('unwatch', { exchangeId: hub.exchangeId })),
    );
    expect(answers.filter((answer) => !answer.ok && answer.refusal.code === 'rate_limited').length).toBeGreaterThan(liveEventsBurst / 2);
    expect(unwrap(await watch(other))).toMatchObject({ seq: expect.any(Number) });
  });

  test('[R8] too large: that screen ends, the hub goes on', async () => {
    const client = await open(await hub.as('peer'));
    client.io.reconnection(false);
    const closed = heard(client, 'disconnect');
    (client as unknown as { emit(name: string, event: unknown): void }).emit('at', 'x'.repeat(liveEventBytesMax + 1));
    await closed;
    const other = await open(await hub.as('donor'));
    expect(unwrap(await watch(other))).toMatchObject({ seq: expect.any(Number) });
  });

  test('[R8] packets that are no Socket.IO: that screen ends, the hub goes on', async () => {
    const { cookie } = await hub.as('peer');
    for (const junk of [
      '4',
      '4x',
      '49',
      '42',
      '42{',
      '42["watch"',
      '451-["x"]',
      '45999-["x",{"_placeholder":true,"num":0}]',
      '\u0000',
      '4' + '['.repeat(30_000),
    ]) {
      const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, {
        headers: { cookie },
      } as unknown as string[]);
      const closed = once(socket, 'close');
      socket.addEventListener('message', ({ data }) => {
        if (data === '2') return;
        if (String(data).startsWith('0')) socket.send('40');
        else {
          socket.send(junk);
          socket.close();
        }
      });
      await closed;
    }
    const other = await open(await hub.as('donor'));
    expect(unwrap(await watch(other))).toMatchObject({ seq: expect.any(Number) });
  });
});

test('[V18] a stop ends the screens, which come back by themselves', async () => {
  const client = await open(await hub.as('peer'));
  client.io.reconnection(false);
  const closed = heard(client, 'disconnect');
  await hub.stop();
  expect(await closed).toMatchObject({ 0: 'transport close' });
});
