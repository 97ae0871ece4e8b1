// Invitations: who may give which place, what a link is, accepting once, with and without an account.
import type { ExchangeId } from '@enlace/shared/ids';
import { attemptsPerAccountMax, invitationMs } from '@enlace/shared/limits';
import { type InvitationDraft, type Role, roleSchema } from '@enlace/shared/model/member';
import { beforeEach, describe, expect, it } from 'vitest';
import { createExchange, moveExchange } from './exchanges.ts';
import { type Cast, codeOf, createAccount, createCast, draftExchange, password, unwrap } from './house.support.ts';
import type { Caller, Door } from './house.ts';
import { createOffice } from './institutions.ts';
import { acceptInvitation, maskEmail, readInvitation } from './invitation-accept.ts';
import { createInvitations, listInvitations, withdrawInvitation } from './invitations.ts';
import { removeMember } from './members.ts';
import { identify } from './sign-in/identify.ts';

const door: Door = { address: '192.0.2.1', userAgent: '' };
const email = 'nueva@inm.example';
let cast: Cast;

const draft = (more: Partial<InvitationDraft> = {}): InvitationDraft => ({
  email,
  language: 'en',
  institutionId: cast.institutions.host_editor.id,
  officeId: null,
  functionalTitle: { es: 'Oficial de migración' },
  role: 'host_editor',
  mayEndorse: false,
  ...more,
});
const invite = (drafts: InvitationDraft[], by: Caller = cast.callers.coordinator) =>
  createInvitations(cast.house, by, { exchangeId: cast.exchangeId, invitations: drafts });
async function linkTo(more: Partial<InvitationDraft> = {}): Promise<string> {
  const [link] = unwrap(await invite([draft(more)]));
  return link?.url.split('/join/')[1] ?? '';
}
const accept = (token: string, chosen = password) =>
  acceptInvitation(cast.house, door, { token, password: chosen, timeZone: 'America/Tijuana', device: 'ordinary' });
const read = (token: string) => readInvitation(cast.house, door, { token });

beforeEach(async () => {
  cast = await createCast();
});

