// The sync door with real sockets: who is let in, stock clients, heartbeat, facts, and its end.
import { request as httpRequest } from 'node:http';
import * as limits from '@enlace/shared/limits';
import { encodeUpdate } from '@enlace/shared/sync/codec';
import { FRAME_ACK, FRAME_RIGHT, FRAME_SYNC, SYNC_STEP2 } from '@enlace/shared/sync/message';
import { SUBPROTOCOL, TICKET_PREFIX } from '@enlace/shared/sync/version';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { openRawClient, openStockClient, openTestDoor, type TestDoor } from './door.support.ts';
import { bodyOf, createDocument, createPerson, newTestId, paragraph } from './sync.support.ts';

let door: TestDoor;
beforeEach(async () => {
  door = await openTestDoor();
});
afterEach(() => door.close());

const document = createDocument();

function admit(mayWrite = true): ReturnType<typeof createPerson> {
  const person = createPerson();
  door.admit(person, document, { mayWrite });
  return person;
}

const enter = (cookie: string | null, { path = document.id as string, origin = '', protocols = [] as string[] } = {}) =>
  openRawClient(door, path, { headers: { ...(cookie === null ? {} : { cookie }), ...(origin === '' ? {} : { origin }) }, protocols });

describe('[R1] at the upgrade', () => {
  test('who is not signed in, or asks for what they may not know, is told so for good', async () => {
    const person = admit();
    expect(await (await enter(null)).closed).toEqual({ code: 4401, reason: 'signed_out' });
    expect(await (await enter('enlace=forged')).closed).toEqual({ code: 4401, reason: 'signed_out' });
    for (const path of [newTestId<string>(), 'not-an-id', `${document.id}/more`, '..%2f..'])
      expect(await (await enter(person.cookie, { path })).closed).toEqual({ code: 4404, reason: 'not_found' });
    door.admit(person, document, 'forbidden');
    expect(await (await enter(person.cookie)).closed).toEqual({ code: 4403, reason: 'forbidden' });
  });

  test('[S1] another origin is refused, with the best of cookies', async () => {
    const person = admit();
    for (const origin of ['https://evil.example', 'null', 'https://enlace.example.org.evil.example', 'http://enlace.example.org'])
      expect(await (await enter(person.cookie, { origin })).closed).toEqual({ code: 4403, reason: 'origin_refused' });
    const own = await enter(person.cookie, { origin: 'https://enlace.example.org' });
    await own.frame((frame) => frame[0] === FRAME_SYNC);
    own.socket.close();
  });

  test('a stock client that is refused for good does not come back', async () => {
    const client = openStockClient(door, createPerson(), document);
    expect(await client.closed()).toBe(4401);
    expect(client.provider.shouldConnect).toBe(false);
    client.close();
  });

  test('a ticket leases its client id once, to its sign-in and document only; without one the id is bound at first use', async () => {
    const person = admit();
    const other = admit();
    const lease = { clientId: 77 };
    const ticket = door.issue(person, document, lease);
    const offer = (value: string): string[] => [SUBPROTOCOL, `${TICKET_PREFIX}${value}`];
    const client = await enter(person.cookie, { protocols: offer(ticket) });
    expect(client.socket.protocol).toBe(SUBPROTOCOL);
    await client.frame((frame) => frame[0] === FRAME_RIGHT);
    const doc = new Y.Doc();
    doc.clientID = 77;
    doc.getXmlFragment('body').push([paragraph('con permiso')]);
    client.send(encodeUpdate(Y.encodeStateAsUpdate(doc)));
    expect(await client.frame((frame) => frame[0] === FRAME_ACK)).toEqual(new Uint8Array([FRAME_ACK, 1]));
    expect(await (await enter(person.cookie, { protocols: offer(ticket) })).closed).toEqual({ code: 4501, reason: 'ticket_expired' });
    for (const ticketOf of [door.issue(other, document, lease), door.issue(person, createDocument(), lease), 'none'])
      expect((await (await enter(person.cookie, { protocols: offer(ticketOf) })).closed).code).toBe(4501);
    client.socket.close();
  });

  test('[R8] an account has so many connections, a remote address so many upgrades at once', async () => {
    const person = admit();
    const clients = await Promise.all(Array.from({ length: limits.connectionsPerAccountMax }, () => enter(person.cookie)));
    await Promise.all(clients.map((client) => client.frame((frame) => frame[0] === FRAME_SYNC)));
    expect(await (await enter(person.cookie)).closed).toEqual({ code: 1013, reason: 'busy' });
    for (const { socket } of clients) socket.close();
    await Promise.all(clients.map((client) => client.closed));
    await door.close();

    const slow = Promise.withResolvers<null>();
    door = await openTestDoor({ identify: () => slow.promise });
    const waiting = Array.from({ length: limits.pendingUpgradesPerAddressMax }, () => enter(person.cookie));
    const statuses = new Promise<number | undefined>((resolve) => {
      const knock = (): void => {
        const headers = {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        };
        const asked = httpRequest(`${door.url.replace('ws', 'http')}/${document.id}`, { headers });
        asked.on('response', (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        asked.on('error', knock);
        asked.end();
      };
      knock();
    });
    expect(await statuses).toBe(503);
    slow.resolve(null);
    for (const client of await Promise.all(waiting)) expect((await client.closed).code).toBe(4401);
  });

  test('[S21] where it cannot be asked who it is, nobody is let in, and may come back', async () => {
    await door.close();
    door = await openTestDoor({
      identify: async () => {
        throw new Error('the store is away');
      },
    });
    expect(await (await enter('enlace=x')).closed).toEqual({ code: 1013, reason: 'storage_failed' });
  });
});

describe('[R4] stock clients', () => {
  test('of two institutions converge, and a third that comes later sees all', async () => {
    const [one, two] = [openStockClient(door, admit(), document), openStockClient(door, admit(), document)];
    await Promise.all([one.synced(), two.synced()]);
    one.doc.getXmlFragment('body').insert(0, [paragraph('El INM abre la sesión.')]);
    two.doc.getXmlFragment('body').push([paragraph('COMAR toma nota.')]);
    const hasBoth = (doc: Y.Doc): boolean => bodyOf(doc).includes('COMAR') && bodyOf(doc).includes('INM');
    await Promise.all([one.until(hasBoth), two.until(hasBoth)]);
    const three = openStockClient(door, admit(), document);
    await three.synced();
    expect(bodyOf(three.doc)).toBe(bodyOf(one.doc));
    expect(bodyOf(two.doc)).toBe(bodyOf(one.doc));
    for (const client of [one, two, three]) client.close();
  });

  test('bring home what they wrote without a network, also under ids that were never seen', async () => {
    const person = admit();
    const client = openStockClient(door, person, document);
    await client.synced();
    client.provider.disconnect();
    client.doc.getXmlFragment('body').push([paragraph('sin red')]);
    client.provider.connect();
    await client.synced();
    const witness = openStockClient(door, admit(), document);
    await witness.until((doc) => bodyOf(doc).includes('sin red'));
    expect(door.wrote.map(([, memberId]) => memberId)).toContain(person.memberId);
    for (const each of [client, witness]) each.close();
  });

  test('that may only read sync, and what they type reaches nobody', async () => {
    const writer = openStockClient(door, admit(), document);
    const reader = openStockClient(door, admit(false), document);
    await Promise.all([writer.synced(), reader.synced()]);
    reader.doc.getXmlFragment('body').push([paragraph('PROHIBIDO')]);
    writer.doc.getXmlFragment('body').push([paragraph('permitido')]);
    await reader.until((doc) => bodyOf(doc).includes('permitido'));
    const witness = openStockClient(door, admit(), document);
    await witness.synced();
    expect(bodyOf(witness.doc)).toContain('permitido');
    expect(bodyOf(witness.doc)).not.toContain('PROHIBIDO');
    expect(door.door.metrics().writesRefused).toEqual({ read_only: 1 });
    for (const client of [writer, reader, witness]) client.close();
  });

  test('[R7] see each other as the server says, and see who leaves', async () => {
    const [one, two] = [openStockClient(door, admit(), document), openStockClient(door, admit(), document)];
    const { awareness } = two.provider;
    one.provider.awareness.setLocalStateField('user', { name: 'Alguien más' });
    const id = one.doc.clientID;
    const until = (isSo: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isSo()) return;
          awareness.off('change', look);
          resolve();
        };
        awareness.on('change', look);
        look();
      });
    await until(() => awareness.getStates().get(id)?.user?.acronym !== undefined);
    expect(awareness.getStates().get(id)).toMatchObject({ user: { acronym: { es: 'INM' } }, cursor: null });
    one.close();
    await until(() => !awareness.getStates().has(id));
    two.close();
  });
});

