// Both that can stand behind the seam, by the same suite; and that either goes on with the rows of the other (decision 0005).
import type { SignInId } from '@enlace/shared/ids';
import { expect, it } from 'vitest';
import { createAccount, openTestHouse } from '../house.support.ts';
import { newId } from '../house.ts';
import { describeSessions } from './session.contract.ts';
import { createLuciaSessions } from './session-lucia.ts';
import { createOwnSessions } from './session-own.ts';

describeSessions('lucia', createLuciaSessions);
describeSessions('one file of our own', createOwnSessions);

it('[A1] leaving lucia signs nobody out, nor does coming back', async () => {
  const house = openTestHouse();
  const { account } = await createAccount(house, 'persona@enlace.example');
  const lucia = createLuciaSessions(house.clock, house.random);
  const own = createOwnSessions(house.clock, house.random);
  for (const [before, after] of [
    [lucia, own],
    [own, lucia],
  ] as const) {
    const session = { id: newId<SignInId>(house), accountId: account.id, device: 'ordinary', browser: 'Safari' } as const;
    const { token, signIn } = await before.create(house.store.records, session);
    expect(await after.validate(house.store.records, token)).toEqual(signIn);
  }
});
