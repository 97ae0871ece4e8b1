// Which places this person may give, change or take away: the one table of rights, asked with what the screen knows.
// The hub asks again; this only decides what is offered.
import { type Actor, can } from '@enlace/shared/access/roles';
import type { ExchangeView } from '@enlace/shared/api/exchange';
import type { InstitutionId } from '@enlace/shared/ids';
import { type MemberCard, type Role, roleSchema } from '@enlace/shared/model/member';

type Known = Pick<ExchangeView, 'me' | 'exchange'>;

const actorOf = ({ me }: Known): Actor => ({ isAdmin: false, isCoordinatorSomewhere: me.role === 'coordinator', member: me });
const place = ({ exchange }: Known, institutionId: InstitutionId, role: Role) =>
  ({ kind: 'member', exchangeState: exchange.state, institutionId, role }) as const;

export const rolesGiven = (view: Known, institutionId: InstitutionId): Role[] =>
  roleSchema.options.filter((role) => can(actorOf(view), 'member.invite', place(view, institutionId, role)));

export const mayEdit = (view: Known, member: MemberCard): boolean =>
  can(actorOf(view), 'member.edit', place(view, member.institutionId, member.role));
export const mayRemove = (view: Known, member: MemberCard): boolean =>
  can(actorOf(view), 'member.remove', place(view, member.institutionId, member.role));
