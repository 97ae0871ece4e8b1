// Everything the screens of one exchange show, cut to what the reader may know: the sessions they may read, people without addresses,
// the edition of the agenda without what they may not know of. Rules A32, A34–A37.
import { type Actor, can } from '@enlace/shared/access/roles';
import type { ExchangeView } from '@enlace/shared/api/exchange';
import type { ExchangeId, InstitutionId } from '@enlace/shared/ids';
import type { PublishedAgenda } from '@enlace/shared/model/agenda';
import type { Document } from '@enlace/shared/model/document';
import type { Exchange } from '@enlace/shared/model/exchange';
import { roleSchema } from '@enlace/shared/model/member';
import type { Session } from '@enlace/shared/model/session';
import { ok, type Result } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { agendaResource, exchangeResource, memberResource, requireMember, sessionResource } from './access.ts';
import { cutEdition } from './edition.ts';
import type { Caller, House } from './house.ts';
import { toMemberCard } from './member-card.ts';
import { toSessionView } from './session-view.ts';

/** `seq` is read first: what changes while this is being read is told again by the feed. */
export async function readExchange(
  house: House,
  caller: Caller,
  { exchangeId }: { exchangeId: ExchangeId },
): Promise<Result<ExchangeView>> {
  const { records } = house.store;
  const seq = await records.changes.end();
  const place = await requireMember(records, caller.account.id, exchangeId);
  if (!place.ok) return place;
  const { exchange, actor, member } = place.value;
  const [members, delegations, sessions, edition, documents] = await Promise.all([
    records.members.listOf(exchangeId),
    records.delegations.listOf(exchangeId),
    records.sessions.listOf(exchangeId),
    records.agendas.latest(exchangeId),
    records.documents.listOf(exchangeId),
  ]);
  const readable = sessions.filter((session) => can(actor, 'session.read', sessionResource(exchange, session)));
  const agenda = cutEdition(edition, { exchange, actor, sessions });
  const shown = new Set<InstitutionId>([
    exchange.hostInstitutionId,
    ...delegations.map(({ institutionId }) => institutionId),
    ...members.map(({ institutionId }) => institutionId),
    ...readable.flatMap(({ participants }) => participants),
    ...leadsOf(agenda),
  ]);
  return ok({
    exchange,
    me: toMemberCard(member),
    ...(await listShown(records, shown)),
    delegations,
    members: members.map(toMemberCard),
    sessions: readable.sort(bySchedule).map((session) => toSessionView(actor, exchange, session)),
    agenda,
    agendaDocument: toAgendaDocument(actor, exchange, documents),
    may: toMay(actor, exchange),
    seq,
  });
}

const leadsOf = (agenda: PublishedAgenda | null): InstitutionId[] =>
  (agenda?.items ?? []).flatMap(({ leadInstitutionId }) => (leadInstitutionId === null ? [] : [leadInstitutionId]));

async function listShown(records: Records, shown: ReadonlySet<InstitutionId>): Promise<Pick<ExchangeView, 'institutions' | 'offices'>> {
  const [institutions, offices] = await Promise.all([records.institutions.list(), records.offices.list()]);
  return {
    institutions: institutions.filter(({ id }) => shown.has(id)),
    offices: offices.filter(({ institutionId }) => shown.has(institutionId)),
  };
}

const keyOf = (session: Session): string => `${session.day} ${session.plannedStart} ${session.id}`;
const bySchedule = (a: Session, b: Session): number => (keyOf(a) < keyOf(b) ? -1 : 1);

function toAgendaDocument(actor: Actor, exchange: Exchange, documents: readonly Document[]): ExchangeView['agendaDocument'] {
  const resource = agendaResource(exchange, true);
  const document = documents.find(({ kind }) => kind === 'agenda');
  if (document === undefined || !can(actor, 'agenda.open', resource)) return null;
  return {
    id: document.id,
    mayWrite: can(actor, 'agenda.edit', resource),
    mayPropose: can(actor, 'agenda.propose', resource),
    mayPublish: can(actor, 'agenda.publish', resource),
  };
}

function toMay(actor: Actor, exchange: Exchange): ExchangeView['may'] {
  const resource = exchangeResource(exchange);
  const own = actor.member?.institutionId ?? exchange.hostInstitutionId;
  return {
    edit: can(actor, 'exchange.edit', resource),
    move: can(actor, 'exchange.move', resource),
    createSession: can(actor, 'session.create', resource),
    invite: roleSchema.options.some((role) => can(actor, 'member.invite', memberResource(exchange, { institutionId: own, role }))),
  };
}
