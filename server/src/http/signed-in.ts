// A verb that signs in answers its output and a token; the token goes into the cookie here, and nowhere else (A1, A2).
import { personalSignInAbsoluteMs, signInAbsoluteMs } from '@enlace/shared/limits';
import type { Device } from '@enlace/shared/model/account';
import { ok, type Result } from '@enlace/shared/result';
import type { House } from '../domain/house.ts';
import type { SignedIn } from '../domain/sign-in/new-sign-in.ts';
import { writeSignInCookie } from '../runtime/cookie.ts';

/** The longest that a sign-in of such a device can last; on a shared one the cookie goes with the browser. The hub's rows decide in any case. */
const COOKIE_MS: Readonly<Record<Device, number | null>> = {
  shared: null,
  ordinary: signInAbsoluteMs,
  personal: personalSignInAbsoluteMs,
};

interface Answering {
  readonly house: House;
  setCookie(value: string): void;
}

export function answerSignedIn<T>(
  { house, setCookie }: Answering,
  result: Result<SignedIn<T>>,
  deviceOf: (output: T) => Device,
): Result<T> {
  if (!result.ok) return result;
  const { output, token } = result.value;
  setCookie(writeSignInCookie(token, { url: house.url, maxAgeMs: COOKIE_MS[deviceOf(output)] }));
  return ok(output);
}
