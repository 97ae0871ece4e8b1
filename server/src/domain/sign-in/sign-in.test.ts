// Signing in and out, being recognised, one's sign-ins, one's password; through the verbs, with a clock that the test turns.
import { attemptsPerAccountMax, signInAbsoluteMs, signInIdleMs, signInTouchMs } from '@enlace/shared/limits';
import { beforeEach, describe, expect, it } from 'vitest';
import { StoreFault } from '../../store/port/update-log.ts';
import { codeOf, createAccount, openTestHouse, password, type TestHouse, unwrap } from '../house.support.ts';
import type { Caller, Door } from '../house.ts';
import { identify, isStillSignedIn } from './identify.ts';
import { changePassword, editMe, readMe } from './me.ts';
import { endOtherSignIns, endSignIn, listSignIns, removeExpiredSignIns, signIn, signOut } from './sign-in.ts';

const email = 'persona@enlace.example';
const door: Door = { address: '192.0.2.1', userAgent: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' };
const nextPassword = 'otra frase distinta';

let house: TestHouse;
const enter = (more: { email?: string; password?: string } = {}, at: Door = door) =>
  signIn(house, at, { email, password, device: 'ordinary', ...more });
async function entered(): Promise<{ token: string; caller: Caller }> {
  const { token } = unwrap(await enter());
  const caller = await identify(house, token);
  if (caller === null) throw new Error('not recognised');
  return { token, caller };
}

beforeEach(async () => {
  house = openTestHouse();
  await createAccount(house, email);
});

async function disable(): Promise<void> {
  await house.store.transact(async (records) => {
    const account = await records.accounts.byEmail(email);
    if (account !== null) await records.accounts.update({ ...account, isDisabled: true, version: account.version + 1 });
  });
}

describe('signing in', () => {
  it('[A1] answers who it is and a token that opens the doors', async () => {
    const signedIn = unwrap(await enter());
    expect(signedIn.output).toMatchObject({
      account: { email, language: 'es', isAdmin: false },
      device: 'ordinary',
      canCreateExchange: false,
    });
    expect(Date.parse(signedIn.expiresAt)).toBe(house.clock.nowMs() + signInIdleMs);
    expect((await identify(house, signedIn.token))?.account.email).toBe(email);
  });

  it('[A9] neither who it is nor the caller carries the password hash', async () => {
    const { caller } = await entered();
    const answers = JSON.stringify([unwrap(await enter()), caller, unwrap(await readMe(house, caller))]);
    expect(answers).not.toContain('argon2');
    expect(answers).not.toContain('passwordHash');
  });

  it('[A2] each sign-in has a token of its own, and the one before stays', async () => {
    const [a, b] = [await entered(), await entered()];
    expect(a.token).not.toBe(b.token);
    expect(await identify(house, a.token)).not.toBeNull();
  });

  it('[A6] an unknown address, a wrong password and a disabled account get the same answer', async () => {
    const wrong = await enter({ password: nextPassword });
    const unknown = await enter({ email: 'nadie@enlace.example' });
    await disable();
    const disabled = await enter();
    expect(wrong).toEqual({ ok: false, refusal: { code: 'wrong_credentials' } });
    expect(unknown).toEqual(wrong);
    expect(disabled).toEqual(wrong);
  });

  it('[A8] guessing stops at ten, also at an address without an account; from elsewhere the right person enters', async () => {
    for (const guessed of [email, 'nadie@enlace.example']) {
      for (let i = 0; i < attemptsPerAccountMax; i += 1)
        expect(codeOf(await enter({ email: guessed, password: `frase número ${i}` }))).toBe('wrong_credentials');
      expect(codeOf(await enter({ email: guessed }))).toBe('too_many_attempts');
    }
    expect(codeOf(await enter({}, { ...door, address: '198.51.100.7' }))).toBe('ok');
  });

  it('[A8] 10,000 guesses at once: a hundred are judged, and another address enters', async () => {
    const guesses = Array.from({ length: 10_000 }, (_, i) => enter({ email: `cuenta${i % 500}@enlace.example`, password: 'x' }));
    const elsewhere = enter({}, { ...door, address: '198.51.100.7' });
    const codes = (await Promise.all(guesses)).map(codeOf);
    expect(codes.filter((code) => code === 'too_many_attempts').length).toBeGreaterThanOrEqual(9_900);
    expect(['ok', 'busy']).toContain(codeOf(await elsewhere));
    expect(codeOf(await enter({}, { ...door, address: '198.51.100.7' }))).toBe('ok');
  }, 60_000);

  it('[A2] a password changed while it was being judged opens nothing', async () => {
    const { caller } = await entered();
    const judging = enter();
    const changing = changePassword(house, caller, { current: password, next: nextPassword });
    await Promise.all([judging, changing]);
    const result = await judging;
    if (result.ok) expect(await identify(house, result.value.token)).toBeNull();
    expect(codeOf(await enter())).toBe('wrong_credentials');
  });
});

describe('being recognised', () => {
  it('[A9] no token, an unknown one and one of a disabled account are nobody', async () => {
    const { token, caller } = await entered();
    expect(await identify(house, null)).toBeNull();
    expect(await identify(house, 'x'.repeat(43))).toBeNull();
    await disable();
    expect(await identify(house, token)).toBeNull();
    expect(await isStillSignedIn(house, caller, true)).toBe(false);
  });

  it('[A3] being recognised is a sign of the person; twelve hours are the end all the same', async () => {
    const { token } = await entered();
    for (let spent = 0; spent < signInAbsoluteMs - signInIdleMs / 2; spent += signInIdleMs / 2) {
      expect(await identify(house, token)).not.toBeNull();
      house.advance(signInIdleMs / 2);
    }
    expect(await identify(house, token)).not.toBeNull();
    house.advance(signInIdleMs / 2);
    expect(await identify(house, token)).toBeNull();
  });

  it('[A3] what a page asks by itself is no sign of its person', async () => {
    const { token } = await entered();
    house.advance(signInIdleMs - 1);
    expect(await identify(house, token, false)).not.toBeNull();
    house.advance(1);
    expect(await identify(house, token)).toBeNull();
  });

  it('[A3] whom the store cannot note as seen stays signed in; the fault is told once a minute', async () => {
    const { token, caller } = await entered();
    const { records } = house.store;
    const full = new StoreFault('storage_full', null);
    const signIns = { ...records.signIns, touch: () => Promise.reject(full) };
    const fullHouse = { ...house, store: { ...house.store, records: { ...records, signIns } } };
    house.advance(signInTouchMs);
    for (let i = 0; i < 5; i += 1) expect(await identify(fullHouse, token)).not.toBeNull();
    expect(await isStillSignedIn(fullHouse, caller, true)).toBe(true);
    expect(house.faults).toEqual([full]);
    house.advance(signInTouchMs);
    expect(await identify(fullHouse, token)).not.toBeNull();
    expect(house.faults).toEqual([full, full]);
  });

  it('[A3] an open socket lives by the signs of its person, and ends without them', async () => {
    const { caller } = await entered();
    house.advance(signInIdleMs - 1);
    expect(await isStillSignedIn(house, caller, true)).toBe(true);
    house.advance(signInIdleMs - 1);
    expect(await isStillSignedIn(house, caller, false)).toBe(true);
    house.advance(1);
    expect(await isStillSignedIn(house, caller, true)).toBe(false);
  });

  it('[A3] what is over is forgotten', async () => {
    const { caller } = await entered();
    await entered();
    house.advance(signInIdleMs);
    expect(await removeExpiredSignIns(house)).toBe(2);
    expect(await house.store.records.signIns.listOf(caller.account.id)).toEqual([]);
  });
});

describe('one’s sign-ins', () => {
  it('[A4] the list says browser, device and which one this is, newest first, and no token', async () => {
    const { caller } = await entered();
    house.advance(120_000);
    const { token } = unwrap(await signIn(house, { ...door, userAgent: 'curl/8' }, { email, password, device: 'personal' }));
    const listed = unwrap(await listSignIns(house, caller));
    expect(listed.map(({ browser, device, isCurrent }) => [browser, device, isCurrent])).toEqual([
      ['—', 'personal', false],
      ['Firefox · Windows', 'ordinary', true],
    ]);
    expect(JSON.stringify(listed)).not.toContain(token);
    expect(JSON.stringify(listed)).not.toMatch(/[0-9a-f]{64}/);
  });

  it('[A4] signing out ends this one, tells the doors, and can be said twice', async () => {
    const { token, caller } = await entered();
    expect(codeOf(await signOut(house, caller))).toBe('ok');
    expect(await identify(house, token)).toBeNull();
    expect(house.told).toEqual([{ kind: 'sign-in-ended', accountId: caller.account.id, signInId: caller.signInId }]);
    expect(codeOf(await signOut(house, caller))).toBe('ok');
    expect(house.told).toHaveLength(1);
  });

  it('[A4] one may be ended from another, all others at once, and nobody else’s ever', async () => {
    const [here, there, third] = [await entered(), await entered(), await entered()];
    await createAccount(house, 'vecina@enlace.example');
    const neighbour = unwrap(await enter({ email: 'vecina@enlace.example' }));
    const theirs = await identify(house, neighbour.token);
    if (theirs === null) throw new Error('not recognised');
    expect(codeOf(await endSignIn(house, here.caller, { signInId: theirs.signInId }))).toBe('not_found');
    expect(codeOf(await endSignIn(house, here.caller, { signInId: there.caller.signInId }))).toBe('ok');
    expect(await identify(house, there.token)).toBeNull();
    house.told.length = 0;
    expect(unwrap(await endOtherSignIns(house, here.caller))).toEqual({ ended: 1 });
    expect(house.told).toMatchObject([{ kind: 'sign-in-ended', signInId: third.caller.signInId }]);
    expect(await identify(house, third.token)).toBeNull();
    expect(await identify(house, here.token)).not.toBeNull();
    expect(await identify(house, neighbour.token)).not.toBeNull();
  });
});

describe('one’s account', () => {
  it('[A33] language and zone are edited by the version that was seen; what is left out stays', async () => {
    const { caller } = await entered();
    const me = unwrap(await editMe(house, caller, { version: 1, language: 'en' }));
    expect(me.account).toMatchObject({ language: 'en', timeZone: 'America/Mexico_City', version: 2 });
    expect(codeOf(await editMe(house, caller, { version: 1, timeZone: 'Europe/Madrid' }))).toBe('version_conflict');
    expect(unwrap(await readMe(house, caller)).account.timeZone).toBe('America/Mexico_City');
  });

  it('[A2] [A4] changing the password ends the other sign-ins and gives this one a new token', async () => {
    const [here, there] = [await entered(), await entered()];
    house.told.length = 0;
    const changed = unwrap(await changePassword(house, here.caller, { current: password, next: nextPassword }));
    expect(await identify(house, here.token)).toBeNull();
    expect(await identify(house, there.token)).toBeNull();
    expect(await identify(house, changed.token)).toMatchObject({ account: { email }, signInId: here.caller.signInId });
    expect(await isStillSignedIn(house, here.caller, false)).toBe(true);
    expect(await isStillSignedIn(house, there.caller, false)).toBe(false);
    expect(house.told).toEqual([{ kind: 'sign-in-ended', accountId: here.caller.account.id, signInId: there.caller.signInId }]);
    expect(codeOf(await enter())).toBe('wrong_credentials');
    expect(codeOf(await enter({ password: nextPassword }))).toBe('ok');
  });

  it('[A7] [A8] it needs the present password, within the limits, and not a known one', async () => {
    const { caller } = await entered();
    const known = await changePassword(house, caller, { current: password, next: 'passwordpassword' });
    expect(known).toMatchObject({ refusal: { code: 'bad_request', fields: [{ path: 'next', problem: 'password_too_common' }] } });
    for (let i = 0; i < attemptsPerAccountMax; i += 1)
      expect(codeOf(await changePassword(house, caller, { current: 'no es esta frase', next: nextPassword }))).toMatch(/bad_request|wrong/);
    expect(codeOf(await enter())).toBe('ok');
  });

  it('[A2] of two changes at once one wins, and the loser’s browser is signed out', async () => {
    const { caller } = await entered();
    const [a, b] = await Promise.all([
      changePassword(house, caller, { current: password, next: nextPassword }),
      changePassword(house, caller, { current: password, next: 'una tercera frase' }),
    ]);
    expect([a, b].filter(({ ok }) => ok)).toHaveLength(1);
    const [won] = [a, b].flatMap((result) => (result.ok ? [result.value] : []));
    expect(await identify(house, won?.token ?? null)).not.toBeNull();
    expect(await house.store.records.signIns.listOf(caller.account.id)).toHaveLength(1);
  });
});