describe('inviting', () => {
  it('[A12] the link is shown once; the store and the list hold no token', async () => {
    const [link] = unwrap(await invite([draft()]));
    expect(link?.url).toMatch(/^https:\/\/enlace\.example\/join\/[\w-]{43}$/);
    const token = link?.url.split('/join/')[1] ?? '';
    const stored = await cast.house.store.records.invitations.listOf(cast.exchangeId);
    const listed = unwrap(await listInvitations(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId }));
    expect(JSON.stringify([stored, listed])).not.toContain(token);
    expect(JSON.stringify(listed)).not.toContain('tokenHash');
    expect(listed).toMatchObject([{ email, role: 'host_editor', usedAt: null }]);
  });

  it('[A11] all or none: every row’s problem is named', async () => {
    const rows = [
      draft({ email: 'buena@inm.example' }),
      draft({ email: 'host_editor@enlace.example' }),
      draft({ email: 'dos@inm.example', institutionId: cast.exchangeId as never }),
      draft({ email: 'tres@inm.example', officeId: cast.exchangeId as never }),
      draft({ email: 'cuatro@acnur.example', institutionId: cast.institutions.observer.id, role: 'observer', mayEndorse: true }),
      draft({ email: 'buena@inm.example' }),
    ];
    const refused = await invite(rows);
    expect(refused).toMatchObject({
      refusal: {
        code: 'bad_request',
        fields: [
          { path: 'invitations.1.email', problem: 'already_exists' },
          { path: 'invitations.2.institutionId', problem: 'field_invalid' },
          { path: 'invitations.3.officeId', problem: 'field_invalid' },
          { path: 'invitations.4.mayEndorse', problem: 'observer_cannot_endorse' },
          { path: 'invitations.5.email', problem: 'already_exists' },
        ],
      },
    });
    expect(await cast.house.store.records.invitations.listOf(cast.exchangeId)).toEqual([]);
  });

  it('[A41] coordinators and administrators give any place, a host editor those of its institution, the others none', async () => {
    const { callers, institutions, stranger, admin } = cast;
    const give = async (by: Caller, role: Role, institution: Role) =>
      codeOf(
        await invite([draft({ email: `${role}.${institution}@nueva.example`, role, institutionId: institutions[institution].id })], by),
      );
    for (const role of roleSchema.options)
      for (const institution of roleSchema.options) {
        const isOwnNotCoordinator = institution === 'host_editor' && role !== 'coordinator';
        expect(await give(callers.host_editor, role, institution)).toBe(isOwnNotCoordinator ? 'ok' : 'forbidden');
        for (const by of [callers.coordinator, admin]) expect(await give(by, role, institution)).toBe('ok');
        for (const by of [callers.peer, callers.donor, callers.observer]) expect(await give(by, role, institution)).toBe('forbidden');
      }
    expect(await give(stranger, 'peer', 'peer')).toBe('not_found');
  });

  it('[A41] only who manages places gives the right to endorse', async () => {
    const endorser = draft({ mayEndorse: true });
    expect(await invite([endorser], cast.callers.host_editor)).toMatchObject({
      refusal: { fields: [{ path: 'invitations.0.mayEndorse', problem: 'forbidden' }] },
    });
    expect(codeOf(await invite([endorser]))).toBe('ok');
  });

  it('[A13] the list shows those for places that the reader could give', async () => {
    unwrap(
      await invite([
        draft(),
        draft({ email: 'coordina@sre.example', role: 'coordinator' }),
        draft({ email: 'p@se.example', role: 'peer', institutionId: cast.institutions.peer.id }),
      ]),
    );
    const emailsFor = async (caller: Caller) => {
      const listed = await listInvitations(cast.house, caller, { exchangeId: cast.exchangeId });
      return listed.ok ? listed.value.map((one) => one.email).sort() : listed.refusal.code;
    };
    expect(await emailsFor(cast.callers.coordinator)).toHaveLength(3);
    expect(await emailsFor(cast.callers.host_editor)).toEqual([email]);
    expect(await emailsFor(cast.callers.observer)).toEqual([]);
    expect(await emailsFor(cast.stranger)).toBe('not_found');
  });

  it('[A13] a withdrawn link is not there any more, nor one replaced by a newer', async () => {
    const older = await linkTo();
    const newer = await linkTo();
    expect(codeOf(await read(older))).toBe('not_found');
    expect(codeOf(await accept(older))).toBe('not_found');
    const [{ id } = { id: null }] = await cast.house.store.records.invitations.listOf(cast.exchangeId);
    if (id === null) throw new Error('no invitation');
    expect(codeOf(await withdrawInvitation(cast.house, cast.callers.observer, { invitationId: id }))).toBe('not_found');
    expect(codeOf(await withdrawInvitation(cast.house, cast.callers.coordinator, { invitationId: id }))).toBe('ok');
    expect(codeOf(await accept(newer))).toBe('not_found');
  });
});

