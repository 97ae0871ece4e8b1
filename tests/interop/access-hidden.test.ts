// What is not there for who may not know of it (A32, A35–A37): another exchange's things, an AMBER bilateral, by every endpoint, list, view,
// feed, socket and presence. Refused `not_found`, as if it were not there.
import type { ExchangeCard, ExchangeView } from '@enlace/shared/api/exchange';
import { FRAME_RIGHT } from '@enlace/shared/sync/message';
import { SUBPROTOCOL } from '@enlace/shared/sync/version';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENDPOINTS, pathOf } from '../support/contract.ts';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { type Person, sessionInProgress, signInPerson } from '../support/person.ts';
import { openRawSocketAs, type RawSocket } from '../support/raw-socket.ts';

type SessionView = ExchangeView['sessions'][number];

let hub: HubProcess;
let coordinator: Person;
let editor: Person;
let observer: Person;
let donor: Person;
let session: SessionView;

beforeAll(async () => {
  hub = await openHubProcess();
  coordinator = await signInPerson(hub, 'coordinator');
  editor = await signInPerson(hub, 'host_editor', 'COMAR');
  observer = await signInPerson(hub, 'observer');
  donor = await signInPerson(hub, 'donor');
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

/** A change that everybody may know of. */
async function touchDonor(exchangeId: string): Promise<void> {
  const { id, version } = (await viewOf(donor, exchangeId)).me;
  await coordinator.call('PATCH', `/api/v1/members/${id}`, { version, role: 'donor' });
}

/** Ids of what is of this exchange and not of the other's reader. */
async function foreignIds(): Promise<{ reader: Person; ids: Readonly<Record<string, string>>; exchangeId: string }> {
  const all = await coordinator.call<ExchangeCard[]>('GET', '/api/v1/exchanges');
  for (const reader of [observer, donor, editor]) {
    const own = new Set((await reader.call<ExchangeCard[]>('GET', '/api/v1/exchanges')).map(({ exchange }) => exchange.id));
    const foreign = all.find(({ exchange }) => !own.has(exchange.id));
    if (foreign === undefined) continue;
    const view = await viewOf(coordinator, foreign.exchange.id);
    const [one] = view.sessions;
    const comments =
      one === undefined ? [] : await coordinator.call<{ id: string }[]>('GET', `/api/v1/documents/${one.minutesId}/comments`);
    const member = view.members.find(({ id }) => id !== view.me.id);
    const ids = {
      exchangeId: foreign.exchange.id,
      sessionId: one?.id,
      documentId: one?.minutesId,
      memberId: member?.id,
      commentId: comments[0]?.id,
    };
    return { reader, exchangeId: foreign.exchange.id, ids: JSON.parse(JSON.stringify(ids)) as Record<string, string> };
  }
  throw new Error('everybody is in every exchange of the sample');
}

test('[A32] whoever is of another exchange is told 404 of this one’s things, by every endpoint, socket and screen', async () => {
  const { reader, ids, exchangeId } = await foreignIds();
  for (const endpoint of ENDPOINTS.filter(({ params }) => params.length > 0)) {
    const path = pathOf(endpoint, ids, '01ARZ3NDEKTSV4RRFFQ69G5FAV');
    const answer = await reader.request(
      endpoint.method,
      path,
      endpoint.input === null || endpoint.method === 'GET' ? undefined : bodyFor(path),
    );
    expect([404, 400], `${endpoint.method} ${path}: ${answer.status}`).toContain(answer.status);
    if (answer.status === 400) expect(endpoint.method).not.toBe('GET');
  }
  expect((await (await openSync(reader, ids.documentId)).closed).code).toBe(4404);
  const screen = openLive(reader);
  expect(await screen.emitWithAck('watch', { exchangeId, since: null })).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  screen.close();
});

/** Enough for the schema of most endpoints, so that the question of rights is reached. */
const bodyFor = (path: string): unknown => ({
  version: 1,
  schemaVersion: 9,
  state: 'closed',
  isOpen: false,
  isResolved: true,
  title: { es: 'x' },
  body: 'x',
  ...(path.endsWith('/comments')
    ? { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', kind: 'comment', anchor: { kind: 'document' }, parentId: null }
    : {}),
});

test('[A35] an AMBER bilateral is not there for observer and donor: no list, view, feed, route, socket, comment or presence', async () => {
  const items = (await viewOf(coordinator, session.exchangeId)).agenda?.items ?? [];
  const { id: _id, exchangeId, state: _state, commentsOpen: _open, closedAt: _closed, minutesId: _minutes, ...draft } = session;
  const screens = [openLive(observer), openLive(donor)];
  const heard: string[] = [];
  for (const screen of screens) {
    screen.onAny((name: string, event: unknown) => heard.push(`${name} ${JSON.stringify(event)}`));
    await screen.emitWithAck('watch', { exchangeId, since: null });
  }
  const taken = new Set((await viewOf(coordinator, exchangeId)).sessions.map(({ agendaItemId }) => agendaItemId));
  const agendaItemId = items.find(({ id }) => !taken.has(id))?.id ?? '01ARZ3NDEKTSV4RRFFQ69G5FZZ';
  const host = (await viewOf(editor, exchangeId)).me.institutionId;
  const made = await coordinator.call<SessionView>('POST', `/api/v1/exchanges/${exchangeId}/sessions`, {
    ...draft,
    agendaItemId,
    title: { es: 'Bilateral reservada' },
    kind: 'bilateral',
    participants: [host],
    chairId: null,
    rapporteurIds: [],
    speakerIds: [],
    interpreterIds: [],
    namedIds: [],
    marking: { ...draft.marking, tlp: 'AMBER' },
  });
  const secrets = [made.id, made.minutesId, 'Bilateral reservada'];
  const comment = { id: '01ARZ3NDEKTSV4RRFFQ69G5FB9', kind: 'comment', anchor: { kind: 'document' }, parentId: null, body: 'reservado' };
  await coordinator.call('POST', `/api/v1/documents/${made.minutesId}/comments`, comment);
  const inside = openLive(editor);
  await inside.emitWithAck('watch', { exchangeId, since: null });
  expect(await inside.emitWithAck('at', { exchangeId, documentId: made.minutesId, isIdle: false })).toMatchObject({ ok: true });
  const writer = await openSync(editor, made.minutesId);
  await writer.frame((frame) => frame[0] === FRAME_RIGHT && frame[1] === 1);
  for (const [at, outsider] of [observer, donor].entries()) {
    const paths = ['/api/v1/documents', '/api/v1/exchanges', `/api/v1/exchanges/${exchangeId}`, `/api/v1/exchanges/${exchangeId}/changes`];
    for (const path of paths) {
      const text = await (await outsider.request('GET', path)).text();
      for (const secret of secrets) expect(text, path).not.toContain(secret);
    }
    const doors: readonly [string, string, unknown?][] = [
      ['GET', `/api/v1/documents/${made.minutesId}/comments`],
      ['POST', `/api/v1/documents/${made.minutesId}/join`, { schemaVersion: 9 }],
      ['POST', `/api/v1/documents/${made.minutesId}/comments`, { ...comment, id: '01ARZ3NDEKTSV4RRFFQ69G5FC9' }],
      ['PATCH', `/api/v1/comments/${comment.id}`, { version: 1, body: 'y' }],
      ['DELETE', `/api/v1/comments/${comment.id}`],
      ['PATCH', `/api/v1/sessions/${made.id}`, { version: 1, title: { es: 'y' } }],
      ['POST', `/api/v1/sessions/${made.id}/state`, { version: 1, state: 'open' }],
    ];
    for (const [method, path, body] of doors)
      expect([method, path, (await outsider.request(method, path, body)).status]).toEqual([method, path, 404]);
    expect((await (await openSync(outsider, made.minutesId)).closed).code).toBe(4404);
    expect(await screens[at]?.emitWithAck('at', { exchangeId, documentId: made.minutesId, isIdle: false })).toMatchObject({ ok: false });
  }
  // a later event that both may know: when it has been heard, everything before it has been told
  const later = new Promise<void>((resolve) =>
    screens[0]?.on('changes', (event) => void (JSON.stringify(event).includes('"subject":"member"') && resolve())),
  );
  await touchDonor(exchangeId);
  await later;
  for (const secret of secrets) expect(heard.join('\n')).not.toContain(secret);
  for (const each of [...screens, inside, writer]) each.close();
});
