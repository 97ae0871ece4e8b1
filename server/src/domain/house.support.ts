// A house for tests: the memory store, a clock that the test turns, seeded randomness, cheap password hashes; and an exchange with
// one person of each role, made through the verbs that people use.
import type { AccountId, AgendaItemId, ExchangeId, InstitutionId, SignInId } from '@enlace/shared/ids';
import type { Account } from '@enlace/shared/model/account';
import type { Institution, InstitutionKind } from '@enlace/shared/model/institution';
import type { Member, Role } from '@enlace/shared/model/member';
import type { SessionDraft } from '@enlace/shared/model/session';
import type { RefusalCode } from '@enlace/shared/refusals';
import type { Result } from '@enlace/shared/result';
import { openMemoryStore } from '../store/memory/memory-store.ts';
import type { StoredAccount } from '../store/port/records.ts';
import type { Store } from '../store/port/store.ts';
import { commit } from './commit.ts';
import { createHouse } from './create-house.ts';
import { createExchange, type NewExchange } from './exchanges.ts';
import { type Caller, type Fact, type House, newId } from './house.ts';
import { createInstitution } from './institutions.ts';
import { createMember } from './places.ts';
import { toAccount } from './sign-in/identify.ts';
import { firstStamp } from './stamp.ts';

export interface TestHouse extends House {
  /** Told so far; emptied by the test where it likes. */
  readonly told: Fact[];
  /** Faults of listeners. */
  readonly faults: unknown[];
  advance(ms: number): void;
}

/** xorshift32: the same bytes for the same seed. */
function seededRandom(seed: number): (count: number) => Uint8Array {
  let state = seed >>> 0 || 1;
  return (count) =>
    Uint8Array.from({ length: count }, () => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return state & 0xff;
    });
}

export const testNowMs = Date.parse('2027-03-11T16:00:00.000Z');

export function openTestHouse(seed = 2027, store: Store = openMemoryStore()): TestHouse {
  let nowMs = testNowMs;
  const told: Fact[] = [];
  const faults: unknown[] = [];
  const house = createHouse({
    store,
    clock: { nowMs: () => nowMs },
    random: seededRandom(seed),
    url: 'https://enlace.example',
    fault: (error) => faults.push(error),
    passwordCost: { memoryKib: 8, passes: 1 },
  });
  house.facts.subscribe((fact) => told.push(fact));
  const advance = (ms: number): void => {
    nowMs += ms;
  };
  return { ...house, told, faults, advance };
}

/** The value, or a failure that says which refusal came instead. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

export const codeOf = (result: Result<unknown>): RefusalCode | 'ok' => (result.ok ? 'ok' : result.refusal.code);

export const password = 'una frase para probar';

export async function createAccount(house: House, email: string, more: Partial<StoredAccount> = {}): Promise<Caller> {
  const account: StoredAccount = {
    id: newId<AccountId>(house),
    email,
    language: 'es',
    timeZone: 'America/Mexico_City',
    isAdmin: false,
    isDisabled: false,
    passwordHash: unwrap(await house.passwords.hash(password)),
    ...firstStamp(house, null),
    ...more,
  };
  await house.store.transact((records) => records.accounts.insert(account));
  return toCaller(house, toAccount(account));
}

const toCaller = (house: House, account: Account): Caller => ({ account, signInId: newId<SignInId>(house), device: 'ordinary' });

export interface Cast {
  readonly house: TestHouse;
  readonly exchangeId: ExchangeId;
  readonly admin: Caller;
  /** SRE, INM, Sweden, Canada, UNHCR. */
  readonly callers: Readonly<Record<Role, Caller>>;
  readonly members: Readonly<Record<Role, Member>>;
  readonly institutions: Readonly<Record<Role, Institution>>;
  /** Has an account and no place. */
  readonly stranger: Caller;
}

const KINDS: Readonly<Record<Role, readonly [string, InstitutionKind]>> = {
  coordinator: ['SRE', 'host_authority'],
  host_editor: ['INM', 'host_authority'],
  peer: ['SE', 'peer_authority'],
  donor: ['CA', 'donor'],
  observer: ['ACNUR', 'observer_org'],
};

