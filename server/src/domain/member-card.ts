// A member as others see them: functional title, institution, role; no address and no account.
import type { Member, MemberCard } from '@enlace/shared/model/member';

export function toMemberCard(member: Member): MemberCard {
  const { id, institutionId, officeId, functionalTitle, role, mayEndorse, version } = member;
  return { id, institutionId, officeId, functionalTitle, role, mayEndorse, version, isRemoved: member.removedAt !== null };
}
