// Publishing the agenda: the live document frozen, times in the venue's zone, sessions moved, editions cut for each reader.
import { createAgenda, type NewAgenda } from '@enlace/shared/document/agenda/shape';
import type { AgendaItemId, DocumentId } from '@enlace/shared/ids';
import { publishedAgendaSchema } from '@enlace/shared/model/agenda';
import type { Role } from '@enlace/shared/model/member';
import type { SessionDraft } from '@enlace/shared/model/session';
import * as v from 'valibot';
import { beforeEach, expect, it } from 'vitest';
import { publishAgenda } from './agenda-publish.ts';
import { readExchange } from './exchange-view.ts';
import { type Cast, codeOf, createCast, draftSession, unwrap } from './house.support.ts';
import { newId } from './house.ts';
import { createSession, moveSession } from './sessions.ts';

let cast: Cast;
let agendaId: DocumentId;
const publish = (role: Role = 'coordinator') => publishAgenda(cast.house, cast.callers[role], { exchangeId: cast.exchangeId });
const write = async (items: NewAgenda['items'] = []) => {
  const update = createAgenda({ days: [], items, clientId: 77 });
  await cast.house.store.log.append({ documentId: agendaId, update, memberId: cast.members.coordinator.id });
};
const point = (day: string, more: object = {}) => ({
  id: newId<AgendaItemId>(cast.house),
  day,
  title: { es: 'Punto' },
  minutes: 45,
  ...more,
});
const make = async (more: Partial<SessionDraft>) =>
  unwrap(await createSession(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, ...draftSession(cast.house, more) }));

beforeEach(async () => {
  cast = await createCast();
  const [agenda] = await cast.house.store.records.documents.listOf(cast.exchangeId);
  agendaId = agenda?.id as DocumentId; // made with the exchange
});

it('[A44] freezes the points of each day with their times in the venue’s zone; those without a day stay out', async () => {
  const [a, b, tray] = [point('2027-03-11'), point('2027-03-11', { pinned: '11:00', room: ' Sala 1 ' }), point('')];
  await write([a, b, tray]);
  const edition = unwrap(await publish());
  expect(v.parse(publishedAgendaSchema, edition)).toEqual(edition);
  expect(edition).toMatchObject({ edition: 1, publishedBy: cast.members.coordinator.id, timeZone: 'America/Mexico_City' });
  expect(edition.items).toMatchObject([
    { id: a.id, day: '2027-03-11', start: '09:00', end: '09:45', startsAt: '2027-03-11T15:00:00.000Z', isPinned: false, room: null },
    { id: b.id, start: '11:00', end: '11:45', startsAt: '2027-03-11T17:00:00.000Z', isPinned: true, room: 'Sala 1' },
  ]);
});

it('[A44] a point without words is said to have none, and a lead that is no institution is nobody', async () => {
  await write([point('2027-03-11', { title: {}, leadId: newId(cast.house) }), point('2027-03-11', { leadId: cast.institutions.peer.id })]);
  expect(unwrap(await publish()).items).toMatchObject([
    { title: { es: 'Sin título', en: 'Untitled' }, leadInstitutionId: null },
    { leadInstitutionId: cast.institutions.peer.id },
  ]);
});

it('[A44] moves the sessions’ planned times to it, but not those of a session that is over', async () => {
  const [a, b] = [point('2027-03-12'), point('2027-03-12')];
  const [open, over] = [await make({ agendaItemId: a.id }), await make({ agendaItemId: b.id })];
  unwrap(await moveSession(cast.house, cast.callers.coordinator, { sessionId: over.id, version: 1, state: 'cancelled' }));
  await write([a, b]);
  cast.house.told.length = 0;
  unwrap(await publish());
  const stored = cast.house.store.records.sessions;
  expect(await stored.byId(open.id)).toMatchObject({ day: '2027-03-12', plannedStart: '09:00', plannedEnd: '09:45', version: 2 });
  expect(await stored.byId(over.id)).toMatchObject({ day: '2027-03-11', plannedStart: '10:00' });
  expect(cast.house.told).toMatchObject([
    { change: { subject: 'agenda', verb: 'published' } },
    { change: { subject: 'session', subjectId: open.id, verb: 'changed' } },
  ]);
  cast.house.told.length = 0;
  unwrap(await publish());
  expect(cast.house.told).toHaveLength(1); // nothing moved this time
});

it('[A44] each publication is the next edition, also of two at once', async () => {
  const editions = (await Promise.all([publish(), publish(), publish()])).map((result) => unwrap(result).edition);
  expect(editions.sort()).toEqual([1, 2, 3]);
});

it('[A44] only coordinators publish', async () => {
  for (const role of ['host_editor', 'peer', 'donor', 'observer'] as const) expect(codeOf(await publish(role))).toBe('forbidden');
  expect(codeOf(await publishAgenda(cast.house, cast.stranger, { exchangeId: cast.exchangeId }))).toBe('not_found');
});

it('[A35] [A36] donors and observers see the edition without the points whose session they may not read', async () => {
  const [open, red, bilateral, lunch] = [
    point('2027-03-11', { title: { es: 'abierta' } }),
    point('2027-03-11', { title: { es: 'reservada' } }),
    point('2027-03-11', { title: { es: 'bilateral' }, kind: 'bilateral' }),
    point('2027-03-11', { title: { es: 'comida' }, kind: 'break' }),
  ];
  await make({ agendaItemId: open.id });
  await make({ agendaItemId: red.id, marking: { tlp: 'RED', chr: false }, namedIds: [cast.members.coordinator.id] });
  await write([open, red, bilateral, lunch]);
  const titles = async (role: Role) => {
    const { agenda } = unwrap(await readExchange(cast.house, cast.callers[role], { exchangeId: cast.exchangeId }));
    return agenda?.items.map(({ title }) => title.es) ?? null;
  };
  expect(await titles('observer')).toBeNull();
  unwrap(await publish());
  expect(await titles('coordinator')).toEqual(['abierta', 'reservada', 'bilateral', 'comida']);
  expect(await titles('peer')).toEqual(['abierta', 'reservada', 'bilateral', 'comida']);
  expect(await titles('donor')).toEqual(['abierta', 'bilateral', 'comida']);
  expect(await titles('observer')).toEqual(['abierta', 'comida']);
});
