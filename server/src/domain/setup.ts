// The first start outside sample mode: one link, printed once, makes the first account and institution (A10). At rest only the hash of
// its token, among the facts of the hub. Once there is an account there is no setup, whatever link is held.
import type { Me } from '@enlace/shared/api/sign-in';
import type { AccountId, InstitutionId } from '@enlace/shared/ids';
import { setupLinkMs } from '@enlace/shared/limits';
import type { Institution, InstitutionDraft } from '@enlace/shared/model/institution';
import type { Language } from '@enlace/shared/model/text';
import type { Zone } from '@enlace/shared/model/time';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records, StoredAccount } from '../store/port/records.ts';
import { commit } from './commit.ts';
import { type Door, type House, newId } from './house.ts';
import { leastUsedHue } from './institutions.ts';
import { readBrowser } from './sign-in/browser.ts';
import { toAccount } from './sign-in/identify.ts';
import { toMe } from './sign-in/me.ts';
import { hashNewPassword } from './sign-in/new-password.ts';
import { createSignIn, type SignedIn } from './sign-in/new-sign-in.ts';
import { createToken, hashToken, isToken } from './sign-in/token.ts';
import { firstStamp } from './stamp.ts';

const LINK_FACT = 'setup.link';

/** A new link, which voids the one before it; null where the hub has an account. The token is in the fragment: no server or proxy logs it. */
export async function createSetupLink(house: House): Promise<string | null> {
  return house.store.transact(async (records) => {
    if ((await records.accounts.count()) > 0) return null;
    const token = createToken(house.random);
    await records.facts.write(LINK_FACT, `${hashToken(token)} ${house.clock.nowMs() + setupLinkMs}`);
    return `${house.url}/setup#${token}`;
  });
}

export async function readSetup(house: House): Promise<Result<{ isNeeded: boolean }>> {
  return ok({ isNeeded: (await house.store.records.accounts.count()) === 0 });
}

async function requireLink(house: House, records: Records, token: string): Promise<Result<null>> {
  if ((await records.accounts.count()) > 0) return refuse('setup_done');
  const [hash, expiresMs] = (await records.facts.read(LINK_FACT))?.split(' ') ?? [];
  const isRight = isToken(token) && hash === hashToken(token) && Number(expiresMs) > house.clock.nowMs();
  return isRight ? ok(null) : refuse('setup_link_invalid');
}

interface Setup {
  readonly token: string;
  readonly email: string;
  readonly password: string;
  readonly language: Language;
  readonly timeZone: Zone;
  readonly institution: Pick<InstitutionDraft, 'name' | 'acronym' | 'kind' | 'country'>;
}

/** Of two at once one wins; the other is refused `setup_done`. */
export async function completeSetup(house: House, door: Door, input: Setup): Promise<Result<SignedIn<Me>>> {
  const link = await requireLink(house, house.store.records, input.token);
  if (!link.ok) return link;
  const passwordHash = await hashNewPassword(house, { password: input.password, email: input.email, field: 'password' });
  if (!passwordHash.ok) return passwordHash;
  return commit(house, async ({ records }) => {
    const still = await requireLink(house, records, input.token);
    if (!still.ok) return still;
    const account = createFirstAccount(house, input, passwordHash.value);
    await records.accounts.insert(account);
    await records.institutions.insert(createFirstInstitution(house, input, account.id));
    await records.facts.remove(LINK_FACT);
    const me = await toMe(records, toAccount(account), 'ordinary');
    const browser = readBrowser(door.userAgent);
    return ok(await createSignIn(house, records, { accountId: account.id, device: 'ordinary', browser }, me));
  });
}

function createFirstAccount(house: House, { email, language, timeZone }: Setup, passwordHash: string): StoredAccount {
  return {
    id: newId<AccountId>(house),
    email,
    language,
    timeZone,
    isAdmin: true,
    isDisabled: false,
    passwordHash,
    ...firstStamp(house, null),
  };
}

function createFirstInstitution(house: House, { institution }: Setup, accountId: AccountId): Institution {
  return {
    id: newId<InstitutionId>(house),
    ...institution,
    parentId: null,
    iatiOrgType: null,
    orgIds: [],
    aliases: [],
    hue: leastUsedHue([]),
    ...firstStamp(house, accountId),
  };
}
