import { hubClientId } from '@enlace/shared/document/shape';
import * as limits from '@enlace/shared/limits';
import type { RefusalCode } from '@enlace/shared/refusals';
import { closeCode } from '@enlace/shared/sync/close';
import { encodeStep1, encodeStep2, encodeUpdate } from '@enlace/shared/sync/codec';
import { FRAME_AUTH, FRAME_SYNC, SYNC_STEP1, SYNC_STEP2 } from '@enlace/shared/sync/message';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Bench, createBench } from './connection.support.ts';
import { createDice, createPerson, paragraph, turn } from './sync.support.ts';

let bench: Bench;
beforeEach(() => {
  bench = createBench();
});

describe('[R2] a reader', () => {
  test('is refused by the first two bytes, whatever follows, in every way that content can come', async () => {
    const { wire, connection, write } = await bench.open({}, { mayWrite: false });
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
    expect([await bench.logged(), bench.refused.length, wire.closedWith]).toEqual([0, 4, null]);
  });

  test('writes nothing by dice: frame types, and bytes at random', async () => {
    const dice = createDice();
    let { connection, write } = await bench.open({}, { mayWrite: false });
    for (let i = 0; i < 3_000; i += 1) {
      if (!connection.isOpen) ({ connection, write } = await bench.open({}, { mayWrite: false }));
      const frame = dice.roll(3) === 0 ? encodeUpdate(write()) : Uint8Array.from({ length: dice.roll(40) }, () => dice.roll(256));
      if (dice.roll(2) === 0) frame[0] = dice.roll(4);
      if (dice.roll(2) === 0 && frame.length > 1) frame[1] = dice.roll(4);
      connection.receive(frame);
    }
    await turn();
    expect(await bench.logged()).toBe(0);
  });

  test('is told so, and is not asked for its content', async () => {
    const { wire } = await bench.open({}, { mayWrite: false });
    expect(wire.said[0]).toEqual({ type: 'right', mayWrite: false, code: 'read_only' });
    expect(wire.said).not.toContain(SYNC_STEP1);
  });

  test('[R12] with an older shape reads as well, and is told to update', async () => {
    const { wire, connection, write } = await bench.open({ isOutdated: true });
    connection.receive(encodeUpdate(write()));
    await turn();
    expect(wire.said[0]).toEqual({ type: 'right', mayWrite: false, code: 'client_outdated' });
    expect(wire.ours('refused')).toEqual([{ type: 'refused', count: 1, code: 'client_outdated' }]);
    expect(await bench.logged()).toBe(0);
  });
});

describe('[F10] client ids', () => {
  test('that nobody has used are bound at first use, one after another, without a frame being lost or overtaken', async () => {
    const { wire, connection, write, doc, person } = await bench.open({ isOurs: true, clientId: null, own: new Set() });
    for (let i = 0; i < 5; i += 1) connection.receive(encodeUpdate(write(`${i}`)));
    await turn();
    await turn();
    expect(wire.ours('refused')).toEqual([]);
    expect(wire.ours('ack').at(-1)).toEqual({ type: 'ack', count: 5 });
    expect([...(await bench.log.clientsOf(bench.document.id, person.caller.account.id))]).toEqual([doc.clientID]);
  });

  test('of somebody else end the connection, and nothing is written', async () => {
    const { connection, wire, write, doc } = await bench.open({ clientId: null, own: new Set() });
    await bench.log.bindClient(bench.document.id, doc.clientID, createPerson().caller.account.id);
    connection.receive(encodeUpdate(write()));
    await turn();
    expect(wire.closedWith).toEqual([4422, 'inadmissible']);
    expect(await bench.logged()).toBe(0);
  });

  test('of the hub are nobody’s: what it wrote may be sent again, more of it ends the connection', async () => {
    const hub = new Y.Doc();
    hub.clientID = hubClientId;
    hub.getXmlFragment('body').push([paragraph('plantilla')]);
    await bench.log.append({ documentId: bench.document.id, memberId: null, update: Y.encodeStateAsUpdate(hub) });
    bench.reopenRoom();
    const other = bench.connect();
    await turn();
    other.connection.receive(encodeStep2(Y.encodeStateAsUpdate(hub)));
    other.connection.receive(encodeUpdate(other.write()));
    await turn();
    expect([other.wire.ours('refused'), await bench.logged()]).toEqual([[], 2]);
    hub.getXmlFragment('body').push([paragraph('en nombre del sistema')]);
    other.connection.receive(encodeStep2(Y.encodeStateAsUpdate(hub)));
    await turn();
    expect(other.wire.closedWith).toEqual([4422, 'inadmissible']);
    expect(await bench.logged()).toBe(2);
  });

  test('can only be bound so many times by one connection', async () => {
    const { connection, wire } = await bench.open({ clientId: null, own: new Set() });
    for (let id = 0; id <= limits.clientIdsPerConnectionMax; id += 1) {
      const doc = new Y.Doc();
      doc.clientID = 1_000 + id;
      doc.getXmlFragment('body').push([paragraph('x')]);
      connection.receive(encodeUpdate(Y.encodeStateAsUpdate(doc)));
      await turn();
    }
    expect(wire.closedWith).toEqual([4422, 'inadmissible']);
    expect(await bench.logged()).toBe(limits.clientIdsPerConnectionMax);
  });

  test('[F21] that cannot be bound while the store fails end the connection for now, not for good', async () => {
    const { connection, wire, write } = await bench.open({ clientId: null, own: new Set() });
    bench.log.fail('storage_full');
    connection.receive(encodeUpdate(write()));
    await turn();
    expect(wire.ours('refused')).toEqual([{ type: 'refused', count: 1, code: 'storage_full' }]);
    expect(wire.closedWith).toEqual([1013, 'storage_full']);
  });
});

describe('[F4] what is missing', () => {
  test('is asked for; the client sends the rest, and nothing stays pending', async () => {
    const { connection, wire, write, doc } = await bench.open();
    write('perdida');
    connection.receive(encodeUpdate(write()));
    expect(wire.said.filter((frame) => frame === SYNC_STEP1).length).toBe(2);
    connection.receive(encodeStep2(Y.encodeStateAsUpdate(doc)));
    await turn();
    expect(wire.ours('ack').at(-1)).toEqual({ type: 'ack', count: 2 });
    expect(wire.closedWith).toBe(null);
  });

  test('for the third time in ten seconds ends the connection for now', async () => {
    const { connection, wire, write } = await bench.open();
    write('perdida');
    for (let i = 0; i < 2; i += 1) connection.receive(encodeUpdate(write()));
    await bench.time.pass(limits.gapsWindowMs);
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
    const { connection, wire } = await bench.open();
    const other = await bench.open();
    connection.receive(frame);
    await turn();
    expect(wire.closedWith).toEqual([closeCode(code), code]);
    other.connection.receive(encodeUpdate(other.write()));
    await turn();
    expect(other.wire.ours('ack')).toEqual([{ type: 'ack', count: 1 }]);
  });

  test('of a step 2 may be larger than an update', async () => {
    const { connection, wire, write } = await bench.open();
    connection.receive(encodeStep2(write('é'.repeat(600_000))));
    await turn();
    expect(wire.ours('ack')).toEqual([{ type: 'ack', count: 1 }]);
  });

  test('more and faster than anybody types end the connection for now', async () => {
    const { connection, wire } = await bench.open();
    for (let i = 0; i <= limits.connectionFramesBurst; i += 1) connection.receive(new Uint8Array([3]));
    expect(wire.closedWith).toEqual([4513, 'rate_limited']);
  });
});
