// An observer's forged writes, by every door and every kind of frame: none takes effect (R2, DOMAIN §2.13, mission number M8).

import type { DocumentCard } from '@enlace/shared/api/document';
import type { Endpoint } from '@enlace/shared/api/endpoint';
import type { ExchangeView } from '@enlace/shared/api/exchange';
import type { Comment } from '@enlace/shared/model/comment';
import { FRAME_AWARENESS, FRAME_REFUSED, FRAME_SYNC, SYNC_STEP1, SYNC_STEP2, SYNC_UPDATE } from '@enlace/shared/sync/message';
import { SUBPROTOCOL } from '@enlace/shared/sync/version';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as awarenessProtocol from 'y-protocols/awareness';
import * as Y from 'yjs';
import { ENDPOINTS } from '../support/contract.ts';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { type Person, signInPerson } from '../support/person.ts';
import { frameOf, openRawSocketAs } from '../support/raw-socket.ts';
import { openStockClient } from '../support/stock-client.ts';

let hub: HubProcess;
let observer: Person;
let coordinator: Person;
let minutes: DocumentCard;

beforeAll(async () => {
  hub = await openHubProcess();
  observer = await signInPerson(hub, 'observer');
  coordinator = await signInPerson(hub, 'coordinator');
  minutes = await observer.document('minutes', false);
});
afterAll(() => hub.remove());

/** The document as the hub holds it: read by another person, through another connection. */
async function wordsAtTheHub(): Promise<string> {
  const witness = openStockClient(coordinator, minutes.id);
  await witness.synced();
  const words = witness.doc.getXmlFragment('body').toString();
  witness.close();
  return words;
}

/** An update as an editor's client would make it, on top of the real document. */
async function forgedUpdate(): Promise<{ readonly update: Uint8Array; readonly whole: Uint8Array }> {
  const client = openStockClient(observer, minutes.id);
  await client.synced();
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(client.doc));
  client.close();
  let update = new Uint8Array();
  doc.on('update', (bytes: Uint8Array) => {
    update = new Uint8Array(bytes);
  });
  const forged = new Y.XmlElement('paragraph');
  forged.insert(0, [new Y.XmlText('TEXTO FALSO')]);
  doc.getXmlFragment('body').insert(0, [forged]);
  return { update, whole: Y.encodeStateAsUpdate(doc) };
}

test('[R2] an observer may open the minutes and may not write them', async () => {
  expect(minutes.mayWrite).toBe(false);
  expect((await observer.documents()).every((card) => !card.mayWrite)).toBe(true);
});

test.each([
  ['update', SYNC_UPDATE],
  ['sync step 2', SYNC_STEP2],
])('[R2] a forged %s frame is refused and the document is untouched', async (_, step) => {
  const before = await wordsAtTheHub();
  const { update, whole } = await forgedUpdate();
  const socket = await openRawSocketAs(observer, minutes.id, [SUBPROTOCOL]);
  socket.send(frameOf(FRAME_SYNC, step, step === SYNC_UPDATE ? update : whole));
  const refused = await socket.frame((frame) => frame[0] === FRAME_REFUSED);
  expect(new TextDecoder().decode(refused)).toContain('read_only');
  expect(await wordsAtTheHub()).toBe(before);
  socket.close();
});

test('[R2] an offline queue of forbidden edits, replayed by a stock client, changes nothing', async () => {
  const before = await wordsAtTheHub();
  const client = openStockClient(observer, minutes.id, [], false);
  const forged = new Y.XmlElement('paragraph');
  forged.insert(0, [new Y.XmlText('ESCRITO SIN CONEXIÓN')]);
  client.doc.getXmlFragment('body').insert(0, [forged]);
  client.provider.connect();
  await client.synced();
  client.doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')]);
  expect(await wordsAtTheHub()).toBe(before);
  client.close();
});

