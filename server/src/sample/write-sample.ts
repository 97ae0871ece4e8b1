// The sample exchange (DOMAIN §5), written into an empty hub by the verbs of real use, before the hub opens its doors.
// Data of this folder → this → store. A mark among the facts of the hub says whether it was written to its end.
import type { Role } from '@enlace/shared/model/member';
import type { House } from '../domain/house.ts';
import { createPasswords, type PasswordCost } from '../domain/sign-in/password.ts';
import { PEOPLE } from './accounts.ts';
import { EXCHANGE_A } from './exchange-a.ts';
import { EXCHANGE_B } from './exchange-b.ts';
import { EXCHANGE_C } from './exchange-c.ts';
import { INSTITUTIONS } from './institutions.ts';
import { requireKnown } from './require-value.ts';
import { writeExchange } from './write-exchange.ts';
import { writeInstitutions } from './write-institutions.ts';
import { handOver, setUp } from './write-people.ts';

/** How to sign in as one of the sample's functions; the password is this hub's alone. */
export interface SampleAccount {
  readonly role: Role;
  /** Acronym in Spanish. */
  readonly institution: string;
  readonly email: string;
  readonly password: string;
  readonly signInUrl: string;
}

const MARK = 'sample';
/** For passwords of 90 random bits that nobody is told: there is nothing to guess, and some thirty of them to hash. */
const passingCost: PasswordCost = { memoryKib: 8, passes: 1 };

/** `begun`: it was interrupted; the folder holds part of a sample, and nobody knows its passwords. */
export async function readSampleMark(house: House): Promise<'none' | 'begun' | 'written'> {
  const mark = await house.store.records.facts.read(MARK);
  return mark === 'begun' || mark === 'written' ? mark : 'none';
}

/** Into a hub without accounts; throws, and writes nothing, where there are some. */
export async function writeSample(house: House): Promise<SampleAccount[]> {
  const { records } = house.store;
  if ((await records.accounts.count()) > 0) throw new Error('the sample is written into an empty hub only');
  await records.facts.write(MARK, 'begun');
  const quick: House = { ...house, passwords: createPasswords(house.random, passingCost) };
  const { people, first } = await setUp(quick);
  const register = await writeInstitutions(quick, first);
  for (const sample of [EXCHANGE_C, EXCHANGE_A, EXCHANGE_B]) await writeExchange(quick, sample, { people, register, maker: first });
  await handOver(house, people);
  await records.facts.write(MARK, 'written');
  const acronyms = new Map(INSTITUTIONS.map(({ key, acronym }) => [key, acronym.es]));
  return PEOPLE.filter(({ signsIn }) => signsIn).map(({ key, role, institution, email }) => ({
    role,
    institution: requireKnown(acronyms, institution),
    email,
    password: requireKnown(people.passwords, key),
    signInUrl: `${house.url}/sign-in?email=${encodeURIComponent(email)}`,
  }));
}
