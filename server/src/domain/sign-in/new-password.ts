// A password that someone chooses: long enough is the door's schema, not widely known is asked here (A7); then its hash (A5).
import { type Result, refuse } from '@enlace/shared/result';
import type { House } from '../house.ts';
import { isKnownPassword } from './known-password.ts';

interface Chosen {
  readonly password: string;
  readonly email: string;
  /** Name of the field in which it was given. */
  readonly field: string;
}

/** Refuses `bad_request` with `password_too_common` on the field, and `busy`. */
export async function hashNewPassword(house: House, { password, email, field }: Chosen): Promise<Result<string>> {
  if (isKnownPassword(password, email)) return refuse('bad_request', { fields: [{ path: field, problem: 'password_too_common' }] });
  return house.passwords.hash(password);
}
