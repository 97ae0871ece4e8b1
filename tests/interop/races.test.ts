// Two people who do the same thing in the same moment (A10, A12, A17, A24, A33, A43, A44, A46, T2, T3): one of them has done it, the other
// is told so in words, and there is one thing. Repeated with requests that really overlap.
import type { ExchangeView } from '@enlace/shared/api/exchange';
import { SUBPROTOCOL, TICKET_PREFIX } from '@enlace/shared/sync/version';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { type Person, sessionInProgress, signInPerson } from '../support/person.ts';
import { openRawSocketAs } from '../support/raw-socket.ts';
import { openStockClient } from '../support/stock-client.ts';

type SessionView = ExchangeView['sessions'][number];

let hub: HubProcess;
let sre: Person;
let iom: Person;
let editor: Person;
let session: SessionView;

beforeAll(async () => {
  hub = await openHubProcess();
  sre = await signInPerson(hub, 'coordinator', 'SRE').catch(() => signInPerson(hub, 'coordinator'));
  iom = await signInPerson(hub, 'coordinator', 'OIM').catch(() => sre);
  editor = await signInPerson(hub, 'host_editor', 'INM');
  session = await sessionInProgress(editor);
});
afterAll(() => hub.remove());

const view = (person: Person = sre): Promise<ExchangeView> => person.call('GET', `/api/v1/exchanges/${session.exchangeId}`);
const statusesOf = async (answers: readonly Promise<Response>[]): Promise<number[]> =>
  (await Promise.all(answers)).map(({ status }) => status).sort((a, b) => a - b);

