// Signed-in browsers: the seam between the hub and the library that keeps them. Two things stand behind it and pass the same
// suite (session.contract.ts): session-lucia.ts, which create-house.ts chooses, and session-own.ts, which takes its place in one line.
// Rules A1–A4. How long a sign-in lives is decided here, so that it does not depend on either.
import type { AccountId, SignInId } from '@enlace/shared/ids';
import { personalSignInAbsoluteMs, personalSignInIdleMs, signInAbsoluteMs, signInIdleMs, signInTouchMs } from '@enlace/shared/limits';
import type { Device } from '@enlace/shared/model/account';
import type { Instant } from '@enlace/shared/model/time';
import type { Records, StoredSignIn } from '../../store/port/records.ts';

export interface NewSession {
  readonly id: SignInId;
  readonly accountId: AccountId;
  readonly device: Device;
  /** `Firefox · Windows` */
  readonly browser: string;
}

/** Each takes the records of the caller's transaction, or those outside one. */
export interface Sessions {
  /** A new token each time; it is in the answer and nowhere else. */
  create(records: Records, session: NewSession): Promise<{ readonly token: string; readonly signIn: StoredSignIn }>;
  /** Null for what is not a token, not known, or over; what is over is removed. */
  validate(records: Records, token: string): Promise<StoredSignIn | null>;
  /** A sign of its person: the idle end moves, never past the absolute one. Writes at most once in `signInTouchMs`. */
  touch(records: Records, signIn: StoredSignIn): Promise<StoredSignIn>;
  revoke(records: Records, signIn: StoredSignIn): Promise<void>;
  /** Those that live. */
  list(records: Records, accountId: AccountId): Promise<readonly StoredSignIn[]>;
  /** All but one (null: all); answers which. */
  revokeOthers(records: Records, accountId: AccountId, keep: SignInId | null): Promise<readonly SignInId[]>;
}

/** When a sign-in ends if its person gives no further sign: idle or absolute, the earlier. */
export function sessionEnd(device: Device, createdMs: number, seenMs: number): Instant {
  const [absoluteMs, idleMs] = device === 'personal' ? [personalSignInAbsoluteMs, personalSignInIdleMs] : [signInAbsoluteMs, signInIdleMs];
  return new Date(Math.min(createdMs + absoluteMs, seenMs + idleMs)).toISOString();
}

export const isOver = (signIn: StoredSignIn, nowMs: number): boolean => Date.parse(signIn.expiresAt) <= nowMs;

export async function touchStored(records: Records, signIn: StoredSignIn, nowMs: number): Promise<StoredSignIn> {
  if (nowMs - Date.parse(signIn.seenAt) < signInTouchMs) return signIn;
  const seenAt = new Date(nowMs).toISOString();
  const expiresAt = sessionEnd(signIn.device, Date.parse(signIn.createdAt), nowMs);
  await records.signIns.touch(signIn.tokenHash, seenAt, expiresAt);
  return { ...signIn, seenAt, expiresAt };
}

export async function revokeStoredOthers(records: Records, accountId: AccountId, keep: SignInId | null): Promise<readonly SignInId[]> {
  const others = (await records.signIns.listOf(accountId)).map(({ id }) => id).filter((id) => id !== keep);
  await records.signIns.removeAllOf(accountId, keep);
  return others;
}
