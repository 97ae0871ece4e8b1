// People and institutions of an exchange; invitations.
import * as v from 'valibot';
import { invitationsPerRequestMax } from '../limits.ts';
import { deviceSchema, newPasswordSchema } from '../model/account.ts';
import { exchangeSchema } from '../model/exchange.ts';
import { institutionDraftSchema, institutionSchema, officeDraftSchema, officeSchema } from '../model/institution.ts';
import { invitationDraftSchema, invitationSchema, memberCardSchema, memberSchema } from '../model/member.ts';
import { languageSchema } from '../model/text.ts';
import { instantSchema, zoneSchema } from '../model/time.ts';
import { endpoint } from './endpoint.ts';
import { meSchema } from './sign-in.ts';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));

export const listInstitutions = endpoint({ method: 'GET', path: '/api/v1/institutions', input: null, output: v.array(institutionSchema) });
export const createInstitution = endpoint({
  method: 'POST',
  path: '/api/v1/institutions',
  input: institutionDraftSchema,
  output: institutionSchema,
});
export const createOffice = endpoint({ method: 'POST', path: '/api/v1/offices', input: officeDraftSchema, output: officeSchema });

export const listInvitations = endpoint({
  method: 'GET',
  path: '/api/v1/exchanges/:exchangeId/invitations',
  input: null,
  output: v.array(v.omit(invitationSchema, ['createdBy', 'updatedBy'])),
});
/** One link each, shown once: the hub keeps only its hash. An address that has an account joins through the same link. */
export const createInvitations = endpoint({
  method: 'POST',
  path: '/api/v1/exchanges/:exchangeId/invitations',
  input: v.object({
    invitations: v.pipe(v.array(invitationDraftSchema), v.minLength(1, 'field_missing'), v.maxLength(invitationsPerRequestMax)),
  }),
  output: v.array(
    v.object({ id: invitationSchema.entries.id, email: invitationSchema.entries.email, url: v.string(), expiresAt: instantSchema }),
  ),
});
export const withdrawInvitation = endpoint({ method: 'DELETE', path: '/api/v1/invitations/:invitationId', input: null, output: null });

/** What the landing page says; the address is masked (`o•••••@acnur.example`). */
export const readInvitation = endpoint({
  method: 'POST',
  path: '/api/v1/invitations/read',
  input: v.object({ token: v.pipe(v.string(), v.maxLength(200)) }),
  output: v.object({
    exchange: v.pick(exchangeSchema, ['title', 'place', 'startsOn', 'endsOn', 'homeTimeZone']),
    invitedBy: v.pick(institutionSchema, ['name', 'acronym']),
    institution: v.pick(institutionSchema, ['name', 'acronym', 'hue']),
    ...v.pick(memberCardSchema, ['functionalTitle', 'role']).entries,
    maskedEmail: v.string(),
    language: languageSchema,
    /** An account with this address exists: sign in with its password instead of choosing one. */
    hasAccount: v.boolean(),
  }),
  access: 'open',
});
/** Makes the account (or, signed in with the invited address, uses it), the member, and signs in. */
export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/v1/invitations/accept',
  input: v.object({
    token: v.pipe(v.string(), v.maxLength(200)),
    password: newPasswordSchema,
    timeZone: zoneSchema,
    device: v.optional(deviceSchema, 'ordinary'),
  }),
  output: v.object({ me: meSchema, exchangeId: exchangeSchema.entries.id }),
  access: 'open',
});

export const editMember = endpoint({
  method: 'PATCH',
  path: '/api/v1/members/:memberId',
  input: v.object({ version, ...v.partial(v.pick(memberSchema, ['role', 'officeId', 'functionalTitle', 'mayEndorse'])).entries }),
  output: memberSchema,
});
/** Takes effect on open sockets within a second (R9). */
export const removeMember = endpoint({ method: 'DELETE', path: '/api/v1/members/:memberId', input: null, output: null });
