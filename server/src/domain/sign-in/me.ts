// One's own account as its holder sees and edits it: language, time zone, password.
import { can } from '@enlace/shared/access/roles';
import type { Me } from '@enlace/shared/api/sign-in';
import type { Account, Device } from '@enlace/shared/model/account';
import type { Language } from '@enlace/shared/model/text';
import type { Zone } from '@enlace/shared/model/time';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../../store/port/records.ts';
import { loadActor } from '../access.ts';
import { commit } from '../commit.ts';
import type { Caller, House } from '../house.ts';
import { requireVersion, restamp } from '../stamp.ts';
import { toAccount } from './identify.ts';
import { hashNewPassword } from './new-password.ts';
import { renewSignIn, type SignedIn } from './new-sign-in.ts';

export async function toMe(records: Records, account: Account, device: Device): Promise<Me> {
  const { id, email, language, timeZone, isAdmin, version } = account;
  const actor = await loadActor(records, id, null);
  const canCreateExchange = can(actor, 'exchange.create', { kind: 'hub' });
  return { account: { id, email, language, timeZone, isAdmin, version }, device, canCreateExchange };
}

export async function readMe(house: House, caller: Caller): Promise<Result<Me>> {
  const account = await house.store.records.accounts.byId(caller.account.id);
  if (account === null) return refuse('signed_out');
  return ok(await toMe(house.store.records, toAccount(account), caller.device));
}

export function editMe(
  house: House,
  caller: Caller,
  { version, language, timeZone }: { version: number; language?: Language | undefined; timeZone?: Zone | undefined },
): Promise<Result<Me>> {
  return commit(house, async ({ records }) => {
    const account = await records.accounts.byId(caller.account.id);
    if (account === null) return refuse('signed_out');
    const seen = requireVersion(account, version);
    if (!seen.ok) return seen;
    const next = restamp(house, account.id, account, { language, timeZone });
    await records.accounts.update(next);
    return ok(await toMe(records, toAccount(next), caller.device));
  });
}

/** Ends every other sign-in of the account; this one gets a new token and stays what its open sockets know (A2, A4). Refuses `wrong_credentials`, `too_many_attempts`, `busy`, and a widely known password. */
export async function changePassword(
  house: House,
  caller: Caller,
  { current, next }: { current: string; next: string },
): Promise<Result<SignedIn<null>>> {
  const { records } = house.store;
  const account = await records.accounts.byId(caller.account.id);
  if (account === null) return refuse('signed_out');
  const attempt = house.attempts.begin(account.email, `own ${account.id}`);
  if (!attempt.ok) return attempt;
  const isRight = await house.passwords.isRight(current, account.passwordHash);
  if (!isRight.ok) attempt.value.cancel();
  if (!isRight.ok) return isRight;
  if (!isRight.value) return refuse('wrong_credentials');
  attempt.value.succeed();
  const hash = await hashNewPassword(house, { password: next, email: account.email, field: 'next' });
  if (!hash.ok) return hash;
  return commit(house, async (deed) => {
    const fresh = await deed.records.accounts.byId(account.id);
    const mine = (await house.sessions.list(deed.records, account.id)).find(({ id }) => id === caller.signInId);
    if (fresh === null || fresh.isDisabled || mine === undefined) return refuse('signed_out');
    if (fresh.passwordHash !== account.passwordHash) return refuse('version_conflict');
    await deed.records.accounts.update(restamp(house, account.id, fresh, { passwordHash: hash.value }));
    deed.signInsEnded(account.id, await house.sessions.revokeOthers(deed.records, account.id, mine.id));
    return ok(await renewSignIn(house, deed.records, mine, null));
  });
}
