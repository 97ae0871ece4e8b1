// Whether each of many invitations may be given and makes sense: the right to give the place, the institution and its office, endorsing,
// an address that is invited once and is not a member yet. Every row is judged, so that all problems are shown at once (A11, A41, A42).
import { can } from '@enlace/shared/access/roles';
import type { InvitationDraft } from '@enlace/shared/model/member';
import type { RefusalCode } from '@enlace/shared/refusals';
import { type FieldProblem, ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { memberResource, type Place } from './access.ts';
import { endorsementProblem } from './endorsement.ts';

export async function requireInvitationDrafts(records: Records, place: Place, drafts: readonly InvitationDraft[]): Promise<Result<null>> {
  const fields: FieldProblem[] = [];
  const seen = new Set<string>();
  for (const [index, draft] of drafts.entries()) {
    for (const [field, problem] of await problemsOf(records, place, draft)) fields.push({ path: `invitations.${index}.${field}`, problem });
    if (seen.has(draft.email)) fields.push({ path: `invitations.${index}.email`, problem: 'already_exists' });
    seen.add(draft.email);
  }
  if (fields.length === 0) return ok(null);
  const isWhollyForbidden =
    fields.filter(({ path, problem }) => problem === 'forbidden' && path.endsWith('.role')).length === drafts.length;
  return refuse(isWhollyForbidden ? 'forbidden' : 'bad_request', { fields });
}

async function problemsOf(records: Records, { exchange, actor }: Place, draft: InvitationDraft): Promise<[string, RefusalCode][]> {
  const problems: [string, RefusalCode][] = [];
  if (!can(actor, 'member.invite', memberResource(exchange, draft))) problems.push(['role', 'forbidden']);
  const institution = await records.institutions.byId(draft.institutionId);
  if (institution === null) problems.push(['institutionId', 'field_invalid']);
  const office = draft.officeId === null ? null : await records.offices.byId(draft.officeId);
  if (draft.officeId !== null && office?.institutionId !== draft.institutionId) problems.push(['officeId', 'field_invalid']);
  const endorsement = endorsementProblem(draft, institution);
  if (endorsement !== null) problems.push(['mayEndorse', endorsement]);
  if (draft.mayEndorse && !can(actor, 'member.edit', memberResource(exchange, draft))) problems.push(['mayEndorse', 'forbidden']);
  if (await isMember(records, exchange.id, draft.email)) problems.push(['email', 'already_exists']);
  return problems;
}

async function isMember(records: Records, exchangeId: Place['exchange']['id'], email: string): Promise<boolean> {
  const account = await records.accounts.byEmail(email);
  if (account === null) return false;
  return (await records.members.ofAccount(account.id)).some((member) => member.exchangeId === exchangeId && member.removedAt === null);
}
