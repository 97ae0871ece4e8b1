import { openRequestsBurst } from '@enlace/shared/limits';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccount, password } from './domain/house.support.ts';
import { openTestHub, type TestHub } from './hub.support.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await openTestHub();
});
afterEach(() => hub.close());

describe('[V4] signing in, over HTTP', () => {
  const signIn = (email: string, given: string, more: object = {}) =>
    fetch(`${hub.url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' },
      body: JSON.stringify({ email, password: given, ...more }),
    });

  test('[V4] signing in sets the cookie, signing out takes it and every screen away', async () => {
    await createAccount(hub.house, 'persona@inm.example');
    const answer = await signIn(' Persona@INM.example ', password);
    expect(answer.status).toBe(200);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^enlace=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
    expect(JSON.stringify(await answer.json())).not.toContain(cookie.slice(7, 50));
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    const listed = (await (await fetch(`${hub.url}/api/v1/sign-ins`, { headers })).json()) as { browser: string; isCurrent: boolean }[];
    expect(listed).toMatchObject([{ browser: 'Firefox · Windows', isCurrent: true }]);
    const screen = hub.live(headers.cookie);
    const ended = new Promise<void>((resolve) => screen.once('signed-out', resolve));
    await new Promise<void>((resolve) => {
      screen.once('connect', resolve);
      screen.connect();
    });
    const out = await fetch(`${hub.url}/api/v1/sign-out`, { method: 'POST', headers });
    expect([out.status, out.headers.getSetCookie()]).toEqual([204, ['enlace=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0']]);
    await ended;
    expect((await fetch(`${hub.url}/api/v1/me`, { headers })).status).toBe(401);
  });
  test.each([
    ['shared', /SameSite=Lax$/],
    ['personal', /Max-Age=2592000$/],
  ])('[S17] on a %s device the cookie lives as long as the device says', async (device, expected) => {
    await createAccount(hub.house, 'persona@inm.example');
    expect((await signIn('persona@inm.example', password, { device })).headers.getSetCookie()[0]).toMatch(expected);
  });
  test('[S6] a wrong password and an unknown address look the same, and after ten guesses there is a wait', async () => {
    await createAccount(hub.house, 'persona@inm.example');
    const answers = [await signIn('persona@inm.example', 'no es esta frase'), await signIn('nadie@inm.example', 'no es esta frase')];
    const bodies = await Promise.all(
      answers.map(async (answer) => ({ status: answer.status, ...((await answer.json()) as object), requestId: '' })),
    );
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toMatchObject({ status: 401, code: 'wrong_credentials' });
    for (let i = 0; i < 9; i += 1) await signIn('persona@inm.example', 'no es esta frase');
    const late = await signIn('persona@inm.example', password);
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(late.headers.getSetCookie()).toEqual([]);
  });
  test('[S16] what is open to everybody is limited by address; who is signed in is not held up by it', async () => {
    const who = await hub.as('peer');
    const ask = async (): Promise<number> => (await fetch(`${hub.url}/api/v1/setup`)).status;
    const statuses = await Promise.all(Array.from({ length: openRequestsBurst * 2 }, ask));
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(openRequestsBurst);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect((await hub.request(who, 'GET', '/api/v1/me')).status).toBe(200);
  });
  test('[S18] nothing of it is in the log', async () => {
    await createAccount(hub.house, 'persona@inm.example');
    await signIn('persona@inm.example', password);
    await signIn('persona@inm.example', 'otra frase equivocada');
    for (const secret of ['persona@inm.example', password, 'otra frase equivocada', 'enlace='])
      expect(hub.logged.join('')).not.toContain(secret);
  });
});

test('[S3] behind https: the cookie is bound to the host and secure, and only the public address is ours', async () => {
  const published = await openTestHub('https://enlace.example');
  try {
    await createAccount(published.house, 'persona@inm.example');
    const local = `http://127.0.0.1:${published.port}`;
    const send = (origin: string) =>
      fetch(`${local}/api/v1/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ email: 'persona@inm.example', password }),
      });
    expect((await send(local)).status).toBe(403);
    const answer = await send('https://enlace.example');
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-enlace=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=43200$/);
    const token = cookie.slice('__Host-enlace='.length, cookie.indexOf(';'));
    const me = (sent: string) => fetch(`${local}/api/v1/me`, { headers: { cookie: sent } });
    expect((await me(`__Host-enlace=${token}`)).status).toBe(200);
    // the name that http uses could be planted by a neighbouring subdomain
    expect((await me(`enlace=${token}`)).status).toBe(401);
  } finally {
    await published.close();
  }
});