test('[R7] an observer cannot take another identity in awareness, nor write another one’s state', async () => {
  const { id } = minutes;
  const editor = openStockClient(coordinator, id);
  await editor.synced();
  const socket = await openRawSocketAs(observer, id);
  const impostor = new Y.Doc();
  const claimed = new awarenessProtocol.Awareness(impostor);
  claimed.setLocalState({ user: { name: 'Jefatura de delegación, SRE', acronym: { es: 'SRE' } } });
  socket.send(frameOf(FRAME_AWARENESS, awarenessProtocol.encodeAwarenessUpdate(claimed, [impostor.clientID])));
  const victim = new awarenessProtocol.Awareness(impostor);
  victim.states.set(editor.doc.clientID, { user: { name: 'Nadie' } });
  victim.meta.set(editor.doc.clientID, { clock: Number.MAX_SAFE_INTEGER, lastUpdated: 0 });
  socket.send(frameOf(FRAME_AWARENESS, awarenessProtocol.encodeAwarenessUpdate(victim, [editor.doc.clientID])));
  // a question that the hub answers in order: when the answer is here, both frames have been judged
  const judged = socket.received.length;
  socket.send(frameOf(FRAME_SYNC, SYNC_STEP1, Y.encodeStateVector(impostor)));
  await socket.frame((frame) => frame[0] === FRAME_SYNC && frame[1] === SYNC_STEP2 && socket.received.indexOf(frame) >= judged);
  const stranger = openStockClient(coordinator, id);
  await stranger.synced();
  const names = JSON.stringify([...editor.provider.awareness.getStates().values(), ...stranger.provider.awareness.getStates().values()]);
  expect(names).not.toContain('Jefatura de delegación, SRE');
  expect(names).not.toContain('Nadie');
  socket.close();
  editor.close();
  stranger.close();
  claimed.destroy();
  victim.destroy();
});

/** What an observer may do: their own sign-ins and account, opening a document, and a comment where the session allows it. */
const OWN = [
  'DELETE /api/v1/sign-ins/:signInId',
  'PATCH /api/v1/me',
  'POST /api/v1/documents/:documentId/comments',
  'POST /api/v1/documents/:documentId/join',
  'POST /api/v1/me/password',
  'POST /api/v1/sign-ins/end-others',
  'POST /api/v1/sign-out',
];