describe('[R9] while connections are open', () => {
  test('a member who loses the right to write is refused from then on, and one who may not read any more is out', async () => {
    const person = admit();
    const client = await enter(person.cookie, { protocols: [SUBPROTOCOL] });
    await client.frame((frame) => frame[0] === FRAME_RIGHT && frame[1] === 1);
    const fact = { kind: 'access', accountId: person.caller.account.id, exchangeId: document.exchangeId, documentId: null } as const;
    door.admit(person, document, { mayWrite: false });
    door.door.onFact(fact);
    await client.frame((frame) => frame[0] === FRAME_RIGHT && frame[1] === 0);
    door.admit(person, document, 'not_found');
    door.door.onFact(fact);
    expect(await client.closed).toEqual({ code: 4404, reason: 'not_found' });
    expect(door.door.metrics().connections).toBe(0);
  });

  test('a sign-in that ends takes its connections with it, and no other', async () => {
    const [person, other] = [admit(), admit()];
    const [client, bystander] = [await enter(person.cookie), await enter(other.cookie)];
    await Promise.all([client, bystander].map(({ frame }) => frame((bytes) => bytes[0] === FRAME_SYNC)));
    const { account, signInId } = person.caller;
    door.door.onFact({ kind: 'sign-in-ended', accountId: account.id, signInId });
    expect(await client.closed).toEqual({ code: 4401, reason: 'signed_out' });
    expect(door.door.metrics().connections).toBe(1);
    bystander.socket.close();
  });

  test('a right that changes while the upgrade is being decided is asked again', async () => {
    await door.close();
    const person = createPerson();
    let asked = 0;
    door = await openTestDoor({
      identify: async () => {
        asked += 1;
        if (asked === 1) {
          door.admit(person, document, 'not_found');
          door.door.onFact({ kind: 'access', accountId: person.caller.account.id, exchangeId: null, documentId: null });
        }
        return person.caller;
      },
    });
    door.admit(person, document, { mayWrite: true });
    expect(await (await enter(person.cookie)).closed).toEqual({ code: 4404, reason: 'not_found' });
  });

  test('[S21] a right that cannot be asked again ends the connection for now', async () => {
    const person = admit();
    const client = await enter(person.cookie);
    await client.frame((frame) => frame[0] === FRAME_SYNC);
    door.fail();
    door.door.onFact({ kind: 'access', accountId: null, exchangeId: null, documentId: document.id });
    expect(await client.closed).toEqual({ code: 1013, reason: 'storage_failed' });
  });
});