describe('accepting', () => {
  it('[A14] the landing page says exchange, who invites, the place and a masked address, and nothing else', async () => {
    const view = unwrap(await read(await linkTo()));
    expect(view).toEqual({
      exchange: {
        title: { es: 'Intercambio', en: 'Exchange' },
        place: { es: 'Ciudad de México' },
        startsOn: '2027-03-10',
        endsOn: '2027-03-12',
        homeTimeZone: 'America/Mexico_City',
      },
      invitedBy: { name: { es: 'SRE' }, acronym: { es: 'SRE' } },
      institution: { name: { es: 'INM' }, acronym: { es: 'INM' }, hue: cast.institutions.host_editor.hue },
      functionalTitle: { es: 'Oficial de migración' },
      role: 'host_editor',
      maskedEmail: 'n•••••@inm.example',
      language: 'en',
      hasAccount: false,
    });
    expect(maskEmail('x@y.example')).toBe('x•••••@y.example');
  });

  it('[A15] an address without an account makes one, gets the place, and is signed in', async () => {
    const accepted = unwrap(await accept(await linkTo()));
    expect(accepted.output).toMatchObject({ me: { account: { email, language: 'en', timeZone: 'America/Tijuana', isAdmin: false } } });
    const caller = await identify(cast.house, accepted.token);
    expect(caller?.account.email).toBe(email);
    const members = await cast.house.store.records.members.listOf(cast.exchangeId);
    expect(members.filter(({ accountId }) => accountId === caller?.account.id)).toMatchObject([{ role: 'host_editor', removedAt: null }]);
    expect(cast.house.told).toContainEqual({
      kind: 'access',
      accountId: caller?.account.id,
      exchangeId: cast.exchangeId,
      documentId: null,
    });
  });

  it('[A15] an address that has an account gives its own password, within the limits on guessing', async () => {
    await createAccount(cast.house, email);
    const token = await linkTo();
    expect(unwrap(await read(token)).hasAccount).toBe(true);
    for (let i = 0; i < attemptsPerAccountMax; i += 1) expect(codeOf(await accept(token, 'otra frase distinta'))).toBe('wrong_credentials');
    expect(codeOf(await accept(token))).toBe('too_many_attempts');
    cast.house.advance(15 * 60_000);
    expect(codeOf(await accept(token))).toBe('ok');
    expect(await cast.house.store.records.accounts.count()).toBe(8);
  });

  it('[A12] of forty uses at once one wins, and one member is made', async () => {
    const token = await linkTo();
    const codes = (await Promise.all(Array.from({ length: 40 }, () => accept(token)))).map(codeOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['ok', 'invitation_used']));
    const account = await cast.house.store.records.accounts.byEmail(email);
    const places = account === null ? [] : await cast.house.store.records.members.ofAccount(account.id);
    expect(places).toHaveLength(1);
    expect(codeOf(await read(token))).toBe('invitation_used');
  });

  it('[A12] two invitations to two exchanges, accepted at once, make one account', async () => {
    const first = await linkTo();
    const other = await createOtherExchange();
    const [link] = unwrap(
      await createInvitations(cast.house, cast.callers.coordinator, { exchangeId: other, invitations: [draft({ role: 'peer' })] }),
    );
    const second = link?.url.split('/join/')[1] ?? '';
    const codes = (await Promise.all([accept(first), accept(second)])).map(codeOf);
    expect(codes.filter((code) => code === 'ok').length).toBeGreaterThanOrEqual(1);
    if (codes.includes('account_exists')) expect(codeOf(await accept(codes[0] === 'ok' ? second : first))).toBe('ok');
    const account = await cast.house.store.records.accounts.byEmail(email);
    const places = account === null ? [] : await cast.house.store.records.members.ofAccount(account.id);
    expect(new Set(places.map(({ exchangeId }) => exchangeId))).toEqual(new Set([cast.exchangeId, other]));
  });

  it('[A12] after 72 hours the link has expired', async () => {
    const token = await linkTo();
    cast.house.advance(invitationMs - 1);
    expect(codeOf(await read(token))).toBe('ok');
    cast.house.advance(1);
    expect(codeOf(await read(token))).toBe('invitation_expired');
    expect(codeOf(await accept(token))).toBe('invitation_expired');
  });

  it('[A7] a known password is not taken, and the link is still good', async () => {
    const token = await linkTo();
    expect(codeOf(await accept(token, 'passwordpassword'))).toBe('bad_request');
    expect(codeOf(await accept(token))).toBe('ok');
  });

  it('[A12] what is no token is not there, and an exchange that is over takes nobody in', async () => {
    expect(codeOf(await read('x'))).toBe('not_found');
    expect(codeOf(await accept('x'.repeat(43)))).toBe('not_found');
    const token = await linkTo();
    const move = (version: number, state: 'confirmed' | 'cancelled') =>
      moveExchange(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, version, state });
    unwrap(await move(1, 'confirmed'));
    unwrap(await move(2, 'cancelled'));
    expect(codeOf(await accept(token))).toBe('state_not_allowed');
  });

  it('[A16] the first member of an institution brings its delegation, the second does not', async () => {
    const delegations = async () => (await cast.house.store.records.delegations.listOf(cast.exchangeId)).length;
    const before = await delegations();
    unwrap(await accept(await linkTo()));
    expect(await delegations()).toBe(before);
  });

  it('[A15] who was removed can be invited again and has a new place', async () => {
    unwrap(await removeMember(cast.house, cast.callers.coordinator, { memberId: cast.members.peer.id }));
    const token = await linkTo({ email: 'peer@enlace.example', role: 'peer', institutionId: cast.institutions.peer.id });
    const { output } = unwrap(await accept(token));
    const places = await cast.house.store.records.members.ofAccount(output.me.account.id);
    expect(places.filter(({ removedAt }) => removedAt === null)).toHaveLength(1);
    expect(places).toHaveLength(2);
  });

  it('[A11] an office is one of the institution', async () => {
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
    expect(codeOf(await invite([draft({ officeId: office.id })]))).toBe('ok');
    expect(codeOf(await invite([draft({ officeId: office.id, institutionId: cast.institutions.peer.id })]))).toBe('bad_request');
  });
});

async function createOtherExchange(): Promise<ExchangeId> {
  const draft = draftExchange(cast.institutions.coordinator.id, { startsOn: '2027-04-01', endsOn: '2027-04-01' });
  return unwrap(await createExchange(cast.house, cast.callers.coordinator, draft)).exchange.id;
}
