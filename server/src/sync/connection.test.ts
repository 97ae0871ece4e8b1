import { SHAPES } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import * as limits from '@enlace/shared/limits';
import type { RefusalCode } from '@enlace/shared/refusals';
import { closeCode } from '@enlace/shared/sync/close';
import { decodeServerFrame, encodeStep1, encodeStep2, encodeUpdate } from '@enlace/shared/sync/codec';
import {
  FRAME_ACK,
  FRAME_AUTH,
  FRAME_REFUSED,
  FRAME_RIGHT,
  FRAME_STORE,
  FRAME_SYNC,
  type ServerFrame,
  SYNC_STEP1,
  SYNC_STEP2,
} from '@enlace/shared/sync/message';
import * as decoding from 'lib0/decoding';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { systemRandom } from '../runtime/clock.ts';
import { Connection, type Wire } from './connection.ts';
import type { Grant } from './handshake.ts';
import { createHeldLog, type HeldLog } from './held-log.support.ts';
import { Room } from './room.ts';
import { createDice, createDocument, createPerson, createTime, openedFor, paragraph, silent, turn } from './sync.support.ts';

class TestWire implements Wire {
  readonly frames: Uint8Array[] = [];
  closedWith: [number, string] | null = null;
  isPaused = false;
  queued = 0;
  send(frame: Uint8Array): void {
    this.frames.push(frame);
  }
  close(code: number, reason: string): void {
    this.closedWith ??= [code, reason];
  }
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
  queuedBytes(): number {
    return this.queued;
  }
  /** Frames of ours, and of sync the step. */
  get said(): (ServerFrame | number)[] {
    return this.frames.map((frame) => {
      const decoder = decoding.createDecoder(frame);
      const type = decoding.readVarUint(decoder);
      return decodeServerFrame(type, decoder) ?? (type === FRAME_SYNC ? decoding.readVarUint(decoder) : -type);
    });
  }
  ours(type: ServerFrame['type']): ServerFrame[] {
    return this.said.filter((frame): frame is ServerFrame => typeof frame === 'object' && frame.type === type);
  }
}

const document = createDocument();
let log: HeldLog;
let time: ReturnType<typeof createTime>;
let room: Room;
let refused: RefusalCode[];

beforeEach(() => {
  log = createHeldLog();
  time = createTime();
  refused = [];
  room = openRoom(document.id);
});

function openRoom(id: DocumentId): Room {
  const means = { updateLog: log, clock: time, random: systemRandom, timer: time.timer, log: silent, onWrote: () => {} };
  return new Room(id, SHAPES.minutes, means, { idle: () => {}, failed: () => {} });
}

interface Opened {
  readonly wire: TestWire;
  readonly connection: Connection;
  readonly person: ReturnType<typeof createPerson>;
  readonly doc: Y.Doc;
  /** One update of this client's. */
  write(words?: string): Uint8Array;
}

async function open(grant: Partial<Grant> = {}, right: { readonly mayWrite?: boolean } = {}): Promise<Opened> {
  const opened = connect(grant, right);
  await turn();
  return opened;
}

/** The room may still be loading. */
function connect(grant: Partial<Grant> = {}, { mayWrite = true }: { readonly mayWrite?: boolean } = {}): Opened {
  const person = createPerson();
  const doc = new Y.Doc();
  const wire = new TestWire();
  const opened = openedFor(person, document, { mayWrite });
  const own = new Set([doc.clientID]);
  const full: Grant = { caller: person.caller, opened, isOurs: true, clientId: doc.clientID, own, isOutdated: false, ...grant };
  const onRefused = (code: RefusalCode): void => void refused.push(code);
  const connection = new Connection(full, { wire, room }, { updateLog: log, clock: time, timer: time.timer, log: silent, onRefused });
  void connection.start();
  return {
    wire,
    connection,
    person,
    doc,
    write(words = 'palabra') {
      const before = Y.encodeStateVector(doc);
      doc.getXmlFragment('body').push([paragraph(words)]);
      return Y.encodeStateAsUpdate(doc, before);
    },
  };
}

const logged = async (): Promise<number> => (await log.load(document.id)).tail.length;

