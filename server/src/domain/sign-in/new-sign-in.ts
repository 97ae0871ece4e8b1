// A new sign-in and what the door needs of it: the answer, and the token that goes into the cookie and nowhere else (A1, A2).
import type { SignInId } from '@enlace/shared/ids';
import type { Instant } from '@enlace/shared/model/time';
import type { Records } from '../../store/port/records.ts';
import { type House, newId } from '../house.ts';
import type { NewSession } from './session.ts';

export interface SignedIn<T> {
  readonly output: T;
  readonly token: string;
  /** When it ends without a further sign of its person. The cookie may live longer: the hub's rows decide. */
  readonly expiresAt: Instant;
}

export async function createSignIn<T>(house: House, records: Records, session: Omit<NewSession, 'id'>, output: T): Promise<SignedIn<T>> {
  const { token, signIn } = await house.sessions.create(records, { id: newId<SignInId>(house), ...session });
  return { output, token, expiresAt: signIn.expiresAt };
}
