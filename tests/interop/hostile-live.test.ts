// A hostile or broken screen at /live, and a reader of documents that never reads (R6, R8, S2): packets that are none, events that are
// not for it, floods, outsized messages, half-open connections. An honest screen hears every change meanwhile, and within a second.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect, type Socket as TcpSocket } from 'node:net';
import type { ExchangeView } from '@enlace/shared/api/exchange';
import { FRAME_SYNC, SYNC_STEP1 } from '@enlace/shared/sync/message';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { openPair, until, wordsOf } from '../support/pair.ts';
import { type Person, sessionInProgress, signInPerson } from '../support/person.ts';

let hub: HubProcess;
let coordinator: Person;
let attacker: Person;
let session: ExchangeView['sessions'][number];
let honest: Socket;
const heard: {
  readonly exchangeId: string;
  readonly seq: number;
  readonly changes: readonly { readonly seq: number; readonly subjectId: string }[];
}[] = [];

const openScreen = (person: Person): Socket =>
  io(person.url, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { cookie: person.cookie },
    reconnection: false,
    forceNew: true,
  });

beforeAll(async () => {
  hub = await openHubProcess();
  coordinator = await signInPerson(hub, 'coordinator');
  attacker = await signInPerson(hub, 'observer');
  session = await sessionInProgress(coordinator);
  honest = openScreen(await signInPerson(hub, 'host_editor', 'INM'));
  honest.on('changes', (event) => heard.push(event));
  await honest.emitWithAck('watch', { exchangeId: session.exchangeId, since: null });
});
afterAll(async () => {
  honest.close();
  await hub.remove();
});

let comments = 10;
/** A change by someone else reaches the honest screen within a second. */
async function expectHeard(): Promise<void> {
  comments += 1;
  const id = `01ARZ3NDEKTSV4RRFFQ69G5F${comments}`;
  const told = new Promise<void>((resolve) => {
    const look = (event: { changes: readonly { subjectId: string }[] }): void => {
      if (!event.changes.some(({ subjectId }) => subjectId === id)) return;
      honest.off('changes', look);
      resolve();
    };
    honest.on('changes', look);
  });
  const comment = { id, kind: 'comment', anchor: { kind: 'document' }, parentId: null, body: 'x' };
  await coordinator.call('POST', `/api/v1/documents/${session.minutesId}/comments`, comment);
  const since = performance.now();
  await told;
  expect(performance.now() - since).toBeLessThan(1_000);
}

interface Wire {
  send(data: string | Uint8Array<ArrayBuffer>): void;
  /** Sends Socket.IO's connect and waits for its answer. */
  join(): Promise<'closed' | 'open'>;
  /** Answers once the hub has closed it, or has answered what came after `send`. */
  settled(): Promise<'closed' | 'open'>;
  close(): void;
}

/** An engine.io connection by hand. */
async function openWire(person: Person | null): Promise<Wire> {
  const headers = person === null ? {} : { cookie: person.cookie };
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, { headers } as unknown as string[]); // Node's signature
  const closed = new Promise<'closed'>((resolve) => socket.addEventListener('close', () => resolve('closed')));
  const message = (begins: string): Promise<'open'> =>
    new Promise((resolve) => {
      socket.addEventListener('message', ({ data }) => void (typeof data === 'string' && data.startsWith(begins) && resolve('open')));
    });
  await Promise.race([message('0'), closed]);
  return {
    send: (data) => socket.send(data),
    join() {
      const answered = message('40{');
      socket.send('40');
      return Promise.race([answered, closed]);
    },
    settled() {
      const answered = message('437');
      if (socket.readyState === WebSocket.OPEN) socket.send(`427["watch",{"exchangeId":"${session.exchangeId}","since":null}]`);
      return Promise.race([answered, closed]);
    },
    close: () => socket.close(),
  };
}

const deep = `${'['.repeat(15_000)}${']'.repeat(15_000)}`;
const PACKETS: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[] = [
  ['an event without a name', '42[]'],
  ['an event that is no list', '42{"a":1}'],
  ['broken JSON', '42["watch",{'],
  ['an event named error', '42["error",{"message":"x"}]'],
  ['an event named disconnect', '42["disconnect"]'],
  ['an event named newListener', '42["newListener"]'],
  ['an event named __proto__', '42["__proto__",{"a":1}]'],
  ['a numeric event', '42[7,{}]'],
  ['an event of the hub', '42["signed-out"]'],
  ['deep lists', `42["watch",${deep}]`],
  ['a place where no number can be', '42["watch",{"exchangeId":1e999,"since":-1}]'],
  ['an answer to a question that was never asked', '439[{"ok":true}]'],
  ['999,999,999 attachments', '45999999999-["watch",{"_placeholder":true,"num":0}]'],
  ['an attachment that never comes', '451-["watch",{"_placeholder":true,"num":0}]'],
  ['an attachment that there is not', '451-["watch",{"_placeholder":true,"num":99}]'],
  ['another namespace', '40/admin,{"token":"x"}'],
  ['an event in another namespace', '42/admin,["watch"]'],
  ['an unknown packet', '49[]'],
  ['an unknown frame', '8'],
  ['an upgrade in the middle', '5'],
  ['bytes nobody asked for', new Uint8Array([1, 2, 3, 4])],
  ['a message beyond the bound', `42["watch","${'x'.repeat(70_000)}"]`],
];

