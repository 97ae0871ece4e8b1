// Invitations, from the side of who was invited: what the landing page says, and accepting, once. An address without an account makes one
// with the password it chooses; one that has an account gives the password it has. Rules A12, A14, A15.
import type { Me } from '@enlace/shared/api/sign-in';
import type { AccountId, ExchangeId } from '@enlace/shared/ids';
import type { Device } from '@enlace/shared/model/account';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { Institution } from '@enlace/shared/model/institution';
import type { Role } from '@enlace/shared/model/member';
import type { Bilingual, Language } from '@enlace/shared/model/text';
import type { Zone } from '@enlace/shared/model/time';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records, StoredAccount, StoredInvitation } from '../store/port/records.ts';
import { originatorOf } from './access.ts';
import { commit, type Deed } from './commit.ts';
import { type Door, type House, instantNow, newId } from './house.ts';
import { createMember } from './places.ts';
import { readBrowser } from './sign-in/browser.ts';
import { toAccount } from './sign-in/identify.ts';
import { toMe } from './sign-in/me.ts';
import { hashNewPassword } from './sign-in/new-password.ts';
import { createSignIn, type SignedIn } from './sign-in/new-sign-in.ts';
import { requirePassword } from './sign-in/sign-in.ts';
import { hashToken, isToken } from './sign-in/token.ts';
import { firstStamp, restamp } from './stamp.ts';

type Open = StoredInvitation & { readonly exchange: Exchange };

/** Refuses `not_found` for an unknown or withdrawn link, `invitation_used`, `invitation_expired`, `state_not_allowed` in an exchange that is over. */
async function requireInvitation(house: House, records: Records, token: string): Promise<Result<Open>> {
  const invitation = isToken(token) ? await records.invitations.byTokenHash(hashToken(token)) : null;
  const exchange = invitation === null ? null : await records.exchanges.byId(invitation.exchangeId);
  if (invitation === null || exchange === null) return refuse('not_found');
  if (invitation.usedAt !== null) return refuse('invitation_used');
  if (Date.parse(invitation.expiresAt) <= house.clock.nowMs()) return refuse('invitation_expired');
  if (exchange.state === 'archived' || exchange.state === 'cancelled') return refuse('state_not_allowed');
  return ok({ ...invitation, exchange });
}

interface InvitationView {
  readonly exchange: Pick<Exchange, 'title' | 'place' | 'startsOn' | 'endsOn' | 'homeTimeZone'>;
  readonly invitedBy: Pick<Institution, 'name' | 'acronym'>;
  readonly institution: Pick<Institution, 'name' | 'acronym' | 'hue'>;
  readonly functionalTitle: Bilingual;
  readonly role: Role;
  readonly maskedEmail: string;
  readonly language: Language;
  readonly hasAccount: boolean;
}

/** `o•••••@acnur.example`; the number of dots says nothing. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••••${email.slice(at)}`;
}

export async function readInvitation(house: House, _door: Door, { token }: { token: string }): Promise<Result<InvitationView>> {
  const { records } = house.store;
  const found = await requireInvitation(house, records, token);
  if (!found.ok) return found;
  const { exchange, institutionId, functionalTitle, role, email, language } = found.value;
  const institution = await records.institutions.byId(institutionId);
  const inviterId = (await originatorOf(records, found.value)) ?? exchange.hostInstitutionId;
  const inviter = await records.institutions.byId(inviterId);
  if (institution === null || inviter === null) throw new Error(`invitation ${found.value.id} names an institution that is not there`);
  const { title, place, startsOn, endsOn, homeTimeZone } = exchange;
  return ok({
    exchange: { title, place, startsOn, endsOn, homeTimeZone },
    invitedBy: { name: inviter.name, acronym: inviter.acronym },
    institution: { name: institution.name, acronym: institution.acronym, hue: institution.hue },
    functionalTitle,
    role,
    maskedEmail: maskEmail(email),
    language,
    hasAccount: (await records.accounts.byEmail(email)) !== null,
  });
}

interface Acceptance {
  readonly token: string;
  readonly password: string;
  readonly timeZone: Zone;
  readonly device: Device;
}

/** Of two at once one wins; the other is refused `invitation_used`. Refuses `wrong_credentials` and `too_many_attempts` like signing in. */
export async function acceptInvitation(
  house: House,
  door: Door,
  input: Acceptance,
): Promise<Result<SignedIn<{ me: Me; exchangeId: ExchangeId }>>> {
  const open = await requireInvitation(house, house.store.records, input.token);
  if (!open.ok) return open;
  const { email } = open.value;
  const hasAccount = (await house.store.records.accounts.byEmail(email)) !== null;
  const judged = hasAccount ? await requirePassword(house, door, { email, password: input.password }) : null;
  if (judged !== null && !judged.ok) return judged;
  const chosen = hasAccount ? null : await hashNewPassword(house, { password: input.password, email, field: 'password' });
  if (chosen !== null && !chosen.ok) return chosen;
  return commit(house, async (deed) => {
    const still = await requireInvitation(house, deed.records, input.token);
    if (!still.ok) return still;
    const invitation = still.value;
    const before = await deed.records.accounts.byEmail(email);
    // the account may have been made, or changed, while the password was being judged
    if (before === null && chosen === null) return refuse('wrong_credentials');
    if (before !== null && (before.isDisabled || before.passwordHash !== judged?.value.passwordHash)) return refuse('account_exists');
    const account = before ?? (await createInvitedAccount(house, deed, invitation, { ...input, passwordHash: chosen?.value ?? null }));
    const member = await takePlace(house, deed, invitation, account.id);
    if (!member.ok) return member;
    const me = await toMe(deed.records, toAccount(account), input.device);
    const output = { me, exchangeId: invitation.exchangeId };
    const browser = readBrowser(door.userAgent);
    return ok(await createSignIn(house, deed.records, { accountId: account.id, device: input.device, browser }, output));
  });
}

async function createInvitedAccount(
  house: House,
  deed: Deed,
  { email, language }: StoredInvitation,
  { timeZone, passwordHash }: { timeZone: Zone; passwordHash: string | null },
): Promise<StoredAccount> {
  const id = newId<AccountId>(house);
  const account = { id, email, language, timeZone, isAdmin: false, isDisabled: false, passwordHash, ...firstStamp(house, id) };
  await deed.records.accounts.insert(account);
  return account;
}

async function takePlace(house: House, deed: Deed, { exchange, ...invitation }: Open, accountId: AccountId): Promise<Result<null>> {
  const { institutionId, officeId, functionalTitle, role, mayEndorse } = invitation;
  const member = await createMember(house, deed, exchange, { accountId, institutionId, officeId, functionalTitle, role, mayEndorse });
  if (!member.ok) return member;
  await deed.records.invitations.update(restamp(house, accountId, invitation, { usedAt: instantNow(house) }));
  await deed.changed({ exchangeId: exchange.id, subject: 'invitation', subjectId: invitation.id, verb: 'changed' }, member.value);
  return ok(null);
}
