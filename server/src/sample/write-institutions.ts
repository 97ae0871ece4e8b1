// The hub as its first account finds it, and the sample's institutions and offices: data → this → domain verbs.
import type { InstitutionId, OfficeId } from '@enlace/shared/ids';
import type { Caller, House } from '../domain/house.ts';
import { createInstitution, createOffice, listInstitutions } from '../domain/institutions.ts';
import { INSTITUTIONS, type InstitutionKey, OFFICES, type OfficeKey, type SampleInstitution } from './institutions.ts';
import { requireKnown, requireValue } from './require-value.ts';

export interface Register {
  readonly institutions: Map<InstitutionKey, InstitutionId>;
  readonly offices: Map<OfficeKey, OfficeId>;
}

/** The first institution is there already: setup made it. */
export async function writeInstitutions(house: House, caller: Caller): Promise<Register> {
  const institutions: Register['institutions'] = new Map();
  for (const { key, parent, ...sample } of INSTITUTIONS) {
    const parentId = parent === null ? null : requireKnown(institutions, parent);
    const isThere = institutions.size === 0;
    const id = isThere
      ? await completeFirst(house, caller, sample)
      : requireValue(await createInstitution(house, caller, { ...sample, parentId })).id;
    institutions.set(key, id);
  }
  const offices: Register['offices'] = new Map();
  for (const { key, institution, ...office } of OFFICES) {
    const institutionId = requireKnown(institutions, institution);
    offices.set(key, requireValue(await createOffice(house, caller, { ...office, institutionId })).id);
  }
  return { institutions, offices };
}

/** Setup asks for less than the data has: the type of organisation and the colour are added by the operator's hand. */
async function completeFirst(
  house: House,
  caller: Caller,
  { hue, iatiOrgType }: Omit<SampleInstitution, 'key' | 'parent'>,
): Promise<InstitutionId> {
  const [first] = requireValue(await listInstitutions(house, caller));
  if (first === undefined) throw new Error('setup made no institution');
  await house.store.records.institutions.update({ ...first, hue, iatiOrgType, version: first.version + 1 });
  return first.id;
}
