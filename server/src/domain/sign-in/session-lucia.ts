// Sessions by lucia 3.2.2, whose home this file is (decision 0005). Its session id is the SHA-256 of the cookie's token, so that its
// table never holds a token (RELIABILITY §4). Rules A1–A4.
// Two habits of lucia are answered here: it asks the platform's clock, so ends are told to it as seen from there; and it slides a
// session at half-life, which is switched off by a life of one millisecond, because idle and absolute ends are ours.
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import type { Clock, Random } from '../../runtime/clock.ts';
import type { Records, StoredSignIn } from '../../store/port/records.ts';
import { revokeStoredOthers, type Sessions, sessionEnd, touchStored } from './session.ts';
import { createToken, hashToken, isToken } from './token.ts';

interface Attributes {
  readonly signIn: StoredSignIn;
}

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    UserId: StoredSignIn['accountId'];
    DatabaseSessionAttributes: Attributes;
  }
}

function createAdapter(records: Records, clock: Clock): Adapter {
  const toLucia = (signIn: StoredSignIn): DatabaseSession => ({
    id: signIn.tokenHash,
    userId: signIn.accountId,
    expiresAt: new Date(Date.parse(signIn.expiresAt) - clock.nowMs() + Date.now()),
    attributes: { signIn },
  });
  return {
    async getSessionAndUser(hash) {
      const signIn = await records.signIns.byTokenHash(hash);
      if (signIn === null) return [null, null];
      const account = await records.accounts.byId(signIn.accountId);
      return [toLucia(signIn), account === null ? null : { id: account.id, attributes: {} }];
    },
    getUserSessions: async (accountId) => (await records.signIns.listOf(accountId)).map(toLucia),
    async setSession(session) {
      await records.signIns.insert(session.attributes.signIn);
    },
    updateSessionExpiration: async () => {}, // never asked: see above
    deleteSession: (hash) => records.signIns.remove(hash),
    async deleteUserSessions(accountId) {
      await records.signIns.removeAllOf(accountId, null);
    },
    async deleteExpiredSessions() {
      await records.signIns.removeExpired(new Date(clock.nowMs()).toISOString());
    },
  };
}

const createLucia = (records: Records, clock: Clock) =>
  new Lucia(createAdapter(records, clock), {
    sessionExpiresIn: new TimeSpan(1, 'ms'),
    getSessionAttributes: ({ signIn }: Attributes): Attributes => ({ signIn }),
  });

export function createLuciaSessions(clock: Clock, random: Random): Sessions {
  return {
    async create(records, session) {
      const token = createToken(random);
      const tokenHash = hashToken(token);
      const nowMs = clock.nowMs();
      const at = new Date(nowMs).toISOString();
      const expiresAt = sessionEnd(session.device, nowMs, nowMs);
      const signIn: StoredSignIn = { ...session, tokenHash, createdAt: at, seenAt: at, expiresAt };
      await createLucia(records, clock).createSession(session.accountId, { signIn }, { sessionId: tokenHash });
      return { token, signIn };
    },
    async validate(records, token) {
      if (!isToken(token)) return null;
      const { session } = await createLucia(records, clock).validateSession(hashToken(token));
      return session?.signIn ?? null;
    },
    touch: (records, signIn) => touchStored(records, signIn, clock.nowMs()),
    revoke: (records, signIn) => createLucia(records, clock).invalidateSession(signIn.tokenHash),
    async list(records, accountId) {
      return (await createLucia(records, clock).getUserSessions(accountId)).map(({ signIn }) => signIn);
    },
    revokeOthers: revokeStoredOthers,
  };
}
