// Open connections and the sign-ins behind them: what counts as a sign of a person, and what ends with the sign-in (A3).
import { signInIdleMs, signInTouchMs } from '@enlace/shared/limits';
import { encodeAwareness, encodeStep2, encodeUpdate } from '@enlace/shared/sync/codec';
import { expect, test } from 'vitest';
import { createBench, type Opened } from './connection.support.ts';
import { Roster } from './roster.ts';
import { silent } from './sync.support.ts';

async function openRoster(): Promise<{ opened: Opened; asked: boolean[]; pass(ms: number): Promise<void>; signOut(): void }> {
  const bench = createBench();
  const asked: boolean[] = [];
  let isSignedIn = true;
  const roster = new Roster({
    clock: bench.time,
    timer: bench.time.timer,
    log: silent,
    open: () => Promise.reject(new Error('no right has changed')),
    async isSignedIn(_caller, isActive) {
      asked.push(isActive);
      return isSignedIn;
    },
  });
  const opened = await bench.open();
  roster.add(opened.connection);
  const signOut = (): void => {
    isSignedIn = false;
  };
  return { opened, asked, pass: (ms) => bench.time.pass(ms), signOut };
}

test('[A3] writing is a sign of the person, passed on at most once a minute', async () => {
  const { opened, asked, pass } = await openRoster();
  for (let i = 0; i < 30; i += 1) {
    await pass(signInTouchMs / 10);
    opened.connection.receive(encodeUpdate(opened.write()));
  }
  await pass(signInTouchMs);
  expect(asked).toEqual([true, true, true]);
});

test('[A3] what a page sends when it comes back, and its cursor, are no signs: the sign-in is asked for and not prolonged', async () => {
  const { opened, asked, pass, signOut } = await openRoster();
  await pass(signInTouchMs);
  opened.connection.receive(encodeStep2(opened.write()));
  const cursor = JSON.stringify({ cursor: { anchor: null, head: null } });
  opened.connection.receive(encodeAwareness([{ clientId: opened.doc.clientID, clock: 1, state: cursor }]));
  await pass(signInIdleMs - signInTouchMs);
  expect(asked).toEqual([]);
  signOut();
  await pass(signInTouchMs);
  expect(asked).toEqual([false]);
  expect(opened.wire.closedWith).toEqual([4401, 'signed_out']);
});
