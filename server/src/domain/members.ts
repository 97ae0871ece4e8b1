// Members of an exchange: changing someone's role, office, title or right to endorse, and removing them. What they signed stays; their
// open sockets are asked again at once (R9). Rules A40–A43.
import { can } from '@enlace/shared/access/roles';
import type { MemberId } from '@enlace/shared/ids';
import type { Member } from '@enlace/shared/model/member';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { loadPlace, memberResource, type Place, requireAccess } from './access.ts';
import { commit } from './commit.ts';
import { endorsementProblem } from './endorsement.ts';
import { type Caller, type House, instantNow } from './house.ts';
import { requireVersion, restamp } from './stamp.ts';

/** The member and the caller's place in the same exchange; `not_found` for who may not know of it, and for who was removed. */
async function requireOther(
  records: Records,
  caller: Caller,
  memberId: MemberId,
): Promise<Result<{ readonly place: Place; readonly other: Member }>> {
  const other = await records.members.byId(memberId);
  if (other === null || other.removedAt !== null) return refuse('not_found');
  const place = await loadPlace(records, caller.account.id, other.exchangeId);
  if (place === null || !can(place.actor, 'people.read', { kind: 'exchange', state: place.exchange.state })) return refuse('not_found');
  return ok({ place, other });
}

/** An exchange is never left without a coordinator (A43). */
async function requireCoordinatorLeft(records: Records, other: Member): Promise<Result<null>> {
  if (other.role !== 'coordinator') return ok(null);
  const live = (await records.members.listOf(other.exchangeId)).filter(({ removedAt }) => removedAt === null);
  return live.some(({ id, role }) => role === 'coordinator' && id !== other.id) ? ok(null) : refuse('last_coordinator');
}

type MemberEdit = { readonly [K in 'role' | 'officeId' | 'functionalTitle' | 'mayEndorse']?: Member[K] | undefined };

/** Refuses `last_coordinator` and `observer_cannot_endorse`. */
export function editMember(
  house: House,
  caller: Caller,
  { memberId, version, ...edit }: { memberId: MemberId; version: number } & MemberEdit,
): Promise<Result<Member>> {
  return commit(house, async (deed) => {
    const found = await requireOther(deed.records, caller, memberId);
    if (!found.ok) return found;
    const { place, other } = found.value;
    const next = restamp(house, caller.account.id, other, edit);
    for (const one of [other, next]) {
      const allowed = requireAccess(place.actor, 'member.edit', memberResource(place.exchange, one));
      if (!allowed.ok) return allowed;
    }
    const seen = requireVersion(other, version);
    if (!seen.ok) return seen;
    const left = next.role === 'coordinator' ? ok(null) : await requireCoordinatorLeft(deed.records, other);
    if (!left.ok) return left;
    const sound = await requireSound(deed.records, next);
    if (!sound.ok) return sound;
    await deed.records.members.update(next);
    await deed.changed({ exchangeId: next.exchangeId, subject: 'member', subjectId: memberId, verb: 'changed' }, place.member);
    deed.accessChanged({ accountId: next.accountId, exchangeId: next.exchangeId });
    return ok(next);
  });
}

async function requireSound(records: Records, next: Member): Promise<Result<null>> {
  const office = next.officeId === null ? null : await records.offices.byId(next.officeId);
  if (next.officeId !== null && office?.institutionId !== next.institutionId) {
    return refuse('bad_request', { fields: [{ path: 'officeId', problem: 'field_invalid' }] });
  }
  const problem = endorsementProblem(next, await records.institutions.byId(next.institutionId));
  return problem === null ? ok(null) : refuse(problem);
}

/** Refuses `last_coordinator`. */
export function removeMember(house: House, caller: Caller, { memberId }: { memberId: MemberId }): Promise<Result<null>> {
  return commit(house, async (deed) => {
    const found = await requireOther(deed.records, caller, memberId);
    if (!found.ok) return found;
    const { place, other } = found.value;
    const allowed = requireAccess(place.actor, 'member.remove', memberResource(place.exchange, other));
    if (!allowed.ok) return allowed;
    const left = await requireCoordinatorLeft(deed.records, other);
    if (!left.ok) return left;
    await deed.records.members.update(restamp(house, caller.account.id, other, { removedAt: instantNow(house) }));
    await deed.changed({ exchangeId: other.exchangeId, subject: 'member', subjectId: memberId, verb: 'removed' }, place.member);
    deed.accessChanged({ accountId: other.accountId, exchangeId: other.exchangeId });
    return ok(null);
  });
}