test('[R8] a frame that is too large ends the connection with a code, and the door lives on', async () => {
  const person = admit();
  const client = await enter(person.cookie);
  client.send(new Uint8Array(limits.frameBytesMax + 1));
  expect(await client.closed).toEqual({ code: 4413, reason: 'body_too_large' });
  const huge = await enter(person.cookie);
  huge.send(new Uint8Array(limits.frameBytesMax * 2));
  expect((await huge.closed).code).toBe(1009);
  const text = await enter(person.cookie);
  text.socket.send('text');
  expect(await text.closed).toEqual({ code: 4400, reason: 'bad_request' });
});

test('[F1] a stop makes everything durable first, tells clients to come back, and lets nobody in', async () => {
  const client = openStockClient(door, admit(), document);
  await client.synced();
  client.doc.getXmlFragment('body').push([paragraph('última palabra')]);
  const event = await new Promise<{ code: number } | null>((resolve) => {
    client.provider.once('connection-close', (close: CloseEvent | null) => resolve(close));
    client.provider.ws?.send(encodeUpdate(Y.encodeStateAsUpdate(client.doc)) as Uint8Array<ArrayBuffer>);
    void door.door.drain();
  });
  expect(event?.code).toBe(1012);
  expect(client.provider.shouldConnect).toBe(true);
  expect((await (await enter(createPerson().cookie)).closed).code).toBe(1012);
  expect(door.door.metrics()).toMatchObject({ connections: 0, rooms: 0, pendingBytes: 0 });
  client.close();
});

test('[R13] a client that asks for everything gets it in one step 2', async () => {
  const person = admit();
  const writer = openStockClient(door, person, document);
  await writer.synced();
  writer.doc.getXmlFragment('body').push([paragraph('todo')]);
  const witness = openStockClient(door, admit(), document);
  await witness.until((doc) => bodyOf(doc).includes('todo'));
  const raw = await enter(person.cookie);
  raw.send(new Uint8Array([0, 0, 1, 0]));
  const frame = await raw.frame((bytes) => bytes[0] === FRAME_SYNC && bytes[1] === SYNC_STEP2);
  expect(new TextDecoder().decode(frame)).toContain('todo');
  raw.socket.close();
  for (const client of [writer, witness]) client.close();
});
