// A hostile client at the document socket, in the room where two honest people type: forged, broken and outsized frames of each kind
// (R2, R3, R7, R8, F3, F4, F10; the attacks of RELIABILITY E3). Each ends the attacker's own connection at most: the pair goes on, the
// document holds nothing of it, and the process neither dies nor grows.
import { readFile } from 'node:fs/promises';
import { FRAME_AUTH, FRAME_AWARENESS, FRAME_REFUSED, FRAME_SYNC, SYNC_STEP1, SYNC_STEP2, SYNC_UPDATE } from '@enlace/shared/sync/message';
import { SUBPROTOCOL } from '@enlace/shared/sync/version';
import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { openPair, type Pair, wordsOf } from '../support/pair.ts';
import { type Person, signInPerson } from '../support/person.ts';
import { createRandom, runSeed } from '../support/random.ts';
import { frameOf, openRawSocketAs, type RawSocket } from '../support/raw-socket.ts';
import { openStockClient } from '../support/stock-client.ts';

let hub: HubProcess;
let pair: Pair;
let attacker: Person;
let observer: Person;

beforeAll(async () => {
  hub = await openHubProcess();
  pair = await openPair(hub);
  attacker = await signInPerson(hub, 'coordinator');
  observer = await signInPerson(hub, 'observer');
});
afterAll(async () => {
  pair.close();
  await hub.remove();
});

const open = (person: Person = attacker): Promise<RawSocket> => openRawSocketAs(person, pair.documentId, [SUBPROTOCOL]);

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const update = (payload: Uint8Array): Uint8Array => frameOf(FRAME_SYNC, SYNC_UPDATE, payload);
const isRefusal = (frame: Uint8Array): boolean => frame[0] === FRAME_REFUSED;

/** An update in Yjs' first format, from numbers (varuints) and raw bytes. */
function forge(...parts: readonly (number | Uint8Array | string)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else if (typeof part === 'string') encoding.writeVarString(encoder, part);
    else encoding.writeUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

/** What a client of nobody's would write on top of the document: a copy of it with one change. */
function forgedOn(change: (doc: Y.Doc) => void, clientId?: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(pair.writers[0].doc));
  if (clientId !== undefined) doc.clientID = clientId;
  const before = Y.encodeStateVector(doc);
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

const BROKEN: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', bytes()],
  ['an unknown kind', bytes(4)],
  ['the permission-denied frame of servers', frameOf(FRAME_AUTH, 0)],
  ['an acknowledgement', bytes(100, 1)],
  ['a refusal', bytes(101, 1, 0)],
  ['a right to write', bytes(102, 1, 0)],
  ['a state of the store', bytes(103, 0)],
  ['an unknown step', frameOf(FRAME_SYNC, 3, bytes(0, 0))],
  ['a kind that never ends', bytes(255, 255, 255)],
  ['a kind beyond 2^53', bytes(...Array<number>(12).fill(255), 1)],
  ['a kind spelled in two bytes', bytes(128, 0, SYNC_UPDATE, 2, 0, 0)],
  ['a step spelled in two bytes', bytes(FRAME_SYNC, 130, 0, 2, 0, 0)],
  ['a length longer than the frame', bytes(FRAME_SYNC, SYNC_UPDATE, 255, 255, 255, 255, 15)],
  ['bytes behind the end', bytes(FRAME_SYNC, SYNC_UPDATE, 2, 0, 0, 9)],
  ['a state vector of 2^28 clients', frameOf(FRAME_SYNC, SYNC_STEP1, bytes(255, 255, 255, 127))],
  ['awareness of 2^28 clients', frameOf(FRAME_AWARENESS, bytes(255, 255, 255, 127))],
  ['awareness that is no JSON', frameOf(FRAME_AWARENESS, forge(1, 5, 1, '{'))],
];

test.each(BROKEN)('[R8] a frame that is %s ends its sender with a final code, and nobody else', async (_, frame) => {
  const socket = await open();
  socket.send(frame);
  expect((await socket.closed).code).toBe(4400);
});

test('[R8] a text frame and an outsized frame end their senders', async () => {
  const big = await open();
  big.send(frameOf(FRAME_SYNC, SYNC_UPDATE, new Uint8Array(1024 * 1024 + 1)));
  expect((await big.closed).code).toBe(4413);
  const outsized = await open();
  outsized.send(new Uint8Array(6 * 1024 * 1024));
  expect([1006, 1009, 4413]).toContain((await outsized.closed).code);
  await pair.agree('tras-lo-grande');
});

