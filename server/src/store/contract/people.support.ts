// The people of a test's world and their places: accounts, institutions, an exchange with its delegation and members.
import type { Delegation, Exchange } from '@enlace/shared/model/exchange';
import type { Institution, Office } from '@enlace/shared/model/institution';
import type { Member } from '@enlace/shared/model/member';
import type { StoredAccount, StoredInvitation, StoredSignIn } from '../port/records.ts';
import { AT, bilingual, type Draw, LATER, list, marking, maybe, newHash, newId, plainDraw, ZONE } from './draw.support.ts';

export interface People {
  readonly account: StoredAccount;
  readonly signIn: StoredSignIn;
  readonly parent: Institution;
  readonly institution: Institution;
  readonly office: Office;
  readonly exchange: Exchange;
  readonly delegation: Delegation;
  readonly member: Member;
  readonly invitation: StoredInvitation;
}

export const stampOf = (account: StoredAccount) => ({
  createdAt: AT,
  createdBy: account.id,
  updatedAt: LATER,
  updatedBy: account.id,
  version: 1,
});

export function createAccount(draw: Draw = plainDraw): StoredAccount {
  const id: StoredAccount['id'] = newId(draw);
  return {
    id,
    email: `${id.toLowerCase()}@ejemplo.mx`,
    language: draw.of('es', 'en'),
    timeZone: ZONE,
    isAdmin: draw.flag(),
    isDisabled: draw.flag(),
    passwordHash: maybe(draw, '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA'),
    createdAt: AT,
    createdBy: null,
    updatedAt: LATER,
    updatedBy: maybe(draw, id),
    version: 1,
  };
}

export const createSignIn = (account: StoredAccount, draw: Draw = plainDraw): StoredSignIn => ({
  id: newId(draw),
  tokenHash: newHash(draw),
  accountId: account.id,
  device: draw.of('ordinary', 'shared', 'personal'),
  browser: draw.text(),
  createdAt: AT,
  seenAt: AT,
  expiresAt: LATER,
});

export function createPersons(draw: Draw) {
  const account = createAccount(draw);
  const parent = createInstitution(account, null, draw);
  const institution = createInstitution(account, parent, draw);
  const office: Office = {
    id: newId(draw),
    institutionId: institution.id,
    name: bilingual(draw),
    state: maybe(draw, 'MX-CHP'),
    municipality: maybe(draw, draw.text()),
    timeZone: ZONE,
    isField: draw.flag(),
    ...stampOf(account),
  };
  return { account, signIn: createSignIn(account, draw), parent, institution, office };
}

export const createInstitution = (account: StoredAccount, parent: Institution | null, draw: Draw = plainDraw): Institution => ({
  id: newId(draw),
  name: bilingual(draw),
  acronym: bilingual(draw),
  kind: draw.of('host_authority', 'observer_org'),
  country: maybe(draw, 'MX'),
  parentId: parent?.id ?? null,
  iatiOrgType: maybe(draw, '40'),
  orgIds: list(draw, () => ({ agency: 'XM-DAC', id: draw.text() })),
  aliases: list(draw, draw.text),
  hue: draw.of('petroleo', 'grana'),
  ...stampOf(account),
});

export function createExchange(account: StoredAccount, institution: Institution, draw: Draw = plainDraw): Exchange {
  return {
    id: newId(draw),
    title: bilingual(draw),
    kind: draw.of('high_level_technical_exchange', 'follow_up'),
    place: bilingual(draw),
    projectRefs: list(draw, draw.text),
    components: list(draw, () => '2.1' as const),
    hostInstitutionId: institution.id,
    homeTimeZone: ZONE,
    startsOn: '2027-03-08',
    endsOn: '2027-03-12',
    marking: marking(draw),
    languages: draw.of<Exchange['languages']>(['es', 'en'], ['es']),
    isSample: draw.flag(),
    state: draw.of('running', 'planning'),
    ...stampOf(account),
  };
}

export const createMember = (place: Pick<People, 'account' | 'institution' | 'exchange'>, draw: Draw = plainDraw): Member => ({
  id: newId(draw),
  exchangeId: place.exchange.id,
  accountId: place.account.id,
  institutionId: place.institution.id,
  officeId: null,
  functionalTitle: bilingual(draw),
  role: draw.of('coordinator', 'observer'),
  mayEndorse: draw.flag(),
  removedAt: null,
  ...stampOf(place.account),
});

export function createPlace(draw: Draw, people: Pick<People, 'account' | 'institution' | 'office'>) {
  const { account, institution, office } = people;
  const exchange = createExchange(account, institution, draw);
  const delegation: Delegation = {
    id: newId(draw),
    exchangeId: exchange.id,
    institutionId: institution.id,
    head: maybe(draw, bilingual(draw)),
    size: maybe(draw, draw.int(10_000)),
    timeZone: 'Europe/Stockholm',
    ...stampOf(account),
  };
  const member: Member = {
    ...createMember({ account, institution, exchange }, draw),
    officeId: office.id,
    removedAt: draw.of(null, LATER),
  };
  const invitation: StoredInvitation = {
    id: newId(draw),
    exchangeId: exchange.id,
    email: 'invitada@ejemplo.mx',
    language: 'en',
    institutionId: institution.id,
    officeId: maybe(draw, office.id),
    functionalTitle: bilingual(draw),
    role: 'peer',
    mayEndorse: draw.flag(),
    expiresAt: LATER,
    usedAt: maybe(draw, AT),
    tokenHash: newHash(draw),
    ...stampOf(account),
  };
  return { exchange, delegation, member, invitation };
}
