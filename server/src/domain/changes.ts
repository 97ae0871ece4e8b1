// What changed, as one reader may know it: the feed of an exchange, cut by the sessions they may read now, without authors where the
// Chatham House rule hides them (A37, A45). The live door passes every change through here before a screen hears of it.
// Appending is commit.ts.
import { can } from '@enlace/shared/access/roles';
import type { AccountId, ExchangeId, SessionId } from '@enlace/shared/ids';
import { changesListedMax } from '@enlace/shared/limits';
import type { Change } from '@enlace/shared/model/change';
import { ok, type Result } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { agendaResource, loadPlace, memberResource, type Place, requireMember, sessionResource } from './access.ts';
import type { Caller, House } from './house.ts';

/** The newest first, at most `changesListedMax`. */
export async function listChanges(
  house: House,
  caller: Caller,
  { exchangeId, since }: { exchangeId: ExchangeId; since?: string | undefined },
): Promise<Result<Change[]>> {
  const { records } = house.store;
  const place = await requireMember(records, caller.account.id, exchangeId);
  if (!place.ok) return place;
  const changes = await records.changes.latest(exchangeId, since ?? null, changesListedMax);
  return ok(await cut(records, place.value, changes));
}

/** In the order given; none for who is not a member. */
export async function visibleChanges(
  house: House,
  accountId: AccountId,
  exchangeId: ExchangeId,
  changes: readonly Change[],
): Promise<Change[]> {
  const place = await loadPlace(house.store.records, accountId, exchangeId);
  return place === null || place.member === null ? [] : cut(house.store.records, place, changes);
}

async function cut(records: Records, { exchange, actor }: Place, changes: readonly Change[]): Promise<Change[]> {
  const resources = new Map<SessionId, ReturnType<typeof sessionResource> | null>();
  for (const { sessionId } of changes) {
    if (sessionId === null || resources.has(sessionId)) continue;
    const session = await records.sessions.byId(sessionId);
    resources.set(sessionId, session === null ? null : sessionResource(exchange, session));
  }
  const mayInvite = actor.member !== null && can(actor, 'member.invite', memberResource(exchange, actor.member));
  const opensAgenda = can(actor, 'agenda.open', agendaResource(exchange, true));
  return changes.flatMap((change) => {
    if (change.exchangeId !== exchange.id) return [];
    if (change.subject === 'invitation' && !mayInvite) return [];
    if (change.subject === 'agenda' && change.verb === 'wrote' && !opensAgenda) return [];
    if (change.sessionId === null) return [change];
    const resource = resources.get(change.sessionId) ?? null;
    if (resource === null || !can(actor, 'session.read', resource)) return [];
    return can(actor, 'author.read', resource) ? [change] : [{ ...change, memberId: null, institutionId: null }];
  });
}
