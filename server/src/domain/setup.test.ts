// The first start: one link makes the first account, once.
import { setupLinkMs } from '@enlace/shared/limits';
import { beforeEach, expect, it } from 'vitest';
import { codeOf, createAccount, openTestHouse, password, type TestHouse, unwrap } from './house.support.ts';
import type { Door } from './house.ts';
import { completeSetup, createSetupLink, readSetup } from './setup.ts';
import { identify } from './sign-in/identify.ts';
import { signIn } from './sign-in/sign-in.ts';

const door: Door = { address: '192.0.2.1', userAgent: '' };
let house: TestHouse;

async function newToken(): Promise<string> {
  const link = await createSetupLink(house);
  return link?.split('#')[1] ?? '';
}

const complete = (token: string, email = 'primera@enlace.example', chosen = password) =>
  completeSetup(house, door, {
    token,
    email,
    password: chosen,
    language: 'es',
    timeZone: 'America/Mexico_City',
    institution: { name: { es: 'Institución' }, acronym: { es: 'INST' }, kind: 'host_authority', country: 'MX' },
  });

beforeEach(() => {
  house = openTestHouse();
});

it('[A10] the link makes an administrator and an institution, and signs in', async () => {
  expect(unwrap(await readSetup(house))).toEqual({ isNeeded: true });
  const signedIn = unwrap(await complete(await newToken()));
  expect(signedIn.output).toMatchObject({ account: { email: 'primera@enlace.example', isAdmin: true }, canCreateExchange: true });
  expect((await identify(house, signedIn.token))?.account.isAdmin).toBe(true);
  expect((await house.store.records.institutions.list()).map(({ acronym }) => acronym.es)).toEqual(['INST']);
  expect(unwrap(await readSetup(house))).toEqual({ isNeeded: false });
  expect(codeOf(await signIn(house, door, { email: 'primera@enlace.example', password, device: 'ordinary' }))).toBe('ok');
});

it('[A10] the store holds no token of the link, whose token is not in what a server is asked', async () => {
  const link = (await createSetupLink(house)) ?? '';
  expect(link).toMatch(/^https:\/\/enlace\.example\/setup#[\w-]{43}$/);
  const stored = await house.store.records.facts.read('setup.link');
  expect(stored).not.toContain(link.split('#')[1]);
  expect(stored).toMatch(/^[0-9a-f]{64} \d+$/);
});

it('[A10] of two people at once one wins', async () => {
  const token = await newToken();
  const results = await Promise.all([complete(token, 'una@enlace.example'), complete(token, 'otra@enlace.example')]);
  expect(results.map(codeOf).sort()).toEqual(['ok', 'setup_done']);
  expect(await house.store.records.accounts.count()).toBe(1);
  expect(await house.store.records.institutions.list()).toHaveLength(1);
});

it('[A10] a wrong link, an old one, one replaced by a newer, and a used one make nothing', async () => {
  expect(codeOf(await complete('x'.repeat(43)))).toBe('setup_link_invalid');
  const first = await newToken();
  const second = await newToken();
  expect(codeOf(await complete(first))).toBe('setup_link_invalid');
  house.advance(setupLinkMs);
  expect(codeOf(await complete(second))).toBe('setup_link_invalid');
  const third = await newToken();
  expect(codeOf(await complete(third))).toBe('ok');
  expect(codeOf(await complete(third))).toBe('setup_done');
  expect(await house.store.records.accounts.count()).toBe(1);
});

it('[A10] a hub that has an account gives no link', async () => {
  await createAccount(house, 'alguien@enlace.example');
  expect(await createSetupLink(house)).toBeNull();
});

it('[A7] the first password is no known one either, and the link is still good after it', async () => {
  const token = await newToken();
  expect(await complete(token, undefined, '123456789012345')).toMatchObject({
    refusal: { fields: [{ path: 'password', problem: 'password_too_common' }] },
  });
  expect(codeOf(await complete(token))).toBe('ok');
});
