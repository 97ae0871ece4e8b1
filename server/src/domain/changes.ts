// What changed, as one reader may know it: the feed of an exchange, cut by the sessions they may read now, without authors where the
// Chatham House rule hides them (A37, A45). The live door passes every change through here before a screen hears of it.
// Appending is commit.ts.
import { can, type SessionResource } from '@enlace/shared/access/roles';
import type { AccountId, ExchangeId, SessionId } from '@enlace/shared/ids';
import { changesListedMax } from '@enlace/shared/limits';
import type { Change } from '@enlace/shared/model/change';
import type { Exchange } from '@enlace/shared/model/exchange';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { agendaResource, type MemberPlace, memberResource, requireMember, sessionResource } from './access.ts';
import { loadCommentPlace, toReader } from './comment-place.ts';
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
  const place = await requireMember(house.store.records, accountId, exchangeId);
  return place.ok ? cut(house.store.records, place.value, changes) : [];
}

async function cut(records: Records, place: MemberPlace, changes: readonly Change[]): Promise<Change[]> {
  const { exchange, actor, member } = place;
  const resources = await loadResources(records, exchange, changes);
  const mayInvite = can(actor, 'member.invite', memberResource(exchange, member));
  const opensAgenda = can(actor, 'agenda.open', agendaResource(exchange, true));
  const onAgenda = changes.some((change) => change.subject === 'comment' && change.sessionId === null);
  const known = onAgenda ? await knownAgendaComments(records, place) : new Set();
  return changes.flatMap((change) => {
    if (change.exchangeId !== exchange.id) return [];
    if (change.subject === 'invitation' && !mayInvite) return [];
    if (change.subject === 'agenda' && change.verb === 'wrote' && !opensAgenda) return [];
    if (change.subject === 'comment' && change.sessionId === null && !known.has(change.subjectId)) return [];
    if (change.sessionId === null) return [change];
    const resource = resources.get(change.sessionId);
    if (resource === undefined || !can(actor, 'session.read', resource)) return [];
    return can(actor, 'author.read', resource) ? [change] : [{ ...change, memberId: null, institutionId: null }];
  });
}

async function loadResources(
  records: Records,
  exchange: Exchange,
  changes: readonly Change[],
): Promise<ReadonlyMap<SessionId, SessionResource>> {
  const ids = new Set(changes.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId])));
  const sessions = await Promise.all([...ids].map((id) => records.sessions.byId(id)));
  return new Map(sessions.flatMap((session) => (session === null ? [] : [[session.id, sessionResource(exchange, session)]])));
}

/** Comments on the agenda that the reader may know. */
async function knownAgendaComments(records: Records, place: MemberPlace): Promise<ReadonlySet<string>> {
  const agenda = (await records.documents.listOf(place.exchange.id)).find(({ kind }) => kind === 'agenda');
  const commentPlace = agenda === undefined ? refuse('not_found') : await loadCommentPlace(records, place, agenda);
  if (agenda === undefined || !commentPlace.ok) return new Set();
  return new Set(toReader(commentPlace.value, await records.comments.listOf(agenda.id)).map(({ id }) => id));
}
