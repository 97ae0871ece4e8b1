// Who is asking, seen from one exchange, and the two ways to ask: `require` refuses, `can` answers (docs/spec/access.md).
// Every verb of the domain passes here before it does anything; so do the doors, through the verbs.

import { strictestMarking } from '@enlace/shared/access/marking';
import { type Actor, type AgendaResource, can, type SessionResource, type Verb } from '@enlace/shared/access/roles';
import type { AccountId, ExchangeId } from '@enlace/shared/ids';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { Session } from '@enlace/shared/model/session';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';

/** The actor as the rows stand now; never cached. A disabled account and a removed member are nobody. */
export async function loadActor(records: Records, accountId: AccountId, exchangeId: ExchangeId | null): Promise<Actor> {
  const account = await records.accounts.byId(accountId);
  if (account === null || account.isDisabled) return { isAdmin: false, isCoordinatorSomewhere: false, member: null };
  const places = (await records.members.ofAccount(accountId)).filter((member) => member.removedAt === null);
  const here = places.find((member) => member.exchangeId === exchangeId);
  return {
    isAdmin: account.isAdmin,
    isCoordinatorSomewhere: places.some((member) => member.role === 'coordinator'),
    member: here === undefined ? null : { id: here.id, institutionId: here.institutionId, role: here.role },
  };
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

/** `forbidden` where the actor may know of the thing (`read` is allowed), `not_found` where not (S11). */
export function require<V extends Verb>(actor: Actor, verb: V, resource: Parameters<typeof can<V>>[2], mayKnow: boolean): Result<null> {
  if (can(actor, verb, resource)) return ok(null);
  return refuse(mayKnow ? 'forbidden' : 'not_found');
}
