import { once } from 'node:events';
import { connect } from 'node:net';
import { automaticHeader } from '@enlace/shared/api/endpoint';
import { signInTouchMs } from '@enlace/shared/limits';
import { closeCode } from '@enlace/shared/sync/close';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { draftSession, password, unwrap } from './domain/house.support.ts';
import { createSession } from './domain/sessions.ts';
import { type LiveClient, openTestHub, type SignedInCaller, type TestHub } from './hub.support.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await openTestHub();
});
afterEach(() => hub.close());

const addSession = async () =>
  unwrap(await createSession(hub.house, hub.cast.callers.coordinator, { exchangeId: hub.exchangeId, ...draftSession(hub.house) }));

/** A stock y-websocket client with a cookie. */
async function openDocument(
  who: SignedInCaller,
  documentId: string,
): Promise<{ readonly doc: Y.Doc; readonly provider: WebsocketProvider }> {
  const doc = new Y.Doc();
  class WithCookie extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, { protocols: protocols ?? [], headers: { cookie: who.cookie } } as unknown as string[]); // Node's own signature
    }
  }
  const polyfill = WithCookie as unknown as typeof WebSocket;
  const provider = new WebsocketProvider(`${hub.url.replace('http', 'ws')}/sync`, documentId, doc, {
    disableBc: true,
    WebSocketPolyfill: polyfill,
  });
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()));
  return { doc, provider };
}

/** Opens a screen that watches the exchange; `ended` where it was told that its sign-in is over. */
async function openScreen(who: SignedInCaller): Promise<{ readonly screen: LiveClient; readonly isEnded: () => boolean }> {
  const screen = hub.live(who.cookie);
  let isEnded = false;
  screen.on('signed-out', () => {
    isEnded = true;
  });
  screen.connect();
  unwrap(await screen.emitWithAck('watch', { exchangeId: hub.exchangeId, since: null }));
  return { screen, isEnded: () => isEnded };
}