async function invite(email: string, over: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { me } = await view();
  const invitation = { email, language: 'es', institutionId: me.institutionId, officeId: null, functionalTitle: { es: 'Enlace técnico' } };
  const path = `/api/v1/exchanges/${session.exchangeId}/invitations`;
  const [link] = await sre.call<{ url: string }[]>('POST', path, {
    invitations: [{ ...invitation, role: 'peer', mayEndorse: false, ...over }],
  });
  return link?.url.split('/join/')[1] ?? '';
}
const accept = (token: string, password = 'una frase larga y propia'): Promise<Response> =>
  fetch(`${hub.url}/api/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password, timeZone: 'America/Mexico_City' }),
  });

test('[A12] of five who accept one invitation at once, one becomes a member and four are told that it was used', async () => {
  const before = (await view()).members.length;
  const token = await invite('nueva@sre.example');
  const answers = await Promise.all(Array.from({ length: 5 }, () => accept(token)));
  const codes = await Promise.all(answers.map(async (answer) => (answer.ok ? 'in' : ((await answer.json()) as { code: string }).code)));
  expect(codes.filter((code) => code === 'in')).toHaveLength(1);
  for (const code of codes) expect(['in', 'invitation_used', 'account_exists', 'busy']).toContain(code);
  expect((await view()).members).toHaveLength(before + 1);
  expect((await accept(token)).status).toBe(410);
  const read = await fetch(`${hub.url}/api/v1/invitations/read`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  expect(read.status).toBe(410);
});

test('[A13] of an invitation that is accepted while it is withdrawn or replaced, the link is either used or void', async () => {
  const token = await invite('otra@sre.example');
  const listed = await sre.call<{ id: string; email: string }[]>('GET', `/api/v1/exchanges/${session.exchangeId}/invitations`);
  const id = listed.find(({ email }) => email === 'otra@sre.example')?.id;
  const [accepted, withdrawn] = await Promise.all([accept(token), sre.request('DELETE', `/api/v1/invitations/${id}`)]);
  const isMember = accepted.status === 200;
  expect([accepted.status, withdrawn.status]).toEqual(isMember ? [200, 410] : [404, 204]);
  const second = await invite('tercera@sre.example');
  await invite('tercera@sre.example');
  expect((await accept(second)).status).toBe(404);
  for (const token of ['', 'x', 'A'.repeat(43), `${second}x`]) expect((await accept(token)).status).toBe(404);
});

test('[A17] two coordinators who make the session of one point at once: one session, one 409, one minutes', async () => {
  const { id: _id, exchangeId, state: _s, commentsOpen: _c, closedAt: _a, minutesId: _m, ...draft } = session;
  for (let round = 0; round < 5; round += 1) {
    const agendaItemId = `01ARZ3NDEKTSV4RRFFQ69G5FR${round}`;
    const make = (person: Person): Promise<Response> =>
      person.request('POST', `/api/v1/exchanges/${exchangeId}/sessions`, { ...draft, agendaItemId, title: { es: `Carrera ${round}` } });
    const documents = (await sre.documents()).length;
    expect(await statusesOf([make(sre), make(iom), make(sre)])).toEqual([200, 409, 409]);
    const made = (await view()).sessions.filter((each) => each.agendaItemId === agendaItemId);
    expect(made).toHaveLength(1);
    expect(await sre.documents()).toHaveLength(documents + 1);
    const [reader, other] = [openStockClient(sre, made[0]?.minutesId ?? ''), openStockClient(iom, made[0]?.minutesId ?? '')];
    await Promise.all([reader.synced(), other.synced()]);
    const headings =
      reader.doc
        .getXmlFragment('body')
        .toString()
        .match(/<heading/g)?.length ?? 0;
    expect(headings).toBeGreaterThan(0);
    expect(other.doc.getXmlFragment('body').toString()).toBe(reader.doc.getXmlFragment('body').toString());
    expect(new Set(Y.decodeStateVector(Y.encodeStateVector(reader.doc)).keys()).size).toBe(1);
    reader.close();
    other.close();
  }
});

test('[A44] four editions published at once are four editions, one after the other, or a conflict in words', async () => {
  const { exchangeId } = session;
  const before = (await view()).agenda?.edition ?? 0;
  const publish = (person: Person): Promise<Response> => person.request('POST', `/api/v1/exchanges/${exchangeId}/agenda/publish`);
  const answers = await Promise.all([publish(sre), publish(iom), publish(sre), publish(iom)]);
  for (const { status } of answers) expect([200, 409]).toContain(status);
  const editions = await Promise.all(
    answers.filter(({ ok }) => ok).map(async (answer) => ((await answer.json()) as { edition: number }).edition),
  );
  expect(editions.sort((a, b) => a - b)).toEqual(editions.map((_, at) => before + 1 + at));
  expect((await view()).agenda?.edition).toBe(before + editions.length);
});

test('[A33] of six who change one session at once from the same version, one has changed it', async () => {
  const { version } = (await view()).sessions.find(({ id }) => id === session.id) ?? session;
  const edit = (at: number): Promise<Response> =>
    (at % 2 === 0 ? sre : iom).request('PATCH', `/api/v1/sessions/${session.id}`, { version, title: { es: `Título ${at}` } });
  expect(await statusesOf([0, 1, 2, 3, 4, 5].map(edit))).toEqual([200, 409, 409, 409, 409, 409]);
  expect((await view()).sessions.find(({ id }) => id === session.id)?.version).toBe(version + 1);
});

test('[A46] a comment that is sent ten times at once is one comment, the same for all', async () => {
  const path = `/api/v1/documents/${session.minutesId}/comments`;
  const comment = { id: '01ARZ3NDEKTSV4RRFFQ69G5FK1', kind: 'comment', anchor: { kind: 'document' }, parentId: null, body: 'una vez' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => editor.request('POST', path, comment)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  const [first, ...others] = await Promise.all(answers.map((answer) => answer.json()));
  for (const other of others) expect(other).toEqual(first);
  expect((await editor.call<{ body: string }[]>('GET', path)).filter(({ body }) => body === 'una vez')).toHaveLength(1);
  expect((await sre.request('POST', path, comment)).status).toBe(409);
});

test('[A43] coordinators who remove each other, and themselves, at once: one is left, whoever it is', async () => {
  const made = await sre.call<ExchangeView>('POST', '/api/v1/exchanges', await newExchange());
  const path = `/api/v1/exchanges/${made.exchange.id}`;
  expect((await sre.request('DELETE', `/api/v1/members/${made.me.id}`)).status).toBe(409);
  const lowered = await sre.request('PATCH', `/api/v1/members/${made.me.id}`, { version: made.me.version, role: 'observer' });
  expect([lowered.status, await lowered.json()]).toEqual([409, expect.objectContaining({ code: 'last_coordinator' })]);
  const token = await (async () => {
    const invitation = {
      email: iom.account.email,
      language: 'es',
      institutionId: made.me.institutionId,
      officeId: null,
      functionalTitle: { es: 'x' },
    };
    const body = { invitations: [{ ...invitation, role: 'coordinator', mayEndorse: false }] };
    const [link] = await sre.call<{ url: string }[]>('POST', `${path}/invitations`, body);
    return link?.url.split('/join/')[1] ?? '';
  })();
  expect((await accept(token, iom.account.password)).status).toBe(200);
  const both = (await sre.call<ExchangeView>('GET', path)).members.map(({ id }) => id);
  expect(both).toHaveLength(2);
  const statuses = await statusesOf([
    sre.request('DELETE', `/api/v1/members/${both[1]}`),
    iom.request('DELETE', `/api/v1/members/${both[0]}`),
    sre.request('DELETE', `/api/v1/members/${both[0]}`),
    iom.request('DELETE', `/api/v1/members/${both[1]}`),
  ]);
  expect(statuses.filter((status) => status === 204)).toHaveLength(1);
  expect(statuses.every((status) => [204, 404, 409].includes(status))).toBe(true);
  const left = await Promise.all([sre, iom].map((person) => person.request('GET', path)));
  expect(left.map(({ status }) => status).sort()).toEqual([200, 404]);
});

async function newExchange(): Promise<unknown> {
  const { exchange } = await view();
  const {
    id: _i,
    isSample: _s,
    state: _t,
    version: _v,
    createdAt: _c,
    createdBy: _b,
    updatedAt: _u,
    updatedBy: _d,
    ...draft
  } = exchange as typeof exchange & Record<string, unknown>;
  return { ...draft, title: { es: 'Intercambio de prueba' }, functionalTitle: { es: 'Coordinación' } };
}

test('[A24] a join ticket that two sockets bring at once lets one in; in other hands it lets nobody in', async () => {
  const join = (person: Person): Promise<{ ticket: string }> =>
    person.call('POST', `/api/v1/documents/${session.minutesId}/join`, { schemaVersion: 9 });
  const outcomeOf = async (person: Person, ticket: string): Promise<number | 'in'> => {
    const socket = await openRawSocketAs(person, session.minutesId, [SUBPROTOCOL, TICKET_PREFIX + ticket]);
    const outcome = await Promise.race([socket.closed.then(({ code }) => code), socket.frame(() => true).then(() => 'in' as const)]);
    socket.close();
    return outcome;
  };
  const { ticket } = await join(editor);
  const outcomes = await Promise.all([outcomeOf(editor, ticket), outcomeOf(editor, ticket), outcomeOf(editor, ticket)]);
  expect(outcomes.filter((outcome) => outcome === 'in')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 4501)).toHaveLength(2);
  expect(await outcomeOf(iom, (await join(editor)).ticket)).toBe(4501);
  expect(await outcomeOf(editor, 'A'.repeat(43))).toBe(4501);
});

test('[F11] client ids that are leased at once, to many and to one, are never the same', async () => {
  const join = (person: Person): Promise<{ clientId: number }> =>
    person.call('POST', `/api/v1/documents/${session.minutesId}/join`, { schemaVersion: 9 });
  const leases = await Promise.all(Array.from({ length: 40 }, (_, at) => join([sre, iom, editor][at % 3] ?? sre)));
  expect(new Set(leases.map(({ clientId }) => clientId)).size).toBe(40);
});

test('[A33] after all of this the log has no fault', () => {
  expect(hub.output()).not.toMatch(/"level":"error"/);
});
