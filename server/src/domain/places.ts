// Giving a place in an exchange: the member, and the delegation of an institution that has its first one here.
import type { DelegationId, MemberId } from '@enlace/shared/ids';
import type { Delegation, Exchange } from '@enlace/shared/model/exchange';
import type { Member } from '@enlace/shared/model/member';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Deed } from './commit.ts';
import { type House, newId } from './house.ts';
import { firstStamp } from './stamp.ts';

type NewMember = Pick<Member, 'accountId' | 'institutionId' | 'officeId' | 'functionalTitle' | 'role' | 'mayEndorse'>;

/** Refuses `already_exists` where the account has a live place in the exchange. */
export async function createMember(house: House, deed: Deed, exchange: Exchange, place: NewMember): Promise<Result<Member>> {
  const stamp = firstStamp(house, place.accountId);
  const member: Member = { id: newId<MemberId>(house), exchangeId: exchange.id, ...place, removedAt: null, ...stamp };
  if (!(await deed.records.members.insert(member))) return refuse('already_exists');
  const delegations = await deed.records.delegations.listOf(exchange.id);
  if (!delegations.some(({ institutionId }) => institutionId === place.institutionId))
    await createDelegation(house, deed, exchange, member);
  await deed.changed({ exchangeId: exchange.id, subject: 'member', subjectId: member.id, verb: 'created' }, member);
  deed.accessChanged({ accountId: member.accountId, exchangeId: exchange.id });
  return ok(member);
}

async function createDelegation(house: House, deed: Deed, exchange: Exchange, member: Member): Promise<void> {
  const delegation: Delegation = {
    id: newId<DelegationId>(house),
    exchangeId: exchange.id,
    institutionId: member.institutionId,
    head: null,
    size: null,
    timeZone: exchange.homeTimeZone,
    ...firstStamp(house, member.accountId),
  };
  await deed.records.delegations.insert(delegation);
  await deed.changed({ exchangeId: exchange.id, subject: 'delegation', subjectId: delegation.id, verb: 'created' }, member);
}
