// A client that stops reading, over real sockets (R6, F12): it costs the hub a bounded queue and nobody else anything, and it gets
// everything when it reads again.
import { peerQueueBytesMax } from '@enlace/shared/limits';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket as NodeSocket } from 'ws';
import * as Y from 'yjs';
import { openStockClient, openTestDoor, type TestDoor } from './door.support.ts';
import { bodyOf, createDocument, createPerson, paragraph, type TestPerson } from './sync.support.ts';

let door: TestDoor;
beforeEach(async () => {
  door = await openTestDoor();
});
afterEach(() => door.close());

test('[R6] a client that does not read goes stale, slows nobody, and catches up in one update', async () => {
  const document = createDocument();
  const [writer, reader, sleeper]: [TestPerson, TestPerson, TestPerson] = [createPerson(), createPerson(), createPerson()];
  for (const person of [writer, reader, sleeper]) door.admit(person, document, { mayWrite: true });
  const writing = openStockClient(door, writer, document);
  const reading = openStockClient(door, reader, document);
  await Promise.all([writing.synced(), reading.synced()]);

  const socket = new NodeSocket(`${door.url}/${document.id}`, { headers: { cookie: sleeper.cookie } });
  const doc = new Y.Doc();
  let frames = 0;
  const caughtUp = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data[0] !== 0 || data[1] === 0) return;
      frames += 1;
      let at = 2;
      while ((data[at] ?? 0) >= 128) at += 1;
      Y.applyUpdate(doc, new Uint8Array(data.subarray(at + 1)));
      if (bodyOf(doc).includes('fin')) resolve();
    });
  });
  await new Promise((resolve) => socket.once('message', resolve));
  socket.pause();

  const words = 'ñ'.repeat(100_000);
  const updates = 150;
  for (let i = 0; i < updates; i += 1) {
    writing.doc.getXmlFragment('body').push([paragraph(words)]);
    writing.doc.getXmlFragment('body').delete(0, 1);
    if (i % 10 === 9)
      await reading.until((seen) => Y.getState(seen.store, writing.doc.clientID) === Y.getState(writing.doc.store, writing.doc.clientID));
  }
  writing.doc.getXmlFragment('body').push([paragraph('fin')]);
  await reading.until((seen) => bodyOf(seen).includes('fin'));
  expect(door.door.metrics().peersStale, `${(updates * words.length * 2) / peerQueueBytesMax} times its queue was written`).toBe(1);

  socket.resume();
  await caughtUp;
  expect(frames).toBeLessThan(updates * 2);
  expect(bodyOf(doc)).toBe(bodyOf(writing.doc));
  socket.terminate();
  for (const client of [writing, reading]) client.close();
}, 30_000);

test('[R6] a first state larger than the queue reaches a client that begins to type before it has it all', async () => {
  const document = createDocument();
  const [writer, joiner] = [createPerson(), createPerson()];
  for (const person of [writer, joiner]) door.admit(person, document, { mayWrite: true });
  const writing = openStockClient(door, writer, document);
  await writing.synced();
  for (let i = 0; i < 5; i += 1) writing.doc.getXmlFragment('body').push([paragraph('é'.repeat(400_000))]);
  const joining = openStockClient(door, joiner, document);
  joining.doc.getXmlFragment('body').push([paragraph('ya escribo')]);
  await writing.until((doc) => bodyOf(doc).includes('ya escribo'));
  await joining.until((doc) => bodyOf(doc).length === bodyOf(writing.doc).length);
  expect(bodyOf(joining.doc)).toBe(bodyOf(writing.doc));
  for (const client of [writing, joining]) client.close();
}, 30_000);
