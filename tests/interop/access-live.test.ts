// Rights that change under open sockets (R9, A20, A38): role, archive, closing, comments, sign-ins ended elsewhere.
// "Within a second" is measured from the answer to who made the change.
import type { ExchangeView } from '@enlace/shared/api/exchange';
import { FRAME_ACK, FRAME_REFUSED, FRAME_RIGHT, FRAME_SYNC, SYNC_STEP2, SYNC_UPDATE } from '@enlace/shared/sync/message';
import { SUBPROTOCOL } from '@enlace/shared/sync/version';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { type Person, sessionInProgress, signInAccount, signInPerson } from '../support/person.ts';
import { frameOf, openRawSocketAs, type RawSocket } from '../support/raw-socket.ts';

type SessionView = ExchangeView['sessions'][number];

let hub: HubProcess;
let coordinator: Person;
let editor: Person;
let observer: Person;
let session: SessionView;

beforeAll(async () => {
  hub = await openHubProcess();
  coordinator = await signInPerson(hub, 'coordinator');
  editor = await signInPerson(hub, 'host_editor', 'COMAR');
  observer = await signInPerson(hub, 'observer');
  session = await sessionInProgress(editor);
});
afterAll(() => hub.remove());

const viewOf = (person: Person, exchangeId: string): Promise<ExchangeView> => person.call('GET', `/api/v1/exchanges/${exchangeId}`);
const openSync = (person: Person, documentId: string = session.minutesId): Promise<RawSocket> =>
  openRawSocketAs(person, documentId, [SUBPROTOCOL]);
const openLive = (person: Person): Socket =>
  io(person.url, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { cookie: person.cookie },
    reconnection: false,
    forceNew: true,
  });
const textOf = (frame: Uint8Array): string => new TextDecoder().decode(frame);
const rightsOf = (socket: RawSocket): number[] =>
  socket.received.filter((frame) => frame[0] === FRAME_RIGHT).map((frame) => frame[1] ?? -1);

/** The next frame after those that have come which says whether it may write. */
function nextRight(socket: RawSocket): Promise<Uint8Array> {
  const seen = new Set(socket.received);
  return socket.frame((frame) => frame[0] === FRAME_RIGHT && !seen.has(frame));
}

let paragraphs = 0;
/** A paragraph that stands on nothing else, under a client id of its own. */
function writeFrame(): Uint8Array {
  const doc = new Y.Doc();
  paragraphs += 1;
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(`intento-${paragraphs}`)]);
  doc.getXmlFragment('body').insert(0, [element]);
  return frameOf(FRAME_SYNC, SYNC_UPDATE, Y.encodeStateAsUpdate(doc));
}

async function answerTo(socket: RawSocket): Promise<string> {
  const seen = new Set(socket.received);
  socket.send(writeFrame());
  const answer = await socket.frame((frame) => !seen.has(frame) && (frame[0] === FRAME_ACK || frame[0] === FRAME_REFUSED));
  return answer[0] === FRAME_ACK ? 'saved' : textOf(answer.subarray(3));
}

async function withinASecond<T>(what: Promise<T>, since: number): Promise<T> {
  const result = await what;
  expect(performance.now() - since).toBeLessThan(1_000);
  return result;
}

async function memberOf(person: Person): Promise<{ id: string; version: number }> {
  const mine = (await viewOf(person, session.exchangeId)).me.id;
  const found = (await viewOf(coordinator, session.exchangeId)).members.find(({ id }) => id === mine);
  if (found === undefined) throw new Error('not a member');
  return found;
}
const setRole = async (person: Person, role: string): Promise<number> => {
  const { id, version } = await memberOf(person);
  await coordinator.call('PATCH', `/api/v1/members/${id}`, { version, role, mayEndorse: false });
  return performance.now();
};

test('[R9] a role that changes turns an open socket to reading and back, said within a second and true from then on', async () => {
  const socket = await openSync(editor);
  await socket.frame((frame) => frame[0] === FRAME_RIGHT);
  expect(await answerTo(socket)).toBe('saved');
  const toReader = nextRight(socket);
  await withinASecond(toReader, await setRole(editor, 'donor'));
  expect(textOf((await toReader).subarray(2))).toContain('read_only');
  expect(await answerTo(socket)).toBe('read_only');
  const back = nextRight(socket);
  await withinASecond(back, await setRole(editor, 'host_editor'));
  expect(await answerTo(socket)).toBe('saved');
  expect(rightsOf(socket)).toEqual([1, 0, 1]);
  socket.close();
});

test('[R9] a role that flips twelve times at once ends as the rows have it', async () => {
  const socket = await openSync(editor);
  for (let round = 0; round < 12; round += 1) await setRole(editor, round % 2 === 0 ? 'donor' : 'host_editor');
  expect(await answerTo(socket)).toBe('saved');
  await setRole(editor, 'donor');
  const reader = await openSync(editor);
  expect(await answerTo(reader)).toBe('read_only');
  await setRole(editor, 'host_editor');
  for (const each of [socket, reader]) each.close();
});