const ROLES = Object.keys(KINDS) as Role[]; // keys of the table above

export async function createCast(house: TestHouse = openTestHouse()): Promise<Cast> {
  const admin = await createAccount(house, 'admin@enlace.example', { isAdmin: true });
  const stranger = await createAccount(house, 'nadie@otro.example');
  const institutions = {} as Record<Role, Institution>; // filled for every role by the loop below
  const callers = {} as Record<Role, Caller>; // likewise
  for (const role of ROLES) {
    const [acronym, kind] = KINDS[role];
    const names = { name: { es: acronym }, acronym: { es: acronym }, aliases: [], orgIds: [] };
    institutions[role] = unwrap(
      await createInstitution(house, admin, { ...names, kind, country: null, parentId: null, iatiOrgType: null }),
    );
    callers[role] = await createAccount(house, `${role}@enlace.example`, role === 'coordinator' ? { isAdmin: true } : {});
  }
  const view = unwrap(await createExchange(house, callers.coordinator, draftExchange(institutions.coordinator.id)));
  const exchangeId = view.exchange.id;
  for (const role of ROLES) if (role !== 'coordinator') await addMember(house, exchangeId, callers[role], role, institutions[role].id);
  await demoteAdmin(house, callers.coordinator);
  const listed = await house.store.records.members.listOf(exchangeId);
  const members = Object.fromEntries(listed.map((member) => [member.role, member])) as Record<Role, Member>; // one of each role
  house.told.length = 0;
  return { house, exchangeId, admin, callers, members, institutions, stranger };
}

export const draftExchange = (hostInstitutionId: InstitutionId, more: Partial<NewExchange> = {}): NewExchange => ({
  title: { es: 'Intercambio', en: 'Exchange' },
  kind: 'high_level_technical_exchange',
  place: { es: 'Ciudad de México' },
  projectRefs: [],
  components: ['3.3'],
  hostInstitutionId,
  homeTimeZone: 'America/Mexico_City',
  startsOn: '2027-03-10',
  endsOn: '2027-03-12',
  marking: { tlp: 'GREEN', chr: false },
  languages: ['es', 'en'],
  functionalTitle: { es: 'Coordinación' },
  ...more,
});

/** The coordinator was an administrator only to open the first exchange. */
async function demoteAdmin(house: House, caller: Caller): Promise<void> {
  await house.store.transact(async (records) => {
    const account = await records.accounts.byId(caller.account.id);
    if (account !== null) await records.accounts.update({ ...account, isAdmin: false, version: account.version + 1 });
  });
}

export async function addMember(
  house: House,
  exchangeId: ExchangeId,
  caller: Caller,
  role: Role,
  institutionId: InstitutionId,
): Promise<Member> {
  const added = await commit(house, async (deed) => {
    const exchange = await deed.records.exchanges.byId(exchangeId);
    if (exchange === null) throw new Error('no such exchange');
    const functionalTitle = { es: `Función ${role}`, en: `Function ${role}` };
    return createMember(house, deed, exchange, {
      accountId: caller.account.id,
      institutionId,
      officeId: null,
      functionalTitle,
      role,
      mayEndorse: false,
    });
  });
  return unwrap(added);
}

export function draftSession(house: House, more: Partial<SessionDraft> = {}): SessionDraft {
  return {
    title: { es: 'Sesión', en: 'Session' },
    kind: 'plenary',
    agendaItemId: newId<AgendaItemId>(house),
    day: '2027-03-11',
    plannedStart: '10:00',
    plannedEnd: '11:00',
    timeZone: 'America/Mexico_City',
    room: null,
    participants: [],
    chairId: null,
    rapporteurIds: [],
    speakerIds: [],
    interpreterIds: [],
    namedIds: [],
    languages: ['es'],
    marking: { tlp: 'GREEN', chr: false },
    ...more,
  };
}
