// The sample's people sign up as real ones do: setup for the first, an invitation accepted for the others. Data → this → domain verbs.
// Each gets a password of this hub alone, and every sign-in that was needed on the way is ended.
import type { ExchangeId } from '@enlace/shared/ids';
import type { InvitationDraft } from '@enlace/shared/model/member';
import type { Caller, Door, House } from '../domain/house.ts';
import { acceptInvitation } from '../domain/invitation-accept.ts';
import { createInvitations } from '../domain/invitations.ts';
import { completeSetup, createSetupLink } from '../domain/setup.ts';
import { identify } from '../domain/sign-in/identify.ts';
import { changePassword } from '../domain/sign-in/me.ts';
import { endOtherSignIns, signOut } from '../domain/sign-in/sign-in.ts';
import type { Random } from '../runtime/clock.ts';
import { PEOPLE, type PersonKey, type SamplePerson } from './accounts.ts';
import { INSTITUTIONS } from './institutions.ts';
import { requireKnown, requireValue } from './require-value.ts';
import type { Register } from './write-institutions.ts';

export interface People {
  readonly callers: Map<PersonKey, Caller>;
  readonly passwords: Map<PersonKey, string>;
}

const door: Door = { address: 'sample', userAgent: '' };
const byKey: ReadonlyMap<PersonKey, SamplePerson> = new Map(PEOPLE.map((person) => [person.key, person]));

/** Letters that nobody takes for another one. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const groupCount = 4;
const groupLetters = 5;

/** Four groups of five letters, `kpmwe-…`: 20 of 23, 90 bits. */
function createPassword(random: Random): string {
  const letters: string[] = [];
  while (letters.length < groupCount * groupLetters) {
    const [byte = 255] = random(1);
    if (byte < LETTERS.length * 11) letters.push(LETTERS.charAt(byte % LETTERS.length)); // 253: beyond it the first letters would come more often
  }
  return Array.from({ length: groupCount }, (_, at) => letters.slice(at * groupLetters, (at + 1) * groupLetters).join('')).join('-');
}

async function remember(house: House, { callers }: People, key: PersonKey, token: string): Promise<Caller> {
  const caller = await identify(house, token);
  if (caller === null) throw new Error(`${key} is not signed in`);
  callers.set(key, caller);
  return caller;
}

/** The hub's first account, its administrator. */
export async function setUp(house: House): Promise<{ readonly people: People; readonly first: Caller }> {
  const people: People = { callers: new Map(), passwords: new Map() };
  const [{ key, email, language, timeZone }] = PEOPLE;
  const [institution] = INSTITUTIONS;
  const link = await createSetupLink(house);
  if (institution === undefined || link === null) throw new Error('the hub is set up already');
  const password = createPassword(house.random);
  const { name, acronym, kind, country } = institution;
  const token = link.slice(link.indexOf('#') + 1);
  const input = { token, email, password, language, timeZone, institution: { name, acronym, kind, country } };
  const signedIn = requireValue(await completeSetup(house, door, input));
  people.passwords.set(key, password);
  return { people, first: await remember(house, people, key, signedIn.token) };
}

function createDraft(key: PersonKey, { institutions, offices }: Register): InvitationDraft {
  const { email, language, institution, office, title, role, mayEndorse } = requireKnown(byKey, key);
  const officeId = office === null ? null : requireKnown(offices, office);
  return { email, language, institutionId: requireKnown(institutions, institution), officeId, functionalTitle: title, role, mayEndorse };
}

interface Invited {
  readonly exchangeId: ExchangeId;
  readonly by: Caller;
  readonly register: Register;
  readonly keys: readonly PersonKey[];
}

/** Answers the links, in the order of the keys. */
export async function invite(house: House, { exchangeId, by, register, keys }: Invited): Promise<string[]> {
  const invitations = keys.map((key) => createDraft(key, register));
  return requireValue(await createInvitations(house, by, { exchangeId, invitations })).map(({ url }) => url);
}

export async function inviteAndAccept(house: House, people: People, invited: Invited): Promise<void> {
  const links = await invite(house, invited);
  for (const [at, key] of invited.keys.entries()) {
    const { timeZone } = requireKnown(byKey, key);
    const password = people.passwords.get(key) ?? createPassword(house.random);
    people.passwords.set(key, password);
    const token = links[at]?.split('/').at(-1) ?? '';
    const accepted = requireValue(await acceptInvitation(house, door, { token, password, timeZone, device: 'ordinary' }));
    await remember(house, people, key, accepted.token);
  }
}

/**
 * Everyone who signs in gets the password that they will use, hashed at the hub's full cost; the one of their invitation is forgotten.
 * Nobody stays signed in.
 */
export async function handOver(house: House, people: People): Promise<void> {
  await Promise.all(PEOPLE.filter(({ signsIn }) => signsIn).map(({ key }) => changeTo(house, people, key, createPassword(house.random))));
  for (const caller of people.callers.values()) {
    requireValue(await endOtherSignIns(house, caller));
    requireValue(await signOut(house, caller));
  }
}

async function changeTo(house: House, people: People, key: PersonKey, next: string): Promise<void> {
  const current = requireKnown(people.passwords, key);
  const { token } = requireValue(await changePassword(house, requireKnown(people.callers, key), { current, next }));
  people.passwords.set(key, next);
  await remember(house, people, key, token);
}
