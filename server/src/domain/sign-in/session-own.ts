// Sessions without a library: what lucia's author recommends in its place (github.com/lucia-auth/lucia, code/auth_session.ts, 0BSD),
// over the rows that session-lucia.ts writes too, so that changing over signs nobody out. Rules A1–A4.
import { timingSafeEqual } from 'node:crypto';
import type { Clock, Random } from '../../runtime/clock.ts';
import type { StoredSignIn } from '../../store/port/records.ts';
import { isOver, revokeStoredOthers, type Sessions, sessionEnd, touchStored } from './session.ts';
import { createToken, hashToken, isToken } from './token.ts';

const isSame = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export function createOwnSessions(clock: Clock, random: Random): Sessions {
  return {
    async create(records, session) {
      const token = createToken(random);
      const nowMs = clock.nowMs();
      const at = new Date(nowMs).toISOString();
      const expiresAt = sessionEnd(session.device, nowMs, nowMs);
      const signIn: StoredSignIn = { ...session, tokenHash: hashToken(token), createdAt: at, seenAt: at, expiresAt };
      await records.signIns.insert(signIn);
      return { token, signIn };
    },
    async validate(records, token) {
      if (!isToken(token)) return null;
      const hash = hashToken(token);
      const signIn = await records.signIns.byTokenHash(hash);
      if (signIn === null || !isSame(signIn.tokenHash, hash)) return null;
      if (!isOver(signIn, clock.nowMs())) return signIn;
      await records.signIns.remove(hash);
      return null;
    },
    touch: (records, signIn) => touchStored(records, signIn, clock.nowMs()),
    revoke: (records, signIn) => records.signIns.remove(signIn.tokenHash),
    async list(records, accountId) {
      return (await records.signIns.listOf(accountId)).filter((signIn) => !isOver(signIn, clock.nowMs()));
    },
    revokeOthers: revokeStoredOthers,
  };
}
