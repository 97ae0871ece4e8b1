// Who is asking, seen from one exchange, and what they ask about; `requireAccess` refuses, `can` answers (docs/spec/access.md, A30–A33).
// Every verb of the domain passes here before it does anything; so do the doors, through the verbs. Nothing here is cached.

import { isStricter, type Marking, strictestMarking } from '@enlace/shared/access/marking';
import { type Actor, type AgendaResource, can, type MemberResource, type SessionResource, type Verb } from '@enlace/shared/access/roles';
import type { AccountId, ExchangeId, InstitutionId } from '@enlace/shared/ids';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { Member, Role } from '@enlace/shared/model/member';
import type { Session } from '@enlace/shared/model/session';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';

/** Someone's place in one exchange, as the rows stand now. */
export interface Place {
  readonly exchange: Exchange;
  readonly actor: Actor;
  /** The live member; null for who has no place here, or no longer, or whose account is disabled. */
  readonly member: Member | null;
}

/** The places of an account that it still has; none where it is disabled. */
async function livePlaces(records: Records, accountId: AccountId): Promise<{ readonly isAdmin: boolean; readonly places: Member[] }> {
  const account = await records.accounts.byId(accountId);
  if (account === null || account.isDisabled) return { isAdmin: false, places: [] };
  const places = (await records.members.ofAccount(accountId)).filter((member) => member.removedAt === null);
  return { isAdmin: account.isAdmin, places };
}

function toActor(isAdmin: boolean, places: readonly Member[], member: Member | null): Actor {
  return {
    isAdmin,
    isCoordinatorSomewhere: places.some(({ role }) => role === 'coordinator'),
    member: member === null ? null : { id: member.id, institutionId: member.institutionId, role: member.role },
  };
}

/** A disabled account and a removed member are nobody. */
export async function loadActor(records: Records, accountId: AccountId, exchangeId: ExchangeId | null): Promise<Actor> {
  const { isAdmin, places } = await livePlaces(records, accountId);
  return toActor(isAdmin, places, places.find((member) => member.exchangeId === exchangeId) ?? null);
}

/** Null where there is no such exchange. Who asks may still have no place in it. */
export async function loadPlace(records: Records, accountId: AccountId, exchangeId: ExchangeId): Promise<Place | null> {
  const exchange = await records.exchanges.byId(exchangeId);
  if (exchange === null) return null;
  const { isAdmin, places } = await livePlaces(records, accountId);
  const member = places.find((one) => one.exchangeId === exchangeId) ?? null;
  return { exchange, member, actor: toActor(isAdmin, places, member) };
}

export interface MemberPlace extends Place {
  readonly member: Member;
}

/** The place of a member; `not_found` for everyone else: outside an exchange nobody learns that it is there (A32). */
export async function requireMember(records: Records, accountId: AccountId, exchangeId: ExchangeId): Promise<Result<MemberPlace>> {
  const place = await loadPlace(records, accountId, exchangeId);
  return place === null || place.member === null ? refuse('not_found') : ok({ ...place, member: place.member });
}

export const sessionResource = (exchange: Exchange, session: Session): SessionResource => ({
  kind: 'session',
  exchangeState: exchange.state,
  session,
  marking: strictestMarking(exchange.marking, session.marking),
});

export const agendaResource = (exchange: Exchange, isPublished: boolean): AgendaResource => ({
  kind: 'agenda',
  exchangeState: exchange.state,
  isPublished,
});

export const exchangeResource = (exchange: Exchange) => ({ kind: 'exchange', state: exchange.state }) as const;

export const memberResource = (exchange: Exchange, place: { institutionId: InstitutionId; role: Role }): MemberResource => ({
  kind: 'member',
  exchangeState: exchange.state,
  institutionId: place.institutionId,
  role: place.role,
});

/** `forbidden` where the actor may know of the thing (`mayKnow`), `not_found` where not (A32). */
export function requireAccess<V extends Verb>(actor: Actor, verb: V, resource: Parameters<typeof can<V>>[2], mayKnow = true): Result<null> {
  if (can(actor, verb, resource)) return ok(null);
  return refuse(mayKnow ? 'forbidden' : 'not_found');
}

/** Whether `next` lets anyone read, or be named, whom `now` does not. */
export const isLowered = (now: Marking, next: Marking): boolean => isStricter(now.tlp, next.tlp) || (now.chr && !next.chr);

/** Institution of whoever made a record of this exchange; null for the hub and for who was never a member. */
export async function originatorOf(
  records: Records,
  record: { readonly exchangeId: ExchangeId; readonly createdBy: AccountId | null },
): Promise<InstitutionId | null> {
  if (record.createdBy === null) return null;
  const places = await records.members.ofAccount(record.createdBy);
  return places.find(({ exchangeId }) => exchangeId === record.exchangeId)?.institutionId ?? null;
}
