// Members and institutions: changing and removing a place, the last coordinator, endorsing; colours.
import { HUES } from '@enlace/shared/model/institution';
import { beforeEach, describe, expect, it } from 'vitest';
import { readExchange } from './exchange-view.ts';
import { addMember, type Cast, codeOf, createAccount, createCast, unwrap } from './house.support.ts';
import type { Caller } from './house.ts';
import { createInstitution, createOffice, leastUsedHue, listInstitutions } from './institutions.ts';
import { editMember, removeMember } from './members.ts';

let cast: Cast;
const edit = (caller: Caller, more: Partial<Parameters<typeof editMember>[2]> = {}) =>
  editMember(cast.house, caller, { memberId: cast.members.peer.id, version: 1, ...more });

beforeEach(async () => {
  cast = await createCast();
});

describe('changing a place', () => {
  it('[A40] coordinators and administrators do; the person and the doors are told', async () => {
    const edited = unwrap(await edit(cast.callers.coordinator, { role: 'host_editor', functionalTitle: { en: 'Expert' } }));
    expect(edited).toMatchObject({ role: 'host_editor', functionalTitle: { en: 'Expert' }, version: 2 });
    expect(cast.house.told).toMatchObject([
      { kind: 'changed', change: { subject: 'member', verb: 'changed', memberId: cast.members.coordinator.id } },
      { kind: 'access', accountId: cast.callers.peer.account.id, exchangeId: cast.exchangeId },
    ]);
    expect(codeOf(await edit(cast.admin, { version: 2, role: 'peer' }))).toBe('ok');
    expect(codeOf(await edit(cast.callers.coordinator, { version: 2, role: 'donor' }))).toBe('version_conflict');
  });

  it('[A40] nobody else, not even their own', async () => {
    for (const role of ['host_editor', 'peer', 'donor', 'observer'] as const) {
      expect(codeOf(await edit(cast.callers[role], { role: 'coordinator' }))).toBe('forbidden');
      expect(codeOf(await removeMember(cast.house, cast.callers[role], { memberId: cast.members.peer.id }))).toBe('forbidden');
    }
    expect(codeOf(await edit(cast.stranger, { role: 'coordinator' }))).toBe('not_found');
    expect(codeOf(await removeMember(cast.house, cast.stranger, { memberId: cast.members.peer.id }))).toBe('not_found');
  });

  it('[A40] an administrator reads nothing of the exchange by that', async () => {
    unwrap(await edit(cast.admin, { role: 'donor' }));
    expect(codeOf(await readExchange(cast.house, cast.admin, { exchangeId: cast.exchangeId }))).toBe('not_found');
  });

  it('[A42] an observer, and anyone of an observer institution, never endorses, however it is tried', async () => {
    const { coordinator } = cast.callers;
    const observer = { memberId: cast.members.observer.id };
    expect(codeOf(await edit(coordinator, { ...observer, mayEndorse: true }))).toBe('observer_cannot_endorse');
    expect(codeOf(await edit(coordinator, { ...observer, role: 'peer', mayEndorse: true }))).toBe('observer_cannot_endorse');
    expect(codeOf(await edit(coordinator, { mayEndorse: true }))).toBe('ok');
    expect(codeOf(await edit(coordinator, { version: 2, role: 'observer' }))).toBe('observer_cannot_endorse');
    expect(codeOf(await edit(coordinator, { version: 2, role: 'observer', mayEndorse: false }))).toBe('ok');
  });

  it('[A11] an office is one of the member’s institution', async () => {
    const office = unwrap(
      await createOffice(cast.house, cast.callers.coordinator, {
        institutionId: cast.institutions.host_editor.id,
        name: { es: 'Chiapas' },
        state: 'MX-CHP',
        municipality: null,
        timeZone: 'America/Mexico_City',
        isField: true,
      }),
    );
    expect(codeOf(await edit(cast.callers.coordinator, { officeId: office.id }))).toBe('bad_request');
    expect(codeOf(await edit(cast.callers.coordinator, { memberId: cast.members.host_editor.id, officeId: office.id }))).toBe('ok');
  });
});