test('[R2] an observer’s write spelled in other bytes is no way in either', async () => {
  const forged = forgedOn((doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')]));
  const before = pair.words();
  for (const kind of [bytes(0, SYNC_UPDATE), bytes(128, 0, SYNC_UPDATE), bytes(0, 128 + SYNC_UPDATE, 0), bytes(0, 128 + SYNC_STEP2, 0)]) {
    const socket = await open(observer);
    socket.send(forge(kind, frameOf(forged)));
    const ended = await Promise.race([socket.closed.then(() => true), socket.frame(isRefusal).then(() => true)]);
    expect(ended).toBe(true);
    socket.close();
  }
  const witness = openStockClient(attacker, pair.documentId);
  await witness.synced();
  expect(wordsOf(witness.doc)).toBe(before);
  witness.close();
});

/** Named attacks of RELIABILITY E3, and their kin. */
const ATTACKS: readonly (readonly [string, () => Uint8Array])[] = [
  ['33 million structs announced in seven bytes', () => forge(1, 33_000_000, 77, 0)],
  ['33 million clients announced', () => forge(33_000_000, 1, 77, 0)],
  ['a client that deletes 33 million ranges', () => forge(0, 1, 77, 33_000_000)],
  ['a deletion of everything of the victim', () => forge(0, 1, pair.writers[0].doc.clientID, 1, 0, 2 ** 52)],
  ['garbage in the victim’s name at clock 2^40', () => forge(1, 1, pair.writers[0].doc.clientID, 0, bytes(0), 2 ** 40, 0)],
  ['garbage of 2^40 clocks in its own name', () => forge(1, 1, 4_000_000_001, 0, bytes(0), 2 ** 40, 0)],
  ['a skip inside an update', () => forge(1, 1, 4_000_000_002, 0, bytes(10), 5, 0)],
  ['a root that minutes do not have', () => forgedOn((doc) => doc.getMap('secret').set('a', 1))],
  ['a sub-document', () => forgedOn((doc) => doc.getMap('body').set('a', new Y.Doc()))],
  ['binary content', () => forgedOn((doc) => doc.getMap('body').set('a', new Uint8Array(9)))],
  ['an element that the schema does not have', () => forgedOn((doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlElement('script')]))],
  ['a hook', () => forgedOn((doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlHook('x')] as unknown as Y.XmlElement[]))],
  ['an attribute __proto__', () => forgedOn((doc) => nest(doc, 1, '__proto__'))],
  ['5,000 nested elements', () => forgedOn((doc) => nest(doc, 5_000))],
  [
    'a truncated deletion set behind a good text',
    () =>
      forgedOn((doc) => nest(doc, 1))
        .subarray(0, -1)
        .slice(),
  ],
  ['the words of the other one, in their own name', () => forgedOn((doc) => nest(doc, 1), pair.writers[1].doc.clientID)],
  ['a client id beyond 32 bits', () => forge(1, 1, 2 ** 40, 0, bytes(0), 1, 0)],
];

function nest(doc: Y.Doc, depth: number, attribute?: string): void {
  doc.transact(() => {
    let parent: Y.XmlFragment = doc.getXmlFragment('body');
    for (let level = 0; level < depth; level += 1) {
      const child = new Y.XmlElement('paragraph');
      parent.insert(0, [child]);
      if (attribute !== undefined) child.setAttribute(attribute, '1');
      parent = child;
    }
  });
}

test.each(ATTACKS)('[R3] %s is refused with a reason, and the document is untouched', async (_, attack) => {
  const before = Y.encodeStateVector(pair.writers[0].doc);
  const socket = await open();
  const began = performance.now();
  socket.send(update(attack()));
  const refusal = new TextDecoder().decode(await socket.frame(isRefusal));
  expect(refusal).toMatch(/inadmissible|out_of_order/);
  expect(performance.now() - began).toBeLessThan(2_000);
  socket.close();
  expect(Y.encodeStateVector(pair.writers[0].doc)).toEqual(before);
});

test('[F4] updates that wait for what never comes are never kept: the sender is asked, and ended the third time', async () => {
  const socket = await open();
  for (let clock = 1; clock <= 3; clock += 1) socket.send(update(forge(1, 1, 4_000_000_009, clock * 10, bytes(0), 1, 0)));
  expect((await socket.closed).code).toBe(4500);
  expect(socket.received.filter((frame) => frame[0] === FRAME_SYNC && frame[1] === SYNC_STEP1).length).toBeGreaterThan(1);
});