describe('[R2] a reader', () => {
  test('is refused by the first two bytes, whatever follows, in every way that content can come', async () => {
    const { wire, connection, write } = await open({}, { mayWrite: false });
    const frames = [
      encodeUpdate(write()),
      encodeStep2(write()),
      new Uint8Array([FRAME_SYNC, SYNC_STEP2]),
      new Uint8Array([0, 2, 255, 255, 255]),
    ];
    for (const frame of frames) connection.receive(frame);
    await turn();
    expect(wire.ours('refused')).toEqual([1, 2, 3, 4].map((count) => ({ type: 'refused', count, code: 'read_only' })));
    expect(wire.ours('ack').at(-1)).toEqual({ type: 'ack', count: 4 });
    expect([await logged(), refused.length, wire.closedWith]).toEqual([0, 4, null]);
  });

  test('writes nothing by dice: frame types, and bytes at random', async () => {
    const dice = createDice();
    let { connection, write } = await open({}, { mayWrite: false });
    for (let i = 0; i < 3_000; i += 1) {
      if (!connection.isOpen) ({ connection, write } = await open({}, { mayWrite: false }));
      const frame = dice.roll(3) === 0 ? encodeUpdate(write()) : Uint8Array.from({ length: dice.roll(40) }, () => dice.roll(256));
      if (dice.roll(2) === 0) frame[0] = dice.roll(4);
      if (dice.roll(2) === 0 && frame.length > 1) frame[1] = dice.roll(4);
      connection.receive(frame);
    }
    await turn();
    expect(await logged()).toBe(0);
  });

  test('is told so, and is not asked for its content', async () => {
    const { wire } = await open({}, { mayWrite: false });
    expect(wire.said[0]).toEqual({ type: 'right', mayWrite: false, code: 'read_only' });
    expect(wire.said).not.toContain(SYNC_STEP1);
  });

  test('[R12] with an older shape reads as well, and is told to update', async () => {
    const { wire, connection, write } = await open({ isOutdated: true });
    connection.receive(encodeUpdate(write()));
    await turn();
    expect(wire.said[0]).toEqual({ type: 'right', mayWrite: false, code: 'client_outdated' });
    expect(wire.ours('refused')).toEqual([{ type: 'refused', count: 1, code: 'client_outdated' }]);
    expect(await logged()).toBe(0);
  });
});

describe('[R4] acknowledgements', () => {
  test('say how many write frames of this connection are durable, together for one turn', async () => {
    const { wire, connection, write } = await open();
    log.hold();
    for (const step of [encodeStep2, encodeUpdate, encodeUpdate]) connection.receive(step(write()));
    connection.receive(encodeStep1(new Uint8Array([0])));
    await turn();
    expect(wire.ours('ack')).toEqual([]);
    await log.release();
    await turn();
    expect(wire.ours('ack').at(-1)).toEqual({ type: 'ack', count: 3 });
  });

  test('do not run past a write that is not durable, also where a later one is refused', async () => {
    const { wire, connection, write } = await open();
    log.hold();
    connection.receive(encodeUpdate(write()));
    write('perdida');
    connection.receive(encodeUpdate(write()));
    await turn();
    expect(wire.ours('refused')).toEqual([{ type: 'refused', count: 2, code: 'out_of_order' }]);
    expect(wire.ours('ack')).toEqual([]);
    await log.release();
    await turn();
    expect(wire.ours('ack')).toEqual([{ type: 'ack', count: 2 }]);
  });

  test('reach no stock client: it gets no frame above 3', async () => {
    const { wire, connection, write } = await open({ isOurs: false });
    connection.receive(encodeUpdate(write()));
    log.fail('storage_full');
    connection.receive(encodeUpdate(write()));
    await turn();
    connection.receive(encodeUpdate(new Uint8Array([1])));
    await time.pass(1_000);
    expect(wire.frames.map((frame) => frame[0] ?? 0).filter((type) => type > 3)).toEqual([]);
    expect([FRAME_ACK, FRAME_REFUSED, FRAME_RIGHT, FRAME_STORE].every((type) => type > 3)).toBe(true);
  });
});

