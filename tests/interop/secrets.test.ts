// A curious eye on the log at its most talkative, and on the files of the hub (S18, A1, A5, A12): after a working day no address of a
// person, no word that was written, no password and no token is in the log; no token, no ticket and no password is in the data folder.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FRAME_REFUSED, FRAME_SYNC, SYNC_UPDATE } from '@enlace/shared/sync/message';
import { SUBPROTOCOL, TICKET_PREFIX } from '@enlace/shared/sync/version';
import { io } from 'socket.io-client';
import { afterAll, expect, test } from 'vitest';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { openPair } from '../support/pair.ts';
import { signInAccount, signInPerson } from '../support/person.ts';
import { frameOf, openRawSocketAs } from '../support/raw-socket.ts';

const hubs: HubProcess[] = [];
afterAll(async () => {
  for (const hub of hubs) await hub.remove();
});

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

test('[S18] [A1] after a day of work neither log nor files hold what is nobody else’s', async () => {
  const hub = await openHubProcess({ ENLACE_LOG: 'debug' });
  hubs.push(hub);
  const secrets: string[] = [];
  const quiet: string[] = ['palabra-muy-secreta', 'comentario-reservado', 'contraseña equivocada del todo', 'una frase larga y propia'];
  const coordinator = await signInPerson(hub, 'coordinator');
  const account = await hub.account('donor');
  const second = await signInAccount(hub.url, account);
  secrets.push(coordinator.cookie.split('=')[1] ?? '', second.cookie.split('=')[1] ?? '');
  await post(`${hub.url}/api/v1/sign-in`, { email: account.email, password: 'contraseña equivocada del todo' });
  await post(`${hub.url}/api/v1/sign-in`, { email: 'alguien.privado@example.org', password: 'contraseña equivocada del todo' });

  const pair = await openPair(hub);
  await pair.agree('palabra-muy-secreta');
  secrets.push(...pair.people.map(({ cookie }) => cookie.split('=')[1] ?? ''));
  const { ticket } = await coordinator.call<{ ticket: string }>('POST', `/api/v1/documents/${pair.documentId}/join`, { schemaVersion: 9 });
  secrets.push(ticket);
  const ours = await openRawSocketAs(coordinator, pair.documentId, [SUBPROTOCOL, TICKET_PREFIX + ticket]);
  await ours.frame(() => true);
  const words = new TextEncoder().encode('palabra-muy-secreta palabra-muy-secreta');
  ours.send(frameOf(FRAME_SYNC, SYNC_UPDATE, words));
  await ours.frame((frame) => frame[0] === FRAME_REFUSED);
  const comment = { id: '01ARZ3NDEKTSV4RRFFQ69G5FAV', kind: 'comment', anchor: { kind: 'document' }, parentId: null };
  const path = `/api/v1/documents/${pair.documentId}/comments`;
  await coordinator.call('POST', path, { ...comment, body: 'comentario-reservado' });
  await coordinator.request('POST', path, { ...comment, body: ['comentario-reservado'] });
  const { exchangeId } = await coordinator.document('agenda', true);
  const { me } = await coordinator.call<{ me: { institutionId: string } }>('GET', `/api/v1/exchanges/${exchangeId}`);
  const invitation = { email: 'nueva.persona@example.org', language: 'es', institutionId: me.institutionId, officeId: null };
  const drafts = [{ ...invitation, functionalTitle: { es: 'x' }, role: 'peer', mayEndorse: false }];
  const links = await coordinator.call<{ url: string }[]>('POST', `/api/v1/exchanges/${exchangeId}/invitations`, { invitations: drafts });
  const token = links[0]?.url.split('/join/')[1] ?? '';
  secrets.push(token);
  await fetch(`${hub.url}/join/${token}`);
  await fetch(`${hub.url}/api/v1/invitations/${token}?token=${token}&email=nueva.persona@example.org`);
  await post(`${hub.url}/api/v1/invitations/read`, { token });
  const accepted = await post(`${hub.url}/api/v1/invitations/accept`, { token, password: 'una frase larga y propia', timeZone: 'UTC' });
  expect(accepted.status).toBe(200);
  secrets.push(accepted.headers.getSetCookie()[0]?.split(/[=;]/)[1] ?? '');
  await post(`${hub.url}/api/v1/invitations/accept`, { token, password: 'una frase larga y propia', timeZone: 'UTC' });
  const screen = io(hub.url, {
    path: '/live',
    transports: ['websocket'],
    extraHeaders: { cookie: coordinator.cookie },
    reconnection: false,
  });
  await screen.emitWithAck('watch', { exchangeId, since: null });
  await screen.emitWithAck('watch', { exchangeId: 'palabra-muy-secreta', since: null });
  screen.close();
  ours.close();
  pair.close();

  const log = hub
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(log.length).toBeGreaterThan(20);
  const text = log.join('\n');
  expect(text).not.toMatch(/[\w.+-]+@[\w-]+\.[\w.-]+/);
  for (const secret of [...secrets, ...quiet]) {
    expect(secret.length).toBeGreaterThan(8);
    expect(text).not.toContain(secret);
  }
  for (const { password } of await hub.accounts()) expect(text).not.toContain(password);

  for (const name of (await readdir(hub.dataDir)).filter((file) => file !== 'sample-accounts.json')) {
    const bytes = await readFile(join(hub.dataDir, name));
    for (const secret of [...secrets, 'una frase larga y propia', 'contraseña equivocada', account.password]) {
      expect(bytes.includes(secret), `${name} holds a secret`).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'base64url').toString('hex')), `${name} holds a secret in hex`).toBe(false);
      if (secret.length === 43) expect(bytes.includes(Buffer.from(secret, 'base64url')), `${name} holds its bytes`).toBe(false);
    }
  }
});

test('[A10] the setup link is said once, is kept as a hash, and is void once there is an account', async () => {
  const hub = await openHubProcess({ ENLACE_SAMPLE: '0', ENLACE_LOG: 'debug' });
  hubs.push(hub);
  const token = /setup#([\w-]{43})/.exec(hub.output())?.[1] ?? '';
  expect(token).toHaveLength(43);
  const setup = {
    token,
    email: 'primera@example.org',
    password: 'una frase larga y propia',
    language: 'es',
    timeZone: 'America/Mexico_City',
    institution: { name: { es: 'Institución' }, acronym: { es: 'INST' }, kind: 'host_authority', country: 'MX' },
    functionalTitle: { es: 'Coordinación' },
  };
  for (const wrong of ['', 'x', 'A'.repeat(43)])
    expect((await post(`${hub.url}/api/v1/setup`, { ...setup, token: wrong })).status).toBe(410);
  const answers = await Promise.all(Array.from({ length: 3 }, () => post(`${hub.url}/api/v1/setup`, setup)));
  const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
  expect(statuses, await answers[0]?.text()).toEqual([200, 410, 410]);
  expect((await post(`${hub.url}/api/v1/setup`, { ...setup, email: 'segunda@example.org' })).status).toBe(410);
  const log = hub
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .join('\n');
  expect(log).not.toContain(token);
  expect(log).not.toContain('primera@');
  for (const name of await readdir(hub.dataDir)) expect((await readFile(join(hub.dataDir, name))).includes(token)).toBe(false);
});
