// Exchanges: the list of one's own, making one with its agenda document, editing, and moving it through its states (DOMAIN §2.4).
// What one exchange shows is exchange-view.ts. Rules A16, A30–A33, A44.
import type { ExchangeCard, ExchangeView } from '@enlace/shared/api/exchange';
import type { DocumentId, ExchangeId, InstitutionId } from '@enlace/shared/ids';
import type { Document } from '@enlace/shared/model/document';
import { SCHEMA_VERSIONS } from '@enlace/shared/model/document';
import { EXCHANGE_MOVES, type Exchange, type ExchangeDraft, type ExchangeState } from '@enlace/shared/model/exchange';
import type { Bilingual } from '@enlace/shared/model/text';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { exchangeResource, isLowered, loadActor, originatorOf, requireAccess, requireMember } from './access.ts';
import { commit, type Deed } from './commit.ts';
import { readExchange } from './exchange-view.ts';
import { createAgendaContent } from './first-content.ts';
import { type Caller, type House, newId } from './house.ts';
import { toMemberCard } from './member-card.ts';
import { createMember } from './places.ts';
import { firstStamp, requireVersion, restamp } from './stamp.ts';

/** Those in which the caller has a place: the running ones, newest first, then those to come by nearness, then the past ones, newest first. */
export async function listExchanges(house: House, caller: Caller): Promise<Result<ExchangeCard[]>> {
  const { records } = house.store;
  const cards: ExchangeCard[] = [];
  for (const exchange of await records.exchanges.listOfAccount(caller.account.id)) {
    const place = await requireMember(records, caller.account.id, exchange.id);
    if (!place.ok) continue;
    const institutions = await listDelegations(records, exchange);
    cards.push({ exchange, me: toMemberCard(place.value.member), institutions, phase: phaseOf(exchange, house.clock.nowMs()) });
  }
  return ok(cards.sort(compareCards));
}

const OVER: ReadonlySet<ExchangeState> = new Set(['concluded', 'archived', 'cancelled']);
const PHASES = ['running', 'upcoming', 'concluded'] as const;

function compareCards(a: ExchangeCard, b: ExchangeCard): number {
  if (a.phase !== b.phase) return PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase);
  const order = a.exchange.startsOn < b.exchange.startsOn ? -1 : a.exchange.startsOn > b.exchange.startsOn ? 1 : 0;
  return a.phase === 'upcoming' ? order : -order;
}

/** What its state says; where that says neither that it runs nor that it is over, its dates in its own zone. */
export function phaseOf(exchange: Exchange, nowMs: number): ExchangeCard['phase'] {
  if (exchange.state === 'running') return 'running';
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(exchange.homeTimeZone).toPlainDate().toString();
  if (OVER.has(exchange.state) || today > exchange.endsOn) return 'concluded';
  return today < exchange.startsOn ? 'upcoming' : 'running';
}

/** Host first, then in the order in which they came. */
async function listDelegations(records: Records, exchange: Exchange): Promise<ExchangeCard['institutions']> {
  const ids = (await records.delegations.listOf(exchange.id)).map(({ institutionId }) => institutionId);
  const found = await Promise.all([...new Set([exchange.hostInstitutionId, ...ids])].map((id) => records.institutions.byId(id)));
  return found.flatMap((one) => (one === null ? [] : [{ id: one.id, acronym: one.acronym, name: one.name, hue: one.hue }]));
}

export type NewExchange = Omit<ExchangeDraft, 'isSample'> & {
  readonly functionalTitle: Bilingual;
  /** The maker's; left out: the host. */
  readonly institutionId?: InstitutionId | undefined;
  /** Set by the sample alone: no door lets it in. */
  readonly isSample?: boolean;
};

/** The exchange, its agenda document, its first coordinator and their delegation, in one transaction. */
export async function createExchange(house: House, caller: Caller, input: NewExchange): Promise<Result<ExchangeView>> {
  const { functionalTitle, institutionId = input.hostInstitutionId, isSample = false, ...draft } = input;
  const made = await commit(house, async (deed) => {
    const actor = await loadActor(deed.records, caller.account.id, null);
    const allowed = requireAccess(actor, 'exchange.create', { kind: 'hub' });
    if (!allowed.ok) return allowed;
    const dates = requireDates(draft);
    if (!dates.ok) return dates;
    for (const [path, id] of Object.entries({ hostInstitutionId: draft.hostInstitutionId, institutionId })) {
      if ((await deed.records.institutions.byId(id)) === null)
        return refuse('bad_request', { fields: [{ path, problem: 'field_invalid' }] });
    }
    const stamp = firstStamp(house, caller.account.id);
    const exchange: Exchange = { id: newId<ExchangeId>(house), ...draft, isSample, state: 'planning', ...stamp };
    await deed.records.exchanges.insert(exchange);
    const coordinator = await createMember(house, deed, exchange, {
      accountId: caller.account.id,
      institutionId,
      officeId: null,
      functionalTitle,
      role: 'coordinator',
      mayEndorse: false,
    });
    if (!coordinator.ok) return coordinator;
    await createAgendaDocument(house, deed, exchange);
    await deed.changed({ exchangeId: exchange.id, subject: 'exchange', subjectId: exchange.id, verb: 'created' }, coordinator.value);
    return ok(exchange.id);
  });
  return made.ok ? readExchange(house, caller, { exchangeId: made.value }) : made;
}