describe('the last coordinator', () => {
  it('[A43] is neither removed nor made something else', async () => {
    const memberId = cast.members.coordinator.id;
    expect(codeOf(await edit(cast.callers.coordinator, { memberId, role: 'peer' }))).toBe('last_coordinator');
    expect(codeOf(await removeMember(cast.house, cast.callers.coordinator, { memberId }))).toBe('last_coordinator');
    expect(codeOf(await removeMember(cast.house, cast.admin, { memberId }))).toBe('last_coordinator');
    expect(codeOf(await edit(cast.callers.coordinator, { memberId, functionalTitle: { es: 'Otra' } }))).toBe('ok');
  });

  it('[A43] of two coordinators who remove each other at once one stays', async () => {
    const second = await createAccount(cast.house, 'otra.coordinacion@oim.example');
    const other = await addMember(cast.house, cast.exchangeId, second, 'coordinator', cast.institutions.donor.id);
    const codes = await Promise.all([
      removeMember(cast.house, cast.callers.coordinator, { memberId: other.id }),
      removeMember(cast.house, second, { memberId: cast.members.coordinator.id }),
    ]);
    expect(codes.map(codeOf).filter((code) => code === 'ok')).toHaveLength(1);
    const live = (await cast.house.store.records.members.listOf(cast.exchangeId)).filter(({ removedAt }) => removedAt === null);
    expect(live.filter(({ role }) => role === 'coordinator')).toHaveLength(1);
  });
});

describe('removing', () => {
  it('[A40] what the person was stays as a card; a second removal finds nobody; the doors are told', async () => {
    const memberId = cast.members.peer.id;
    unwrap(await removeMember(cast.house, cast.callers.coordinator, { memberId }));
    expect(cast.house.told).toContainEqual({
      kind: 'access',
      accountId: cast.callers.peer.account.id,
      exchangeId: cast.exchangeId,
      documentId: null,
    });
    const { members } = unwrap(await readExchange(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId }));
    expect(members.find(({ id }) => id === memberId)).toMatchObject({ isRemoved: true });
    expect(codeOf(await removeMember(cast.house, cast.callers.coordinator, { memberId }))).toBe('not_found');
    expect(codeOf(await edit(cast.callers.coordinator, { version: 2 }))).toBe('not_found');
    expect(codeOf(await readExchange(cast.house, cast.callers.peer, { exchangeId: cast.exchangeId }))).toBe('not_found');
  });
});

describe('institutions', () => {
  const draft = {
    name: { es: 'Otra' },
    acronym: { es: 'OTRA' },
    kind: 'donor',
    country: 'CA',
    iatiOrgType: null,
    orgIds: [],
    aliases: [],
  } as const;
  const make = (caller: Caller, parentId: string | null = null) =>
    createInstitution(cast.house, caller, { ...draft, orgIds: [], aliases: [], parentId: parentId as never });

  it('[A30] who may open exchanges makes them; who has a place somewhere lists them', async () => {
    for (const role of ['host_editor', 'peer', 'donor', 'observer'] as const)
      expect(codeOf(await make(cast.callers[role]))).toBe('forbidden');
    expect(codeOf(await make(cast.callers.coordinator))).toBe('ok');
    expect(codeOf(await make(cast.admin))).toBe('ok');
    expect(codeOf(await make(cast.admin, cast.exchangeId))).toBe('bad_request');
    expect(unwrap(await listInstitutions(cast.house, cast.callers.observer)).map(({ acronym }) => acronym.es)).toEqual([
      'ACNUR',
      'CA',
      'INM',
      'OTRA',
      'OTRA',
      'SE',
      'SRE',
    ]);
    expect(codeOf(await listInstitutions(cast.house, cast.stranger))).toBe('forbidden');
  });

  it('[A16] eight institutions have eight colours, the ninth the one used least', async () => {
    for (let i = 0; i < 3; i += 1) unwrap(await make(cast.admin));
    const all = await cast.house.store.records.institutions.list();
    expect(new Set(all.map(({ hue }) => hue))).toEqual(new Set(HUES));
    expect(leastUsedHue(all.slice(1))).toBe(all[0]?.hue);
  });
});
