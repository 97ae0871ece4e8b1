// A member: a person's place in one exchange, shown by functional title and institution (DOMAIN §2.3, §2.13).
import * as v from 'valibot';
import { type AccountId, type ExchangeId, type InstitutionId, type InvitationId, idSchema, type MemberId, type OfficeId } from '../ids.ts';
import { nameCharsMax } from '../limits.ts';
import { emailSchema } from './account.ts';
import { stampEntries } from './stamp.ts';
import { bilingualSchema, languageSchema } from './text.ts';
import { instantSchema } from './time.ts';

export const roleSchema = v.picklist(['coordinator', 'host_editor', 'peer', 'donor', 'observer']);
export type Role = v.InferOutput<typeof roleSchema>;

const placeEntries = {
  institutionId: idSchema<InstitutionId>(),
  officeId: v.nullable(idSchema<OfficeId>()),
  functionalTitle: bilingualSchema(nameCharsMax),
  role: roleSchema,
  /** May endorse for the institution while the mandate is valid; never for an `observer_org`. */
  mayEndorse: v.boolean(),
};

export const memberSchema = v.object({
  id: idSchema<MemberId>(),
  exchangeId: idSchema<ExchangeId>(),
  accountId: idSchema<AccountId>(),
  ...placeEntries,
  /** Set when the person was removed; the row stays, because what they signed stays. */
  removedAt: v.nullable(instantSchema),
  ...stampEntries,
});
export type Member = v.InferOutput<typeof memberSchema>;

/** What others see of a member: no e-mail, no account. */
export const memberCardSchema = v.object({ id: idSchema<MemberId>(), ...placeEntries, isRemoved: v.boolean(), version: v.number() });
export type MemberCard = v.InferOutput<typeof memberCardSchema>;

export const invitationDraftSchema = v.object({ email: emailSchema, language: languageSchema, ...placeEntries });
export type InvitationDraft = v.InferOutput<typeof invitationDraftSchema>;

/** A single-use link bound to an address, an institution and a role. At rest only the SHA-256 of its token. */
export const invitationSchema = v.object({
  id: idSchema<InvitationId>(),
  exchangeId: idSchema<ExchangeId>(),
  ...invitationDraftSchema.entries,
  expiresAt: instantSchema,
  usedAt: v.nullable(instantSchema),
  ...stampEntries,
});
export type Invitation = v.InferOutput<typeof invitationSchema>;