test('[F10] ids that another account has leased are not to be had, though nothing was written under them yet', async () => {
  const { clientId } = await pair.people[0].call<{ clientId: number }>('POST', `/api/v1/documents/${pair.documentId}/join`, {
    schemaVersion: 1,
  });
  const socket = await open();
  socket.send(update(forgedOn((doc) => nest(doc, 1), clientId)));
  expect(new TextDecoder().decode(await socket.frame(isRefusal))).toContain('inadmissible');
  expect((await socket.closed).code).toBe(4422);
});

test('[R8] one connection may not squat on client ids without end', async () => {
  const socket = await open();
  const doc = new Y.Doc();
  for (let each = 0; each < 40; each += 1) {
    doc.clientID = 3_900_000_000 + each;
    const before = Y.encodeStateVector(doc);
    doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')]);
    socket.send(update(Y.encodeStateAsUpdate(doc, before)));
  }
  expect((await socket.closed).code).toBe(4422);
  await pair.agree('tras-los-ids');
});

test(`[R3] 3,000 mutants of honest updates leave nothing pending and nothing broken (seed ${runSeed()})`, async () => {
  const random = createRandom(runSeed());
  const honest = [forgedOn((doc) => nest(doc, 3)), forgedOn((doc) => doc.getXmlFragment('body').delete(0, 1))];
  let socket = await open();
  let isEnded = false;
  const watch = (opened: RawSocket): void => void opened.closed.then(() => (isEnded = true));
  watch(socket);
  for (let round = 0; round < 3_000; round += 1) {
    if (isEnded) {
      socket = await open();
      isEnded = false;
      watch(socket);
    }
    const mutant = (honest[round % 2] ?? bytes()).slice(0, random.integer(1, 40));
    for (let hits = random.integer(1, 4); hits > 0; hits -= 1) mutant[random.integer(0, mutant.length - 1)] = random.integer(0, 255);
    socket.send(frameOf(FRAME_SYNC, random.integer(1, 2), mutant));
    if (round % 50 === 0) await new Promise(setImmediate);
    if (round % 500 === 0) await pair.agree(`mutante-${round}`);
  }
  socket.close();
  await pair.agree('tras-los-mutantes');
  const late = openStockClient(pair.people[1], pair.documentId);
  await late.synced();
  expect(wordsOf(late.doc)).toBe(pair.words());
  expect(late.doc.store.pendingStructs).toBeNull();
  late.close();
});

test('[F15] floods of step 1, of questions and of awareness are answered in measure, and cost the others nothing', async () => {
  const sockets = await Promise.all([open(), open(observer), open()]);
  const [asks, questions, lies] = sockets;
  if (asks === undefined || questions === undefined || lies === undefined) throw new Error('three were opened');
  const state = JSON.stringify({ user: { name: 'x'.repeat(1_000) }, cursor: { item: 'x', field: 'y' } });
  for (let round = 0; round < 2_000; round += 1) {
    asks.send(frameOf(FRAME_SYNC, SYNC_STEP1, bytes(0)));
    questions.send(bytes(3));
    lies.send(frameOf(FRAME_AWARENESS, forge(1, 4_000_000_010, Math.min(2 ** 52, 2 ** (round % 53)), state)));
  }
  await pair.agree('tras-las-preguntas');
  expect(asks.received.filter((frame) => frame[0] === FRAME_SYNC && frame[1] === SYNC_STEP2).length).toBeLessThan(5);
  expect(questions.received.length).toBeLessThan(200);
  const seen = JSON.stringify([...pair.writers[0].provider.awareness.getStates().values()]);
  expect(seen).not.toContain('xxxx');
  for (const socket of sockets) socket.close();
});

test('[R8] 20,000 frames at once end their sender as rate limited, and it may come back', async () => {
  const socket = await open();
  for (let round = 0; round < 20_000; round += 1) socket.send(bytes(3));
  const { code, reason } = await socket.closed;
  expect(reason).toBe('rate_limited');
  expect(code < 4400 || code > 4499).toBe(true);
  await pair.agree('tras-la-avalancha');
});

test('[R8] after all of this the hub is the same process, and no larger than it was by much', async () => {
  await pair.agree('al-final');
  const status = await readFile(`/proc/${hub.pid()}/status`, 'utf8').catch(() => null);
  if (status === null) return; // only Linux says it
  expect(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0)).toBeLessThan(400 * 1024);
  expect(hub.output()).not.toMatch(/unforeseen fault|"level":"error"/);
});