describe('[F10] client ids', () => {
  test('that nobody has used are bound at first use, one after another, without a frame being lost or overtaken', async () => {
    const { wire, connection, write, doc, person } = await open({ isOurs: true, clientId: null, own: new Set() });
    for (let i = 0; i < 5; i += 1) connection.receive(encodeUpdate(write(`${i}`)));
    await turn();
    await turn();
    expect(wire.ours('refused')).toEqual([]);
    expect(wire.ours('ack').at(-1)).toEqual({ type: 'ack', count: 5 });
    expect([...(await log.clientsOf(document.id, person.caller.account.id))]).toEqual([doc.clientID]);
  });

  test('of somebody else end the connection, and nothing is written', async () => {
    const { connection, wire, write, doc } = await open({ clientId: null, own: new Set() });
    await log.bindClient(document.id, doc.clientID, createPerson().caller.account.id);
    connection.receive(encodeUpdate(write()));
    await turn();
    expect(wire.closedWith).toEqual([4422, 'inadmissible']);
    expect(await logged()).toBe(0);
  });

  test('can only be bound so many times by one connection', async () => {
    const { connection, wire } = await open({ clientId: null, own: new Set() });
    for (let id = 0; id <= limits.clientIdsPerConnectionMax; id += 1) {
      const doc = new Y.Doc();
      doc.clientID = 1_000 + id;
      doc.getXmlFragment('body').push([paragraph('x')]);
      connection.receive(encodeUpdate(Y.encodeStateAsUpdate(doc)));
      await turn();
    }
    expect(wire.closedWith).toEqual([4422, 'inadmissible']);
    expect(await logged()).toBe(limits.clientIdsPerConnectionMax);
  });

  test('[F21] that cannot be bound while the store fails end the connection for now, not for good', async () => {
    const { connection, wire, write } = await open({ clientId: null, own: new Set() });
    log.fail('storage_full');
    connection.receive(encodeUpdate(write()));
    await turn();
    expect(wire.ours('refused')).toEqual([{ type: 'refused', count: 1, code: 'storage_full' }]);
    expect(wire.closedWith).toEqual([1013, 'storage_full']);
  });
});

describe('[F4] what is missing', () => {
  test('is asked for; the client sends the rest, and nothing stays pending', async () => {
    const { connection, wire, write, doc } = await open();
    write('perdida');
    connection.receive(encodeUpdate(write()));
    expect(wire.said.filter((frame) => frame === SYNC_STEP1).length).toBe(2);
    connection.receive(encodeStep2(Y.encodeStateAsUpdate(doc)));
    await turn();
    expect(wire.ours('ack').at(-1)).toEqual({ type: 'ack', count: 2 });
    expect(wire.closedWith).toBe(null);
  });

  test('for the third time in ten seconds ends the connection for now', async () => {
    const { connection, wire, write } = await open();
    write('perdida');
    for (let i = 0; i < 2; i += 1) connection.receive(encodeUpdate(write()));
    await time.pass(limits.gapsWindowMs);
    for (let i = 0; i < 2; i += 1) connection.receive(encodeUpdate(write()));
    expect(wire.closedWith).toBe(null);
    connection.receive(encodeUpdate(write()));
    expect(wire.closedWith).toEqual([4500, 'out_of_order']);
  });
});

