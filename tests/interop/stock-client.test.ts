// The published y-websocket provider, with nothing of ours but the cookie in its header, works against the hub.
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { converged } from '../support/converge.ts';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { type Person, signInPerson } from '../support/person.ts';
import { openStockClient } from '../support/stock-client.ts';

let hub: HubProcess;
let inm: Person;
let comar: Person;

beforeAll(async () => {
  hub = await openHubProcess();
  inm = await signInPerson(hub, 'host_editor', 'INM');
  comar = await signInPerson(hub, 'host_editor', 'COMAR');
});
afterAll(() => hub.remove());

const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(words)]);
  return element;
};

test('[R1] the list of documents says kind, exchange, title and whether the caller may write', async () => {
  const documents = await inm.documents();
  expect(documents.length).toBeGreaterThan(5);
  for (const card of documents) {
    expect(card).toMatchObject({
      id: expect.any(String),
      kind: expect.stringMatching(/^(agenda|minutes)$/),
      exchangeId: expect.any(String),
    });
    expect(typeof card.mayWrite).toBe('boolean');
  }
});

test('[R4] two stock clients of two institutions converge, and a third that comes later sees all', async () => {
  const { id } = await inm.document('minutes', true);
  const [one, two] = [openStockClient(inm, id), openStockClient(comar, id)];
  await Promise.all([one.synced(), two.synced()]);
  one.doc.getXmlFragment('body').insert(0, [paragraph('El INM abre la sesión.')]);
  two.doc.getXmlFragment('body').push([paragraph('COMAR toma nota.')]);
  await converged([one.doc, two.doc]);
  const three = openStockClient(inm, id);
  await three.synced();
  await converged([one.doc, two.doc, three.doc]);
  const words = three.doc.getXmlFragment('body').toString();
  expect(words).toContain('El INM abre la sesión.');
  expect(words).toContain('COMAR toma nota.');
  expect(words).toBe(one.doc.getXmlFragment('body').toString());
  for (const client of [one, two, three]) client.close();
});

test('[R7] a stock client sees who is there, as the hub says it', async () => {
  const { id } = await inm.document('minutes', true);
  const [one, two] = [openStockClient(inm, id), openStockClient(comar, id)];
  const { awareness } = two.provider;
  one.provider.awareness.setLocalStateField('user', { name: 'Alguien más', color: '#000000' });
  const stamped = await new Promise<unknown>((resolve) => {
    const look = (): void => {
      const state = awareness.getStates().get(one.doc.clientID);
      if (state?.user !== undefined) resolve(state.user);
    };
    awareness.on('change', look);
    look();
  });
  expect(stamped).toMatchObject({ acronym: { es: 'INM' } });
  expect(JSON.stringify(stamped)).not.toContain('Alguien más');
  for (const client of [one, two]) client.close();
});

test('[R1] an unknown document, and no cookie, are final refusals with their codes', async () => {
  const { id } = await inm.document('minutes', true);
  const codeOf = (person: Person, documentId: string): Promise<number> =>
    new Promise((resolve) => {
      const client = openStockClient(person, documentId);
      client.provider.on('closed', (event) => {
        client.close();
        resolve(event.code);
      });
    });
  expect(await codeOf(inm, '01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe(4404);
  expect(await codeOf({ ...inm, cookie: '' }, id)).toBe(4401);
});
