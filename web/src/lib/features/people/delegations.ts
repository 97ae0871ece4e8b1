// The people of an exchange as its screen shows them: by institution, the host first, each with the roles it has here. Pure.
import type { ExchangeView } from '@enlace/shared/api/exchange';
import type { InstitutionId } from '@enlace/shared/ids';
import type { Institution } from '@enlace/shared/model/institution';
import type { MemberCard, Role } from '@enlace/shared/model/member';
import { inLanguage } from '@enlace/shared/model/text';

export interface DelegationRow {
  readonly institution: Institution;
  readonly isHost: boolean;
  /** Present members only, coordinators first, then by title. */
  readonly members: readonly MemberCard[];
  readonly roles: readonly Role[];
}

const ORDER: readonly Role[] = ['coordinator', 'host_editor', 'peer', 'donor', 'observer'];
const rank = (role: Role): number => ORDER.indexOf(role);

/** Institutions with a delegation or a member here; those without anyone stand last. */
export function delegationsOf(
  view: Pick<ExchangeView, 'exchange' | 'institutions' | 'delegations' | 'members'>,
  language: 'es' | 'en',
): DelegationRow[] {
  const invited = new Set<InstitutionId>(view.delegations.map((delegation) => delegation.institutionId));
  const rows = view.institutions.map((institution): DelegationRow => {
    const members = view.members
      .filter((member) => member.institutionId === institution.id && !member.isRemoved)
      .sort(
        (a, b) =>
          rank(a.role) - rank(b.role) ||
          inLanguage(a.functionalTitle, language).localeCompare(inLanguage(b.functionalTitle, language), language),
      );
    return {
      institution,
      isHost: institution.id === view.exchange.hostInstitutionId,
      members,
      roles: ORDER.filter((role) => members.some((member) => member.role === role)),
    };
  });
  const weight = (row: DelegationRow): number =>
    row.isHost ? -1 : row.members.length === 0 ? ORDER.length : Math.min(...row.roles.map(rank));
  return rows
    .filter((row) => row.isHost || row.members.length > 0 || invited.has(row.institution.id))
    .sort(
      (a, b) =>
        weight(a) - weight(b) ||
        inLanguage(a.institution.acronym, language).localeCompare(inLanguage(b.institution.acronym, language), language),
    );
}

/** Addresses as people paste them: separated by spaces, commas, semicolons or lines, `Title <a@b>` included; each once, in order. */
export function parseAddresses(pasted: string): string[] {
  const found = pasted.match(/[^\s,;<>"']+@[^\s,;<>"']+/g) ?? [];
  return [...new Set(found.map((address) => address.toLowerCase()))];
}