describe('[R8] frames', () => {
  test.each<[string, Uint8Array, RefusalCode]>([
    ['of an unknown type', new Uint8Array([4]), 'bad_request'],
    ['of a type only servers send', new Uint8Array([FRAME_AUTH, 0]), 'bad_request'],
    ['that are empty', new Uint8Array(), 'bad_request'],
    ['with a number in a longer form', new Uint8Array([0x80, 0, 1, 0]), 'bad_request'],
    ['that are cut off', encodeUpdate(new Uint8Array(9)).subarray(0, 5), 'bad_request'],
    ['with something after them', new Uint8Array([...encodeStep1(new Uint8Array([0])), 0]), 'bad_request'],
    ['with a state vector that is none', encodeStep1(new Uint8Array([9, 1])), 'bad_request'],
    ['with a state vector too large', encodeStep1(new Uint8Array(limits.stateVectorBytesMax + 1)), 'body_too_large'],
    ['with an update too large', encodeUpdate(new Uint8Array(limits.updateBytesMax + 1)), 'body_too_large'],
    ['too large', new Uint8Array(limits.frameBytesMax + 1), 'body_too_large'],
    ['with an inadmissible update', encodeUpdate(new Uint8Array([1, 2, 3])), 'inadmissible'],
  ])('%s end the connection with a code, and the room lives on', async (_, frame, code) => {
    const { connection, wire } = await open();
    const other = await open();
    connection.receive(frame);
    await turn();
    expect(wire.closedWith).toEqual([closeCode(code), code]);
    other.connection.receive(encodeUpdate(other.write()));
    await turn();
    expect(other.wire.ours('ack')).toEqual([{ type: 'ack', count: 1 }]);
  });

  test('of a step 2 may be larger than an update', async () => {
    const { connection, wire, write } = await open();
    connection.receive(encodeStep2(write('é'.repeat(600_000))));
    await turn();
    expect(wire.ours('ack')).toEqual([{ type: 'ack', count: 1 }]);
  });

  test('more and faster than anybody types end the connection for now', async () => {
    const { connection, wire } = await open();
    for (let i = 0; i <= limits.connectionFramesBurst; i += 1) connection.receive(new Uint8Array([3]));
    expect(wire.closedWith).toEqual([4513, 'rate_limited']);
  });
});

describe('[R5] before the room is ready', () => {
  test('frames wait, in order; nothing is answered; beyond a bound the socket is not read', async () => {
    room = openRoom(document.id);
    const { connection, wire, write } = connect();
    for (const words of ['uno', 'dos']) connection.receive(encodeUpdate(write(words)));
    const long = 'é'.repeat(900_000);
    for (let i = 0; i < 3; i += 1) connection.receive(encodeStep2(write(long)));
    expect(wire.isPaused).toBe(false);
    connection.receive(encodeStep2(write(long)));
    expect([wire.isPaused, wire.frames.length]).toEqual([true, 0]);
    await turn();
    expect(wire.isPaused).toBe(false);
    expect(wire.ours('ack').at(-1)).toEqual({ type: 'ack', count: 6 });
  });

  test('a room that fails sends everyone away for now', async () => {
    log.failLoads(1);
    room = openRoom(document.id);
    const { wire } = await open();
    expect(wire.closedWith).toEqual([1013, 'storage_failed']);
    expect(wire.frames).toEqual([]);
  });
});

test('[F15] a state is sent at most every two seconds; of questions that come sooner the last is answered', async () => {
  const { connection, wire, doc, write } = await open();
  const states = (): number => wire.said.filter((frame) => frame === SYNC_STEP2).length;
  for (let i = 0; i < 50; i += 1) connection.receive(encodeStep1(new Uint8Array([0])));
  expect(states()).toBe(1);
  connection.receive(encodeUpdate(write()));
  connection.receive(encodeStep1(Y.encodeStateVector(doc)));
  await time.pass(limits.fullSyncIntervalMs);
  expect(states()).toBe(2);
  expect(wire.frames.at(-1)?.length, 'the writer has everything').toBeLessThan(10);
});

test('[R6] an acknowledgement that cannot be queued any more ends the connection for now', async () => {
  const { connection, wire, write } = await open();
  wire.queued = limits.peerQueueBytesMax;
  connection.receive(encodeUpdate(write()));
  await turn();
  expect(wire.closedWith).toEqual([1013, 'too_slow']);
});

test('[R9] a right that is taken away, or given, holds from that moment', async () => {
  const { connection, wire, write, person } = await open();
  connection.changeRight(openedFor(person, document, { mayWrite: false, reason: 'state_not_allowed' }));
  expect(wire.said.at(-1)).toEqual({ type: 'right', mayWrite: false, code: 'state_not_allowed' });
  const update = write();
  connection.receive(encodeUpdate(update));
  await turn();
  expect([await logged(), wire.ours('refused').length]).toEqual([0, 1]);
  connection.changeRight(openedFor(person, document, { mayWrite: true }));
  expect(wire.ours('right').at(-1)).toEqual({ type: 'right', mayWrite: true, code: '' });
  expect(wire.said.at(-1), 'it is asked for what it has').toBe(SYNC_STEP1);
  connection.receive(encodeStep2(update));
  await turn();
  expect(await logged()).toBe(1);
});