describe('[V5] the doors together', () => {
  test('[A4] after a change of password this browser goes on writing and looking, with another cookie; the others end', async () => {
    const { minutesId } = await addSession();
    const [here, there] = [await hub.as('coordinator'), await hub.as('coordinator')];
    const [mine, other] = [await openScreen(here), await openScreen(there)];
    const [written, otherWritten] = [await openDocument(here, minutesId), await openDocument(there, minutesId)];
    const otherEnded = Promise.all([
      new Promise((resolve) => other.screen.once('disconnect', resolve)),
      new Promise((resolve) => otherWritten.provider.once('closed', ({ code }: { code: number }) => resolve(code))),
    ]);
    const answer = await hub.request(here, 'POST', '/api/v1/me/password', { current: password, next: 'otra frase distinta' });
    expect(answer.status).toBe(204);
    const [, code] = await otherEnded;
    expect([other.isEnded(), code]).toEqual([true, closeCode('signed_out')]);

    const told = new Promise((resolve) => mine.screen.once('changes', resolve));
    written.doc.getXmlFragment('body').push([new Y.XmlElement('paragraph')]);
    expect(await told).toMatchObject({ changes: [{ verb: 'wrote' }] });
    const documentId = minutesId;
    expect(await mine.screen.emitWithAck('at', { exchangeId: hub.exchangeId, documentId, isIdle: false })).toMatchObject({ ok: true });
    expect([mine.isEnded(), written.provider.wsconnected]).toEqual([false, true]);

    const [cookie = ''] = (answer.headers.getSetCookie()[0] ?? '').split(';');
    expect((await hub.request(here, 'GET', '/api/v1/me')).status).toBe(401);
    expect((await hub.request({ ...here, cookie }, 'GET', '/api/v1/me')).status).toBe(200);
    for (const { provider } of [written, otherWritten]) provider.destroy();
  });

  test('[A3] what a page does by itself is no sign of its person: refetching, joining and connecting again', async () => {
    const { minutesId } = await addSession();
    const who = await hub.as('coordinator');
    const { signIns } = hub.house.store.records;
    const row = async () => (await signIns.listOf(who.account.id)).find(({ id }) => id === who.signInId);
    const { tokenHash, expiresAt } = (await row()) ?? {};
    if (tokenHash === undefined || expiresAt === undefined) throw new Error('not signed in');
    const longAgo = new Date(Date.now() - 2 * signInTouchMs).toISOString();
    await signIns.touch(tokenHash, longAgo, expiresAt);
    const automatic = { headers: { cookie: who.cookie, [automaticHeader]: '1', 'content-type': 'application/json' } };
    const view = `${hub.url}/api/v1/exchanges/${hub.exchangeId}`;
    expect((await fetch(view, automatic)).status).toBe(200);
    const join = { ...automatic, method: 'POST', body: JSON.stringify({ schemaVersion: 1 }) };
    expect((await fetch(`${hub.url}/api/v1/documents/${minutesId}/join`, join)).status).toBe(200);
    const { screen } = await openScreen(who);
    const { provider } = await openDocument(who, minutesId);
    unwrap(await screen.emitWithAck('at', { exchangeId: hub.exchangeId, documentId: minutesId, isIdle: true }));
    expect((await row())?.seenAt).toBe(longAgo);
    unwrap(await screen.emitWithAck('at', { exchangeId: hub.exchangeId, documentId: minutesId, isIdle: false }));
    expect((await row())?.seenAt).not.toBe(longAgo);
    await signIns.touch(tokenHash, longAgo, expiresAt);
    expect((await fetch(view, { headers: { cookie: who.cookie } })).status).toBe(200);
    expect((await row())?.seenAt).not.toBe(longAgo);
    provider.destroy();
  });

  test('[V5] who writes in a document is told to the screens, without a word of what', async () => {
    const session = await addSession();
    const screen = hub.live((await hub.as('peer')).cookie);
    screen.connect();
    unwrap(await screen.emitWithAck('watch', { exchangeId: hub.exchangeId, since: null }));
    const wrote = new Promise((resolve) => {
      screen.on('changes', ({ changes }) => {
        const change = changes.find(({ verb }) => verb === 'wrote');
        if (change !== undefined) resolve(change);
      });
    });
    const { doc, provider } = await openDocument(await hub.as('coordinator'), session.minutesId);
    doc.transact(() => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText('un acuerdo delicado')]);
      doc.getXmlFragment('body').push([paragraph]);
    });
    expect(await wrote).toMatchObject({ subject: 'minutes', subjectId: session.minutesId, memberId: hub.cast.members.coordinator.id });
    expect(JSON.stringify(await wrote)).not.toContain('delicado');
    expect(hub.logged.join('')).not.toContain('delicado');
    provider.destroy();
  });

  test('[R9] a member removed over HTTP loses the document and the screen within a second', async () => {
    const session = await addSession();
    const peer = await hub.as('peer');
    const { provider } = await openDocument(peer, session.minutesId);
    const screen = hub.live(peer.cookie);
    screen.connect();
    unwrap(await screen.emitWithAck('watch', { exchangeId: hub.exchangeId, since: null }));
    const closed = new Promise<number>((resolve) => provider.on('connection-close', (event) => resolve(event?.code ?? 0)));
    const access = new Promise((resolve) => screen.once('access', resolve));
    const beganMs = performance.now();
    const answer = await hub.request(await hub.as('coordinator'), 'DELETE', `/api/v1/members/${hub.cast.members.peer.id}`);
    expect(answer.status).toBe(204);
    expect(await closed).toBe(4404);
    await access;
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    provider.destroy();
  });

  test('[V18] a stop with everything open: 1012 to documents, readiness says so, and it does not take long', async () => {
    const session = await addSession();
    const who = await hub.as('coordinator');
    const { provider } = await openDocument(who, session.minutesId);
    provider.shouldConnect = false;
    const screen = hub.live(who.cookie, { reconnection: false });
    const gone = new Promise((resolve) => screen.once('disconnect', resolve));
    await new Promise<void>((resolve) => {
      screen.once('connect', resolve);
      screen.connect();
    });
    const closed = new Promise<number>((resolve) => provider.on('connection-close', (event) => resolve(event?.code ?? 0)));
    const silent = connect(hub.port, '127.0.0.1');
    silent.on('error', () => undefined); // cut by the hub in the end
    await once(silent, 'connect');
    silent.write('POST /api/v1/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n');
    const beganMs = performance.now();
    await hub.stop();
    expect(performance.now() - beganMs).toBeLessThan(4_000);
    expect(await closed).toBe(1012);
    await gone;
    provider.destroy();
  });
});