test('[A30] every other writing endpoint refuses the observer, and the exchange stays as it was', async () => {
  const { exchangeId } = minutes;
  const read = async (): Promise<ExchangeView> => coordinator.call<ExchangeView>('GET', `/api/v1/exchanges/${exchangeId}`);
  const readComments = (): Promise<readonly Comment[]> => coordinator.call('GET', `/api/v1/documents/${minutes.id}/comments`);
  const theirs = await coordinator.call<Comment>('POST', `/api/v1/documents/${minutes.id}/comments`, {
    id: '01ARZ3NDEKTSV4RRFFQ69G5FB0',
    kind: 'comment',
    anchor: { kind: 'document' },
    parentId: null,
    body: 'De la coordinación.',
  });
  const commentsBefore = await readComments();
  const { seq: _before, ...before } = await read();
  const session = before.sessions.find((each) => each.minutesId === minutes.id);
  const me = before.members.find((member) => member.role === 'observer');
  if (session === undefined || me === undefined) throw new Error('the sample has neither the session nor the observer');
  const { id: _id, exchangeId: _exchange, state: _state, ...draft } = session;
  const invitation = {
    email: 'otra@acnur.example',
    language: 'es',
    institutionId: me.institutionId,
    officeId: null,
    functionalTitle: { es: 'Coordinación' },
    role: 'coordinator',
    mayEndorse: true,
  };
  const [pending] = await coordinator.call<{ id: string }[]>('POST', `/api/v1/exchanges/${exchangeId}/invitations`, {
    invitations: [{ ...invitation, email: 'espera@acnur.example', role: 'observer', mayEndorse: false }],
  });
  const attempts: readonly [string, string, unknown][] = [
    ['PATCH', `/api/v1/exchanges/${exchangeId}`, { version: before.exchange.version, title: { es: 'Falso' } }],
    ['POST', `/api/v1/exchanges/${exchangeId}/state`, { version: before.exchange.version, state: 'concluded' }],
    ['POST', `/api/v1/exchanges/${exchangeId}/agenda/publish`, undefined],
    ['POST', `/api/v1/exchanges/${exchangeId}/sessions`, { ...draft, agendaItemId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' }],
    ['PATCH', `/api/v1/sessions/${session.id}`, { version: session.version, title: { es: 'Falso' } }],
    ['POST', `/api/v1/sessions/${session.id}/state`, { version: session.version, state: 'closed' }],
    ['POST', `/api/v1/sessions/${session.id}/comments-open`, { version: session.version, isOpen: false }],
    ['POST', `/api/v1/exchanges/${exchangeId}/invitations`, { invitations: [invitation] }],
    ['PATCH', `/api/v1/members/${me.id}`, { version: me.version, role: 'coordinator' }],
    ['DELETE', `/api/v1/members/${before.me.id}`, undefined],
    ['DELETE', `/api/v1/invitations/${pending?.id}`, undefined],
    ['PATCH', `/api/v1/comments/${theirs.id}`, { version: theirs.version, body: 'Falso' }],
    ['POST', `/api/v1/comments/${theirs.id}/resolved`, { version: theirs.version, isResolved: true }],
    ['DELETE', `/api/v1/comments/${theirs.id}`, undefined],
    ['POST', '/api/v1/exchanges', { ...before.exchange, functionalTitle: { es: 'Coordinación' } }],
    [
      'POST',
      '/api/v1/offices',
      {
        institutionId: me.institutionId,
        name: { es: 'Falsa' },
        state: null,
        municipality: null,
        timeZone: 'America/Mexico_City',
        isField: false,
      },
    ],
    [
      'POST',
      '/api/v1/institutions',
      {
        name: { es: 'Falsa' },
        acronym: { es: 'FFF' },
        kind: 'donor',
        country: null,
        parentId: null,
        iatiOrgType: null,
        orgIds: [],
        aliases: [],
      },
    ],
  ];
  for (const [method, path, body] of attempts) {
    const answer = await observer.request(method, path, body);
    expect([403, 404], `${method} ${path} answered ${answer.status}`).toContain(answer.status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  }
  const { seq: _after, ...after } = await read();
  expect(after).toEqual(before);
  expect(await readComments()).toEqual(commentsBefore);
  const invitations = await coordinator.call<readonly { id: string }[]>('GET', `/api/v1/exchanges/${exchangeId}/invitations`);
  expect(invitations.map((each) => each.id)).toContain(pending?.id);

  const isTried = ({ method, path }: Endpoint): boolean =>
    attempts.some(([tried, at]) => tried === method && new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(at));
  const untried = ENDPOINTS.filter((endpoint) => endpoint.method !== 'GET' && endpoint.access === 'signed-in' && !isTried(endpoint));
  expect(untried.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(OWN);
});

test('[R2] forged Socket.IO events reach no one', async () => {
  const { exchangeId } = minutes;
  const connect = (person: Person): Socket =>
    io(person.url, { path: '/live', transports: ['websocket'], extraHeaders: { cookie: person.cookie }, reconnection: false });
  const [attacker, listener] = [connect(observer), connect(coordinator)];
  const heard: unknown[] = [];
  for (const event of ['changes', 'resync', 'access', 'signed-out']) listener.on(event, (payload: unknown) => heard.push([event, payload]));
  await Promise.all([attacker, listener].map((socket) => socket.emitWithAck('watch', { exchangeId, since: null })));
  const forged = { exchangeId, changes: [{ seq: 999_999, subject: 'member', verb: 'removed' }], seq: 999_999 };
  for (const event of ['changes', 'resync', 'presence', 'access', 'signed-out', '__proto__', 'constructor']) attacker.emit(event, forged);
  attacker.emit('watch', 'not an object', 'not a function');
  attacker.emit('at', { exchangeId, documentId: 'x'.repeat(50_000), isIdle: 'no' });
  expect(await attacker.emitWithAck('at', { exchangeId, documentId: minutes.id, isIdle: false })).toMatchObject({ ok: true });
  expect(await listener.emitWithAck('at', { exchangeId, documentId: null, isIdle: false })).toMatchObject({ ok: true });
  expect(heard).toEqual([]);
  attacker.close();
  listener.close();
});
