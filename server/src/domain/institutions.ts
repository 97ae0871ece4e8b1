// Institutions and offices of the hub (DOMAIN §2.3). Anyone with a place in some exchange sees them; who may open exchanges adds them.
import { can } from '@enlace/shared/access/roles';
import type { InstitutionId, OfficeId } from '@enlace/shared/ids';
import { HUES, type Hue, type Institution, type InstitutionDraft, type Office, type OfficeDraft } from '@enlace/shared/model/institution';
import { ok, type Result, refuse } from '@enlace/shared/result';
import { loadActor, requireAccess } from './access.ts';
import { commit } from './commit.ts';
import { type Caller, type House, newId } from './house.ts';
import { firstStamp } from './stamp.ts';

/** In order of acronym. Refuses `forbidden` to an account that has no place anywhere and administers nothing. */
export async function listInstitutions(house: House, caller: Caller): Promise<Result<Institution[]>> {
  const { records } = house.store;
  const actor = await loadActor(records, caller.account.id, null);
  const hasPlace = (await records.members.ofAccount(caller.account.id)).some((member) => member.removedAt === null);
  if (!hasPlace && !can(actor, 'institution.create', { kind: 'hub' })) return refuse('forbidden');
  const acronym = (institution: Institution): string => institution.acronym.es ?? institution.acronym.en ?? '';
  return ok((await records.institutions.list()).sort((a, b) => acronym(a).localeCompare(acronym(b), 'es')));
}

/** The colour used least so far, in the order of the palette: two institutions of a small exchange never share one. */
export function leastUsedHue(institutions: readonly Institution[]): Hue {
  const uses = new Map<Hue, number>(HUES.map((hue) => [hue, 0]));
  for (const { hue } of institutions) uses.set(hue, (uses.get(hue) ?? 0) + 1);
  return [...uses].reduce((least, one) => (one[1] < least[1] ? one : least))[0];
}

/** `hue` is given by the sample alone; otherwise the least used one. */
export function createInstitution(
  house: House,
  caller: Caller,
  { hue: given, ...draft }: InstitutionDraft & { readonly hue?: Hue },
): Promise<Result<Institution>> {
  return commit(house, async ({ records }) => {
    const actor = await loadActor(records, caller.account.id, null);
    const allowed = requireAccess(actor, 'institution.create', { kind: 'hub' });
    if (!allowed.ok) return allowed;
    if (draft.parentId !== null && (await records.institutions.byId(draft.parentId)) === null) {
      return refuse('bad_request', { fields: [{ path: 'parentId', problem: 'field_invalid' }] });
    }
    const hue = given ?? leastUsedHue(await records.institutions.list());
    const institution: Institution = { id: newId<InstitutionId>(house), ...draft, hue, ...firstStamp(house, caller.account.id) };
    await records.institutions.insert(institution);
    return ok(institution);
  });
}

export function createOffice(house: House, caller: Caller, draft: OfficeDraft): Promise<Result<Office>> {
  return commit(house, async ({ records }) => {
    const actor = await loadActor(records, caller.account.id, null);
    const allowed = requireAccess(actor, 'institution.create', { kind: 'hub' });
    if (!allowed.ok) return allowed;
    if ((await records.institutions.byId(draft.institutionId)) === null) {
      return refuse('bad_request', { fields: [{ path: 'institutionId', problem: 'field_invalid' }] });
    }
    const office: Office = { id: newId<OfficeId>(house), ...draft, ...firstStamp(house, caller.account.id) };
    await records.offices.insert(office);
    return ok(office);
  });
}