test.each(PACKETS)('[R8] %s is refused or ends its own screen, and the honest one hears on', async (_, packet) => {
  const wire = await openWire(attacker);
  expect(await wire.join()).toBe('open');
  wire.send(packet);
  await wire.settled();
  wire.close();
  await expectHeard();
});

test('[A9] without a sign-in a screen is not let in, and what it asks is not answered', async () => {
  const asking = await openWire(null);
  expect(await asking.settled()).toBe('closed');
  const joining = await openWire(null);
  joining.send('40');
  expect(await joining.settled()).toBe('closed');
});

test('[R8] a flood of events is refused as such, and more screens than a person has are not opened', async () => {
  const flood = openScreen(attacker);
  const answers = await Promise.all(
    Array.from({ length: 400 }, () => flood.emitWithAck('watch', { exchangeId: session.exchangeId, since: 0 }) as Promise<{ ok: boolean }>),
  );
  expect(answers.filter(({ ok }) => ok).length).toBeLessThan(100);
  expect(JSON.stringify(answers.at(-1))).toContain('rate_limited');
  flood.close();
  const many = Array.from({ length: 70 }, () => openScreen(attacker));
  const outcomes = await Promise.all(
    many.map(
      (screen) =>
        new Promise<string>((resolve) => {
          screen.on('connect', () => resolve('open'));
          screen.on('connect_error', ({ message }) => resolve(message));
        }),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'open').length).toBeLessThanOrEqual(64);
  expect(new Set(outcomes)).toEqual(new Set(['open', 'rate_limited']));
  for (const screen of many) screen.close();
  await expectHeard();
});

test('[R8] the honest screen heard everything once, in order', () => {
  const seqs = heard.flatMap(({ changes }) => changes.map(({ seq }) => seq));
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  expect(heard.length).toBeGreaterThan(PACKETS.length);
});

/** A document socket by hand over TCP, which asks for everything and then never reads. */
async function openStalled(person: Person, documentId: string): Promise<TcpSocket> {
  const { port } = new URL(hub.url);
  const socket = connect(Number(port), '127.0.0.1');
  const lines = [
    `GET /sync/${documentId} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    `Cookie: ${person.cookie}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve) => socket.once('data', () => resolve()));
  socket.pause();
  const step1 = [FRAME_SYNC, SYNC_STEP1, 1, 0];
  socket.write(Uint8Array.from([0x82, 0x80 + step1.length, 0, 0, 0, 0, ...step1]));
  socket.on('error', () => undefined);
  return socket;
}

test('[R6] a reader that never reads is let go; the others type megabytes meanwhile, and the hub holds none of it for the reader', async () => {
  const pair = await openPair(hub);
  const memory = async (): Promise<number> => {
    const status = await readFile(`/proc/${hub.pid()}/status`, 'utf8').catch(() => '');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
  };
  const { awareness } = pair.writers[0].provider;
  const here = (): number => [...awareness.getStates().values()].filter(({ user }) => user !== undefined).length;
  const reached = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (here() !== count) return;
        awareness.off('change', look);
        resolve();
      };
      awareness.on('change', look);
      look();
    });
  await reached(2);
  const stalled = await Promise.all([openStalled(coordinator, pair.documentId), openStalled(attacker, pair.documentId)]);
  await reached(4);
  const before = await memory();
  for (let round = 0; round < 24; round += 1) {
    const [writer, reader] = round % 2 === 0 ? pair.writers : [pair.writers[1], pair.writers[0]];
    const word = `largo-${round}-${'x'.repeat(600_000)}`;
    writer.type(word);
    const since = performance.now();
    await Promise.all([
      until(writer, () => writer.acknowledged.has(word)),
      until(reader, () => wordsOf(reader.doc).includes(`largo-${round}-`)),
    ]);
    expect(performance.now() - since).toBeLessThan(8_000);
  }
  await pair.agree('los-demás-siguen');
  await reached(2); // the hub says who has gone
  expect((await memory()) - before).toBeLessThan(400);
  for (const socket of stalled) socket.destroy();
  await pair.agree('tras-la-lectora');
  pair.close();
}, 90_000);

test('[R8] after all of this the log has no fault', () => {
  expect(hub.output()).not.toMatch(/unforeseen fault|"level":"error"/);
});
