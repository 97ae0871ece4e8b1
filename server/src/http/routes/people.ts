// People and institutions of an exchange; invitations (shared/api/people).
import * as api from '@enlace/shared/api/people';
import { createInstitution, createOffice, listInstitutions } from '../../domain/institutions.ts';
import { acceptInvitation, readInvitation } from '../../domain/invitation-accept.ts';
import { createInvitations, listInvitations, withdrawInvitation } from '../../domain/invitations.ts';
import { editMember, removeMember } from '../../domain/members.ts';
import type { Binder } from '../endpoint.ts';
import { answerSignedIn } from '../signed-in.ts';

export function peopleRoutes({ bind, bindOpen }: Binder): void {
  bind(api.listInstitutions, listInstitutions);
  bind(api.createInstitution, createInstitution);
  bind(api.createOffice, createOffice);
  bind(api.listInvitations, listInvitations);
  bind(api.createInvitations, createInvitations);
  bind(api.withdrawInvitation, withdrawInvitation);
  bindOpen(api.readInvitation, ({ house, door, input }) => readInvitation(house, door, input));
  bindOpen(api.acceptInvitation, async (request) => {
    const result = await acceptInvitation(request.house, request.door, request.input);
    return answerSignedIn(request, result, ({ me }) => me.device);
  });
  bind(api.editMember, editMember);
  bind(api.removeMember, removeMember);
}
