// Who is behind a cookie: asked by all three doors, from the store each time, never cached. Rules A1, A3, A9.
import type { Account } from '@enlace/shared/model/account';
import type { StoredAccount, StoredSignIn } from '../../store/port/records.ts';
import { StoreFault } from '../../store/port/update-log.ts';
import type { Caller, House } from '../house.ts';

/** The account without its password hash, which never leaves the sign-in folder (A9). */
export function toAccount({ passwordHash: _, ...account }: StoredAccount): Account {
  return account;
}

/** Null for no token, an unknown or ended one, and a disabled account. `isSign`: its person asks, and not their page by itself. */
export async function identify(house: House, token: string | null, isSign = true): Promise<Caller | null> {
  if (token === null) return null;
  const signIn = await house.sessions.validate(house.store.records, token);
  if (signIn === null) return null;
  const account = await house.store.records.accounts.byId(signIn.accountId);
  if (account === null || account.isDisabled) return null;
  if (isSign) await noteSign(house, signIn);
  return { account: toAccount(account), signInId: signIn.id, device: signIn.device };
}

/**
 * Whether the caller of an open socket is still signed in; `isActive` where they gave a sign since the last time. A socket sends no
 * cookie again, so the doors ask this once in a while (A3). Cost: two reads.
 */
export async function isStillSignedIn(house: House, caller: Caller, isActive: boolean): Promise<boolean> {
  const { records } = house.store;
  const signIn = (await house.sessions.list(records, caller.account.id)).find(({ id }) => id === caller.signInId);
  const account = await records.accounts.byId(caller.account.id);
  if (signIn === undefined || account === null || account.isDisabled) return false;
  if (isActive) await noteSign(house, signIn);
  return true;
}

/** Whoever is signed in stays it also where the store cannot take the note. */
async function noteSign(house: House, signIn: StoredSignIn): Promise<void> {
  try {
    await house.sessions.touch(house.store.records, signIn);
  } catch (fault) {
    if (!(fault instanceof StoreFault)) throw fault;
    house.signFault(fault);
  }
}
