// The suite that everything behind the seam of session.ts passes: lucia, and what would take its place. Rules A1–A4.
import { createHash } from 'node:crypto';
import type { SignInId } from '@enlace/shared/ids';
import { personalSignInAbsoluteMs, personalSignInIdleMs, signInAbsoluteMs, signInIdleMs, signInTouchMs } from '@enlace/shared/limits';
import type { Device } from '@enlace/shared/model/account';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Clock, Random } from '../../runtime/clock.ts';
import { createAccount, openTestHouse, type TestHouse } from '../house.support.ts';
import { type Caller, newId } from '../house.ts';
import type { Sessions } from './session.ts';

export function describeSessions(name: string, createSessions: (clock: Clock, random: Random) => Sessions): void {
  describe(`sessions by ${name}`, () => {
    let house: TestHouse;
    let sessions: Sessions;
    let person: Caller;
    const begin = (device: Device = 'ordinary') =>
      sessions.create(house.store.records, { id: newId<SignInId>(house), accountId: person.account.id, device, browser: 'Firefox' });
    const validate = (token: string) => sessions.validate(house.store.records, token);

    beforeEach(async () => {
      house = openTestHouse();
      sessions = createSessions(house.clock, house.random);
      person = await createAccount(house, 'persona@enlace.example');
    });

    it('[A1] the store holds the SHA-256 of the token and never the token', async () => {
      const { token, signIn } = await begin();
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      const [row] = await house.store.records.signIns.listOf(person.account.id);
      expect(row?.tokenHash).toBe(createHash('sha256').update(token).digest('hex'));
      expect(JSON.stringify(row)).not.toContain(token);
      expect(await validate(token)).toEqual(signIn);
    });

    it('[A1] a hash taken from the store opens nothing', async () => {
      const { signIn } = await begin();
      expect(await validate(signIn.tokenHash)).toBeNull();
    });

    it('[A1] 1,000 altered tokens open nothing', async () => {
      const { token } = await begin();
      for (let i = 0; i < 1_000; i += 1) {
        const bytes = Buffer.from(token, 'base64url');
        const at = i % 32;
        bytes[at] = (bytes[at] ?? 0) ^ (1 + (i % 255));
        expect(await validate(bytes.toString('base64url'))).toBeNull();
      }
      for (const other of ['', 'x', `${token}x`, token.slice(1), `${token} `]) expect(await validate(other)).toBeNull();
      expect(await validate(token)).not.toBeNull();
    });

    it('[A2] each sign-in has a token of its own', async () => {
      const tokens = await Promise.all(Array.from({ length: 50 }, () => begin()));
      expect(new Set(tokens.map(({ token }) => token)).size).toBe(50);
    });

    for (const [device, idleMs, absoluteMs] of [
      ['shared', signInIdleMs, signInAbsoluteMs],
      ['ordinary', signInIdleMs, signInAbsoluteMs],
      ['personal', personalSignInIdleMs, personalSignInAbsoluteMs],
    ] as const) {
      it(`[A3] on a device called ${device} it ends when its person gives no sign`, async () => {
        const { token } = await begin(device);
        house.advance(idleMs - 1);
        expect(await validate(token)).not.toBeNull();
        house.advance(1);
        expect(await validate(token)).toBeNull();
        expect(await house.store.records.signIns.listOf(person.account.id)).toEqual([]);
      });

      it(`[A3] on a device called ${device} signs of its person never carry it past its absolute end`, async () => {
        const { token } = await begin(device);
        const steps = 40;
        for (let i = 1; i < steps; i += 1) {
          house.advance(absoluteMs / steps);
          const signIn = await validate(token);
          if (signIn === null) throw new Error(`ended after step ${i} of ${steps}`);
          await sessions.touch(house.store.records, signIn);
        }
        house.advance(absoluteMs / steps);
        expect(await validate(token)).toBeNull();
      });
    }

    it('[A3] looking does not prolong it: only a sign of its person does', async () => {
      const { token } = await begin();
      house.advance(signInIdleMs / 2);
      await validate(token);
      house.advance(signInIdleMs / 2);
      expect(await validate(token)).toBeNull();
    });

    it('[A3] signs are written at most once a minute', async () => {
      const { signIn } = await begin();
      house.advance(signInTouchMs - 1);
      expect(await sessions.touch(house.store.records, signIn)).toEqual(signIn);
      house.advance(1);
      const touched = await sessions.touch(house.store.records, signIn);
      expect(Date.parse(touched.seenAt) - Date.parse(signIn.seenAt)).toBe(signInTouchMs);
      expect(await house.store.records.signIns.listOf(person.account.id)).toEqual([touched]);
    });

    it('[A4] the list holds those that live, and one that is revoked is over at once', async () => {
      const first = await begin();
      house.advance(signInIdleMs);
      const second = await begin('personal');
      const third = await begin();
      const listed = await sessions.list(house.store.records, person.account.id);
      expect(listed.map(({ id }) => id).sort()).toEqual([second.signIn.id, third.signIn.id].sort());
      await sessions.revoke(house.store.records, second.signIn);
      expect(await validate(second.token)).toBeNull();
      expect(await validate(third.token)).not.toBeNull();
      expect(await validate(first.token)).toBeNull();
    });

    it('[A4] ending the others spares one, or none, and touches nobody else’s', async () => {
      const mine = await begin();
      const other = await begin();
      const neighbour = await createAccount(house, 'vecina@enlace.example');
      const theirs = await sessions.create(house.store.records, {
        id: newId<SignInId>(house),
        accountId: neighbour.account.id,
        device: 'ordinary',
        browser: 'Chrome',
      });
      expect(await sessions.revokeOthers(house.store.records, person.account.id, mine.signIn.id)).toEqual([other.signIn.id]);
      expect(await validate(other.token)).toBeNull();
      expect(await validate(mine.token)).not.toBeNull();
      expect(await sessions.revokeOthers(house.store.records, person.account.id, null)).toEqual([mine.signIn.id]);
      expect(await validate(mine.token)).toBeNull();
      expect(await validate(theirs.token)).not.toBeNull();
    });
  });
}
