import { afterEach, beforeEach, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { openStockClient, openTestDoor, type TestDoor } from './door.support.ts';
import { bodyOf, createDocument, createPerson, paragraph } from './sync.support.ts';

let door: TestDoor;
beforeEach(async () => {
  door = await openTestDoor();
});
afterEach(() => door.close());

test('[R4] two stock clients converge, and a third that comes later sees all', async () => {
  const document = createDocument();
  const people = [createPerson(), createPerson(), createPerson()] as const;
  for (const person of people) door.admit(person, document, { mayWrite: true });
  const [one, two] = [openStockClient(door, people[0], document), openStockClient(door, people[1], document)];
  await Promise.all([one.synced(), two.synced()]);
  one.doc.getXmlFragment('body').insert(0, [paragraph('El INM abre la sesión.')]);
  two.doc.getXmlFragment('body').push([paragraph('COMAR toma nota.')]);
  const hasBoth = (doc: Y.Doc): boolean => bodyOf(doc).includes('COMAR') && bodyOf(doc).includes('INM');
  await Promise.all([one.until(hasBoth), two.until(hasBoth)]);
  const three = openStockClient(door, people[2], document);
  await three.synced();
  expect(bodyOf(three.doc)).toBe(bodyOf(one.doc));
  expect(bodyOf(two.doc)).toBe(bodyOf(one.doc));
  for (const client of [one, two, three]) client.close();
});
