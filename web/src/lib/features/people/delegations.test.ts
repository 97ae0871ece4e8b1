// How the people of an exchange are grouped, and how pasted addresses are read.
import type { ExchangeView } from '@enlace/shared/api/exchange';
import { expect, test } from 'vitest';
import { delegationsOf, parseAddresses } from './delegations.ts';

const institution = (id: string, acronym: string) => ({ id, acronym: { es: acronym }, name: { es: acronym } });
const member = (id: string, institutionId: string, role: string, title: string, isRemoved = false) => ({
  id,
  institutionId,
  role,
  functionalTitle: { es: title },
  isRemoved,
});
const view = {
  exchange: { hostInstitutionId: 'sre' },
  institutions: [
    institution('acnur', 'ACNUR'),
    institution('can', 'Canadá'),
    institution('inm', 'INM'),
    institution('sre', 'SRE'),
    institution('se', 'SE'),
    institution('otra', 'OTRA'),
  ],
  delegations: [{ institutionId: 'se' }],
  members: [
    member('1', 'inm', 'host_editor', 'Unidad de capacitación'),
    member('2', 'inm', 'coordinator', 'Relatoría'),
    member('3', 'acnur', 'observer', 'Oficial de protección'),
    member('4', 'can', 'donor', 'Cooperación', true),
    member('5', 'inm', 'host_editor', 'Agente migratorio'),
  ],
} as unknown as ExchangeView; // only what the function reads

test('[U8] the host stands first, observers after editors, empty delegations last, strangers not at all', () => {
  expect(delegationsOf(view, 'es').map((row) => row.institution.id)).toEqual(['sre', 'inm', 'acnur', 'se']);
});

test('[U8] coordinators stand first in their institution, then titles by the alphabet; removed members are left out', () => {
  const inm = delegationsOf(view, 'es').find((row) => row.institution.acronym.es === 'INM');
  expect(inm?.members.map((each) => each.id)).toEqual(['2', '5', '1']);
  expect(inm?.roles).toEqual(['coordinator', 'host_editor']);
  expect(delegationsOf(view, 'es').some((row) => row.members.some((each) => each.id === '4'))).toBe(false);
});

test.each([
  ['a@b.mx, c@d.org;e@f.net\ng@h.int', ['a@b.mx', 'c@d.org', 'e@f.net', 'g@h.int']],
  ['Oficial de protección <Oficial@acnur.example>', ['oficial@acnur.example']],
  ['a@b.mx A@B.MX', ['a@b.mx']],
  ['sin arroba', []],
])('[U8] pasted addresses %j are read', (pasted, addresses) => {
  expect(parseAddresses(pasted)).toEqual(addresses);
});
