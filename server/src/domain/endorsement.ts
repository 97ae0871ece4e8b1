// Who can be given the right to endorse: never an observer, never anyone of an institution that observes (DOMAIN §2.3; A42).
import type { Institution } from '@enlace/shared/model/institution';
import type { Member } from '@enlace/shared/model/member';
import type { RefusalCode } from '@enlace/shared/refusals';

export function endorsementProblem(place: Pick<Member, 'role' | 'mayEndorse'>, institution: Institution | null): RefusalCode | null {
  if (!place.mayEndorse) return null;
  return place.role === 'observer' || institution?.kind === 'observer_org' ? 'observer_cannot_endorse' : null;
}
