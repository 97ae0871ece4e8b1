// Invitations, from the side of who invites: many at once, listed, withdrawn. A link is single-use, lives `invitationMs`, is bound to an
// address, an institution and a role, and is shown once; at rest only the SHA-256 of its token (A11–A13). Accepting is invitation-accept.ts.
import { can } from '@enlace/shared/access/roles';
import type { ExchangeId, InvitationId } from '@enlace/shared/ids';
import { invitationMs } from '@enlace/shared/limits';
import type { Invitation, InvitationDraft } from '@enlace/shared/model/member';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { StoredInvitation } from '../store/port/records.ts';
import { loadPlace, memberResource, type Place } from './access.ts';
import { commit, type Deed } from './commit.ts';
import { type Caller, type House, newId } from './house.ts';
import { requireInvitationDrafts } from './invitation-draft.ts';
import { createToken, hashToken } from './sign-in/token.ts';
import { firstStamp } from './stamp.ts';

type Listed = Omit<Invitation, 'createdBy' | 'updatedBy'>;

/** Who may invite somebody sees the invitations of the places that they may give. The used ones too, without their links. */
export async function listInvitations(house: House, caller: Caller, { exchangeId }: { exchangeId: ExchangeId }): Promise<Result<Listed[]>> {
  const { records } = house.store;
  const place = await loadPlace(records, caller.account.id, exchangeId);
  if (place === null || !can(place.actor, 'people.read', { kind: 'exchange', state: place.exchange.state })) return refuse('not_found');
  const all = await records.invitations.listOf(exchangeId);
  return ok(all.filter((one) => can(place.actor, 'member.invite', memberResource(place.exchange, one))).map(toListed));
}

function toListed({ tokenHash: _hash, createdBy: _maker, updatedBy: _changer, ...listed }: StoredInvitation): Listed {
  return listed;
}

interface Link {
  readonly id: InvitationId;
  readonly email: string;
  readonly url: string;
  readonly expiresAt: string;
}

/** All or none: refuses `bad_request` with each row's problem (`invitations.3.email`). Inviting an address again voids its older link. */
export function createInvitations(
  house: House,
  caller: Caller,
  { exchangeId, invitations: drafts }: { exchangeId: ExchangeId; invitations: readonly InvitationDraft[] },
): Promise<Result<Link[]>> {
  return commit(house, async (deed) => {
    const place = await loadPlace(deed.records, caller.account.id, exchangeId);
    if (place === null || !can(place.actor, 'people.read', { kind: 'exchange', state: place.exchange.state })) return refuse('not_found');
    const sound = await requireInvitationDrafts(deed.records, place, drafts);
    if (!sound.ok) return sound;
    const older = await deed.records.invitations.listOf(exchangeId);
    const links: Link[] = [];
    for (const draft of drafts) {
      for (const { id } of older.filter(({ email, usedAt }) => email === draft.email && usedAt === null)) {
        await deed.records.invitations.remove(id);
      }
      links.push(await createInvitation(house, deed, place, { draft, caller }));
    }
    return ok(links);
  });
}

async function createInvitation(
  house: House,
  deed: Deed,
  { exchange, member }: Place,
  { draft, caller }: { draft: InvitationDraft; caller: Caller },
): Promise<Link> {
  const token = createToken(house.random);
  const invitation: StoredInvitation = {
    id: newId<InvitationId>(house),
    exchangeId: exchange.id,
    ...draft,
    expiresAt: new Date(house.clock.nowMs() + invitationMs).toISOString(),
    usedAt: null,
    tokenHash: hashToken(token),
    ...firstStamp(house, caller.account.id),
  };
  await deed.records.invitations.insert(invitation);
  await deed.changed({ exchangeId: exchange.id, subject: 'invitation', subjectId: invitation.id, verb: 'created' }, member);
  const { id, email, expiresAt } = invitation;
  return { id, email, expiresAt, url: `${house.url}/join/${token}` };
}

/** Refuses `invitation_used` where it has become a member: that is removed instead. */
export function withdrawInvitation(house: House, caller: Caller, { invitationId }: { invitationId: InvitationId }): Promise<Result<null>> {
  return commit(house, async (deed) => {
    const invitation = await deed.records.invitations.byId(invitationId);
    if (invitation === null) return refuse('not_found');
    const { exchangeId, usedAt } = invitation;
    const place = await loadPlace(deed.records, caller.account.id, exchangeId);
    if (place === null || !can(place.actor, 'member.invite', memberResource(place.exchange, invitation))) return refuse('not_found');
    if (usedAt !== null) return refuse('invitation_used');
    await deed.records.invitations.remove(invitationId);
    await deed.changed({ exchangeId, subject: 'invitation', subjectId: invitationId, verb: 'removed' }, place.member);
    return ok(null);
  });
}