test('[A38] comments closed by who may are closed for the observer at once, by the words of the chair', async () => {
  const path = `/api/v1/documents/${session.minutesId}/comments`;
  const comment = (id: string): unknown => ({ id, kind: 'comment', anchor: { kind: 'document' }, parentId: null, body: 'x' });
  expect((await observer.request('POST', path, comment('01ARZ3NDEKTSV4RRFFQ69G5FA1'))).status).toBe(200);
  const setOpen = async (isOpen: boolean): Promise<void> => {
    const { version } = (await viewOf(coordinator, session.exchangeId)).sessions.find(({ id }) => id === session.id) ?? session;
    await coordinator.call('POST', `/api/v1/sessions/${session.id}/comments-open`, { version, isOpen });
  };
  await setOpen(false);
  const refused = await observer.request('POST', path, comment('01ARZ3NDEKTSV4RRFFQ69G5FA2'));
  expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: 'comments_closed' })]);
  expect((await observer.request('DELETE', '/api/v1/comments/01ARZ3NDEKTSV4RRFFQ69G5FA1')).status).toBe(403);
  await setOpen(true);
  expect((await observer.request('POST', path, comment('01ARZ3NDEKTSV4RRFFQ69G5FA2'))).status).toBe(200);
});

test('[R9] a session that is closed while typing, and opened again with a reason, is silent and then not', async () => {
  const socket = await openSync(editor);
  await socket.frame((frame) => frame[0] === FRAME_RIGHT);
  const move = async (state: string, reason?: string): Promise<number> => {
    const { version } = (await viewOf(coordinator, session.exchangeId)).sessions.find(({ id }) => id === session.id) ?? session;
    await coordinator.call('POST', `/api/v1/sessions/${session.id}/state`, { version, state, reason });
    return performance.now();
  };
  const closed = nextRight(socket);
  await withinASecond(closed, await move('closed'));
  expect(await answerTo(socket)).toBe('read_only');
  const opened = nextRight(socket);
  await withinASecond(opened, await move('in_progress', 'Falta un acuerdo'));
  expect(await answerTo(socket)).toBe('saved');
  socket.close();
});

test('[R9] a sign-in that is ended from elsewhere closes its document and its screen within a second, and no other', async () => {
  const account = await hub.account('host_editor', 'COMAR');
  const elsewhere = await signInAccount(hub.url, account);
  const [doomed, kept] = [await openSync(elsewhere), await openSync(editor)];
  const [screen, mine] = [openLive(elsewhere), openLive(editor)];
  await Promise.all([screen, mine].map((each) => each.emitWithAck('watch', { exchangeId: session.exchangeId, since: null })));
  const signedOut = new Promise<void>((resolve) => screen.once('signed-out', () => resolve()));
  const ended = new Promise<void>((resolve) => screen.once('disconnect', () => resolve()));
  await editor.call('POST', '/api/v1/sign-ins/end-others');
  const since = performance.now();
  expect((await withinASecond(doomed.closed, since)).code).toBe(4401);
  await withinASecond(Promise.all([signedOut, ended]), since);
  expect((await elsewhere.request('GET', '/api/v1/me')).status).toBe(401);
  expect(mine.connected).toBe(true);
  expect(await answerTo(kept)).toBe('saved');
  kept.close();
  mine.close();
});

test('[R9] an exchange that is archived while somebody types becomes a paper for reading within a second', async () => {
  const socket = await openSync(editor);
  await socket.frame((frame) => frame[0] === FRAME_RIGHT);
  const { exchangeId } = session;
  for (const each of (await viewOf(coordinator, exchangeId)).sessions) {
    const path = `/api/v1/sessions/${each.id}/state`;
    let { version, state } = each;
    if (state !== 'closed' && state !== 'cancelled')
      ({ version, state } = await coordinator.call<SessionView>('POST', path, { version, state: 'cancelled' }));
    expect(['closed', 'cancelled']).toContain(state);
  }
  const move = async (state: string): Promise<void> => {
    const { version } = (await viewOf(coordinator, exchangeId)).exchange;
    await coordinator.call('POST', `/api/v1/exchanges/${exchangeId}/state`, { version, state });
  };
  expect(await answerTo(socket)).toBe('read_only');
  await move('concluded');
  await move('archived');
  expect(await answerTo(socket)).toBe('read_only');
  const comment = { id: '01ARZ3NDEKTSV4RRFFQ69G5FE9', kind: 'comment', anchor: { kind: 'document' }, parentId: null, body: 'tarde' };
  expect((await editor.request('POST', `/api/v1/documents/${session.minutesId}/comments`, comment)).status).toBe(403);
  expect((await coordinator.request('POST', `/api/v1/exchanges/${exchangeId}/agenda/publish`)).status).toBe(403);
  expect(socket.received.some((frame) => frame[0] === FRAME_SYNC && frame[1] === SYNC_STEP2)).toBe(false);
  socket.close();
});