async function createAgendaDocument(house: House, deed: Deed, exchange: Exchange): Promise<void> {
  const document: Document = {
    id: newId<DocumentId>(house),
    exchangeId: exchange.id,
    kind: 'agenda',
    sessionId: null,
    title: { es: 'Agenda', en: 'Agenda' },
    marking: exchange.marking,
    schemaVersion: SCHEMA_VERSIONS.agenda,
    generation: 1,
    ...firstStamp(house, exchange.createdBy),
  };
  await deed.records.documents.create(document, createAgendaContent(exchange));
}

function requireDates({ startsOn, endsOn }: { startsOn: string; endsOn: string }): Result<null> {
  return endsOn < startsOn ? refuse('bad_request', { fields: [{ path: 'endsOn', problem: 'field_invalid' }] }) : ok(null);
}

type ExchangeEdit = { readonly [K in keyof Omit<ExchangeDraft, 'isSample' | 'hostInstitutionId'>]?: ExchangeDraft[K] | undefined };

export function editExchange(
  house: House,
  caller: Caller,
  { exchangeId, version, ...edit }: { exchangeId: ExchangeId; version: number } & ExchangeEdit,
): Promise<Result<Exchange>> {
  return commit(house, async (deed) => {
    const place = await requireMember(deed.records, caller.account.id, exchangeId);
    if (!place.ok) return place;
    const { exchange, actor, member } = place.value;
    const allowed = requireAccess(actor, 'exchange.edit', exchangeResource(exchange));
    if (!allowed.ok) return allowed;
    const seen = requireVersion(exchange, version);
    if (!seen.ok) return seen;
    const next = restamp(house, caller.account.id, exchange, edit);
    const dates = requireDates(next);
    if (!dates.ok) return dates;
    if (isLowered(exchange.marking, next.marking)) {
      const originatorId = await originatorOf(deed.records, { exchangeId, createdBy: exchange.createdBy });
      const lowered = requireAccess(actor, 'marking.lower', { kind: 'marked', exchangeState: exchange.state, originatorId });
      if (!lowered.ok) return lowered;
    }
    await deed.records.exchanges.update(next);
    await deed.changed({ exchangeId, subject: 'exchange', subjectId: exchangeId, verb: 'changed' }, member);
    if (edit.marking !== undefined) deed.accessChanged({ exchangeId });
    return ok(next);
  });
}

/** Refuses `state_not_allowed` for a move that is not in EXCHANGE_MOVES, `sessions_open` where concluding is too early. */
export function moveExchange(
  house: House,
  caller: Caller,
  { exchangeId, version, state }: { exchangeId: ExchangeId; version: number; state: ExchangeState },
): Promise<Result<Exchange>> {
  return commit(house, async (deed) => {
    const place = await requireMember(deed.records, caller.account.id, exchangeId);
    if (!place.ok) return place;
    const { exchange, actor, member } = place.value;
    const allowed = requireAccess(actor, 'exchange.move', exchangeResource(exchange));
    if (!allowed.ok) return allowed;
    const seen = requireVersion(exchange, version);
    if (!seen.ok) return seen;
    if (!EXCHANGE_MOVES[exchange.state].includes(state)) return refuse('state_not_allowed');
    if (state === 'concluded') {
      const sessions = await deed.records.sessions.listOf(exchangeId);
      if (sessions.some((session) => session.state !== 'closed' && session.state !== 'cancelled')) return refuse('sessions_open');
    }
    const next = restamp(house, caller.account.id, exchange, { state });
    await deed.records.exchanges.update(next);
    await deed.changed({ exchangeId, subject: 'exchange', subjectId: exchangeId, verb: 'moved' }, member);
    deed.accessChanged({ exchangeId });
    return ok(next);
  });
}
