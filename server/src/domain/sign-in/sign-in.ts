// Signing in with address and password, signing out, and the list of one's own sign-ins. Rules A1–A8.
import type { Me } from '@enlace/shared/api/sign-in';
import type { SignInId } from '@enlace/shared/ids';
import type { Device, SignIn } from '@enlace/shared/model/account';
import { ok, type Result, refuse } from '@enlace/shared/result';
import { commit } from '../commit.ts';
import type { Caller, Door, House } from '../house.ts';
import { readBrowser } from './browser.ts';
import { toAccount } from './identify.ts';
import { toMe } from './me.ts';
import { createSignIn, type SignedIn } from './new-sign-in.ts';

/** Whether this password opens this account, within the limits on guessing. Refuses `wrong_credentials`, `too_many_attempts`, `busy`. */
export async function requirePassword(
  house: House,
  door: Door,
  { email, password }: { email: string; password: string },
): Promise<Result<{ readonly passwordHash: string }>> {
  const attempt = house.attempts.begin(email, door.address);
  if (!attempt.ok) return attempt;
  const account = await house.store.records.accounts.byEmail(email);
  const passwordHash = account?.passwordHash ?? null;
  const isRight = await house.passwords.isRight(password, passwordHash);
  if (!isRight.ok) {
    attempt.value.cancel();
    return isRight;
  }
  if (!isRight.value || account === null || account.isDisabled || passwordHash === null) return refuse('wrong_credentials');
  attempt.value.succeed();
  return ok({ passwordHash });
}

/** Refuses `wrong_credentials`, alike for an unknown address, a wrong password and a disabled account. */
export async function signIn(
  house: House,
  door: Door,
  input: { email: string; password: string; device: Device },
): Promise<Result<SignedIn<Me>>> {
  const judged = await requirePassword(house, door, input);
  if (!judged.ok) return judged;
  return commit(house, async ({ records }) => {
    const account = await records.accounts.byEmail(input.email);
    // it may have changed while the password was being judged
    if (account === null || account.isDisabled || account.passwordHash !== judged.value.passwordHash) return refuse('wrong_credentials');
    const me = await toMe(records, toAccount(account), input.device);
    const browser = readBrowser(door.userAgent);
    return ok(await createSignIn(house, records, { accountId: account.id, device: input.device, browser }, me));
  });
}

/** Also where it had ended already. */
export async function signOut(house: House, caller: Caller): Promise<Result<null>> {
  await endSignIn(house, caller, { signInId: caller.signInId });
  return ok(null);
}

export async function listSignIns(house: House, caller: Caller): Promise<Result<SignIn[]>> {
  const signIns = await house.sessions.list(house.store.records, caller.account.id);
  return ok(
    signIns
      .map(({ id, device, browser, createdAt, seenAt, expiresAt }) => {
        return { id, device, browser, createdAt, seenAt, expiresAt, isCurrent: id === caller.signInId };
      })
      .sort((a, b) => (a.seenAt < b.seenAt ? 1 : -1)),
  );
}

export function endSignIn(house: House, caller: Caller, { signInId }: { signInId: SignInId }): Promise<Result<null>> {
  return commit(house, async (deed) => {
    const signIn = (await house.sessions.list(deed.records, caller.account.id)).find(({ id }) => id === signInId);
    if (signIn === undefined) return refuse('not_found');
    await house.sessions.revoke(deed.records, signIn);
    deed.signInsEnded(caller.account.id, [signInId]);
    return ok(null);
  });
}

export function endOtherSignIns(house: House, caller: Caller): Promise<Result<{ ended: number }>> {
  return commit(house, async (deed) => {
    const ended = await house.sessions.revokeOthers(deed.records, caller.account.id, caller.signInId);
    deed.signInsEnded(caller.account.id, ended);
    return ok({ ended: ended.length });
  });
}

/** Forgets the sign-ins that are over; how many. Housekeeping: what is over is refused whether or not its row is still there. */
export const removeExpiredSignIns = (house: House): Promise<number> =>
  house.store.transact((records) => records.signIns.removeExpired(new Date(house.clock.nowMs()).toISOString()));
