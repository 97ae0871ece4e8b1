// Publishing the agenda: the live document, as its log stands, frozen into the next edition; the sessions of its points take their day and
// planned times from it. What readers without the live document see, Hoy and the calendar, is the edition. Rule A44.
import { type AgendaItem, dayStartOf, itemsOf, readAgenda } from '@enlace/shared/document/agenda/read';
import type { DocumentId, ExchangeId, InstitutionId } from '@enlace/shared/ids';
import type { PublishedAgenda, PublishedItem } from '@enlace/shared/model/agenda';
import type { Session } from '@enlace/shared/model/session';
import type { Bilingual } from '@enlace/shared/model/text';
import type { CivilDate, Zone } from '@enlace/shared/model/time';
import { ok, type Result, refuse } from '@enlace/shared/result';
import { computeTimeline, type TimelineEntry } from '@enlace/shared/schedule/timeline';
import * as Y from 'yjs';
import type { Store } from '../store/port/store.ts';
import { agendaResource, requireAccess, requireMember } from './access.ts';
import { commit, type Deed } from './commit.ts';
import { type Caller, type House, instantNow } from './house.ts';
import { restamp } from './stamp.ts';

/** Points without a day stay out. Of two at once each makes its edition, one after the other. */
export async function publishAgenda(
  house: House,
  caller: Caller,
  { exchangeId }: { exchangeId: ExchangeId },
): Promise<Result<PublishedAgenda>> {
  const { records } = house.store;
  const place = await requireMember(records, caller.account.id, exchangeId);
  if (!place.ok) return place;
  const allowed = requireAccess(place.value.actor, 'agenda.publish', agendaResource(place.value.exchange, false));
  if (!allowed.ok) return allowed;
  const document = (await records.documents.listOf(exchangeId)).find(({ kind }) => kind === 'agenda');
  if (document === undefined) return refuse('not_found');
  const institutions = new Set((await records.institutions.list()).map(({ id }) => id));
  const items = await loadItems(house.store, document.id, { zone: place.value.exchange.homeTimeZone, institutions });
  return commit(house, async (deed) => {
    const still = await requireMember(deed.records, caller.account.id, exchangeId);
    if (!still.ok) return still;
    const { exchange, actor, member } = still.value;
    const stillAllowed = requireAccess(actor, 'agenda.publish', agendaResource(exchange, false));
    if (!stillAllowed.ok) return stillAllowed;
    const edition: PublishedAgenda = {
      exchangeId,
      documentId: document.id,
      edition: ((await deed.records.agendas.latest(exchangeId))?.edition ?? 0) + 1,
      publishedAt: instantNow(house),
      publishedBy: member.id,
      timeZone: exchange.homeTimeZone,
      items,
    };
    if (!(await deed.records.agendas.insert(edition))) return refuse('version_conflict');
    await deed.changed({ exchangeId, subject: 'agenda', subjectId: document.id, verb: 'published' }, member);
    await moveSessions(house, deed, edition, caller);
    return ok(edition);
  });
}

interface Venue {
  readonly zone: Zone;
  readonly institutions: ReadonlySet<InstitutionId>;
}

async function loadItems({ log }: Store, documentId: DocumentId, venue: Venue): Promise<PublishedItem[]> {
  const { snapshot, tail } = await log.load(documentId);
  const doc = new Y.Doc();
  try {
    doc.transact(() => {
      if (snapshot !== null) Y.applyUpdate(doc, snapshot.state);
      for (const { update } of tail) Y.applyUpdate(doc, update);
    });
    const agenda = readAgenda(doc);
    const days = [...new Set(agenda.items.flatMap(({ day }) => (day === '' ? [] : [day])))];
    return days.flatMap((date) => {
      const points = itemsOf(agenda, date);
      const entries = computeTimeline(points, { date, start: dayStartOf(agenda, date), zone: venue.zone });
      return points.flatMap((point, at) => {
        const entry = entries[at];
        return entry === undefined ? [] : [toPublished(point, date, entry, venue)];
      });
    });
  } finally {
    doc.destroy();
  }
}

function toPublished(point: AgendaItem, day: CivilDate, entry: TimelineEntry, { institutions }: Venue): PublishedItem {
  const { start, end, startsAt, endsAt, isPinned } = entry;
  const { id, minutes, kind, languages } = point;
  const leadInstitutionId = point.leadId !== null && institutions.has(point.leadId) ? point.leadId : null;
  const room = point.room.trim() === '' ? null : point.room.trim();
  const title = titleOf(point);
  return { id, day, start, end, startsAt, endsAt, minutes, isPinned, title, kind, leadInstitutionId, room, languages: [...languages] };
}

/** An edition is read by people: a point without words is said to have none. */
function titleOf({ title }: AgendaItem): Bilingual {
  const [es, en] = [title.es.trim(), title.en.trim()];
  if (es === '' && en === '') return { es: 'Sin título', en: 'Untitled' };
  return { ...(es === '' ? {} : { es }), ...(en === '' ? {} : { en }) };
}

/** A session that is over keeps the times it had. */
async function moveSessions(house: House, deed: Deed, edition: PublishedAgenda, caller: Caller): Promise<void> {
  const byItem = new Map(edition.items.map((item) => [item.id, item]));
  for (const session of await deed.records.sessions.listOf(edition.exchangeId)) {
    const item = byItem.get(session.agendaItemId);
    if (item === undefined || session.state === 'closed' || session.state === 'cancelled' || isAt(session, item, edition.timeZone))
      continue;
    const times = { day: item.day, plannedStart: item.start, plannedEnd: item.end, timeZone: edition.timeZone };
    await deed.records.sessions.update(restamp(house, caller.account.id, session, times));
    const { id, exchangeId } = session;
    await deed.changed({ exchangeId, subject: 'session', subjectId: id, sessionId: id, verb: 'changed' }, null);
  }
}

const isAt = (session: Session, item: PublishedItem, zone: Zone): boolean =>
  session.day === item.day && session.plannedStart === item.start && session.plannedEnd === item.end && session.timeZone === zone;
