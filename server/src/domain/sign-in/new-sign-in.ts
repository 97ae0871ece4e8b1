// A new sign-in and what the door needs of it: the answer, and the token that goes into the cookie and nowhere else (A1, A2).
import type { SignInId } from '@enlace/shared/ids';
import type { Instant } from '@enlace/shared/model/time';
import type { Records, StoredSignIn } from '../../store/port/records.ts';
import { type House, newId } from '../house.ts';
import type { NewSession } from './session.ts';

export interface SignedIn<T> {
  readonly output: T;
  readonly token: string;
  /** When it ends without a further sign of its person. The cookie may live longer: the hub's rows decide. */
  readonly expiresAt: Instant;
}

export async function createSignIn<T>(house: House, records: Records, session: Omit<NewSession, 'id'>, output: T): Promise<SignedIn<T>> {
  return signInWith(house, records, { id: newId<SignInId>(house), ...session }, output);
}

/** The same sign-in with another token, from now on: the old one opens nothing, the sockets that it opened live on. */
export async function renewSignIn<T>(house: House, records: Records, signIn: StoredSignIn, output: T): Promise<SignedIn<T>> {
  const { id, accountId, device, browser } = signIn;
  await house.sessions.revoke(records, signIn);
  return signInWith(house, records, { id, accountId, device, browser }, output);
}

async function signInWith<T>(house: House, records: Records, session: NewSession, output: T): Promise<SignedIn<T>> {
  const { token, signIn } = await house.sessions.create(records, session);
  return { output, token, expiresAt: signIn.expiresAt };
}
