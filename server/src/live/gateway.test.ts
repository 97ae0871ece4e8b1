import type { Present } from '@enlace/shared/live/down';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../domain/house.support.ts';
import { removeMember } from '../domain/members.ts';
import { editSession } from '../domain/sessions.ts';
import { endSignIn } from '../domain/sign-in/sign-in.ts';
import { addSession, collect, goTo, hear, heard, openScreen, until, useHub, watch } from './live.support.ts';

const hub = useHub();

describe('[R9] a change of access', () => {
  test('[R9] a removed member hears of it and then of nothing, within a second', async () => {
    const client = await openScreen(hub(), 'peer');
    const others = await openScreen(hub(), 'donor');
    const [changes, told] = [collect(client), collect(others)];
    unwrap(await watch(client, hub().exchangeId));
    unwrap(await watch(others, hub().exchangeId));
    const beganMs = performance.now();
    const access = hear(client, 'access');
    unwrap(await removeMember(hub().house, hub().cast.callers.coordinator, { memberId: hub().cast.members.peer.id }));
    expect(await access).toEqual({ exchangeId: hub().exchangeId });
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    const before = changes.length;
    const after = await addSession(hub());
    await until(() => told.some(({ subjectId }) => subjectId === after.id));
    expect(changes.length).toBe(before);
    expect(await watch(client, hub().exchangeId, 0)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });

  test('[R9] a document that becomes secret disappears from presence of who may no longer know', async () => {
    const session = await addSession(hub());
    const [host, donor] = [await openScreen(hub(), 'host_editor'), await openScreen(hub(), 'donor')];
    let present: readonly Present[] = [];
    donor.on('presence', (event) => {
      present = event.present;
    });
    for (const client of [host, donor]) unwrap(await watch(client, hub().exchangeId));
    unwrap(await goTo(host, hub().exchangeId, session.minutesId));
    const documents = () => present.find(({ memberId }) => memberId === hub().cast.members.host_editor.id)?.documentIds;
    await until(() => documents()?.length === 1);
    unwrap(
      await editSession(hub().house, hub().cast.callers.coordinator, {
        sessionId: session.id,
        version: session.version,
        marking: { tlp: 'RED', chr: false },
        namedIds: [hub().cast.members.host_editor.id, hub().cast.members.coordinator.id],
      }),
    );
    await until(() => documents()?.length === 0);
  });

  test('[R9] a sign-in that ends is told and its screens closed within a second; other sign-ins stay', async () => {
    const [ending, staying] = [await hub().as('peer'), await hub().as('peer')];
    const [one, two] = [await openScreen(hub(), ending), await openScreen(hub(), staying)];
    const beganMs = performance.now();
    const ended = Promise.all([hear(one, 'signed-out'), heard(one, 'disconnect')]);
    unwrap(await endSignIn(hub().house, staying, { signInId: ending.signInId }));
    await ended;
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    expect(unwrap(await watch(two, hub().exchangeId))).toMatchObject({ seq: expect.any(Number) });
  });

  test('[A3] a sign-in that is over is found at the next event', async () => {
    const who = await hub().as('peer');
    const client = await openScreen(hub(), who);
    unwrap(await watch(client, hub().exchangeId));
    const ended = Promise.all([hear(client, 'signed-out'), heard(client, 'disconnect')]);
    await hub().house.store.records.signIns.removeAllOf(who.account.id, null);
    client.emit('at', { exchangeId: hub().exchangeId, documentId: null, isIdle: false }, () => undefined);
    await ended;
  });

  test('[A3] a sign of the person keeps the sign-in alive; an idle screen does not', async () => {
    const who = await hub().as('peer');
    const client = await openScreen(hub(), who);
    unwrap(await watch(client, hub().exchangeId));
    const { signIns } = hub().house.store.records;
    const mine = async () => (await signIns.listOf(who.account.id)).find(({ id }) => id === who.signInId);
    const row = await mine();
    if (row === undefined) throw new Error('no sign-in');
    const earlier = '2020-01-01T00:00:00.000Z';
    await signIns.touch(row.tokenHash, earlier, row.expiresAt);
    unwrap(await goTo(client, hub().exchangeId, null, true));
    expect((await mine())?.seenAt).toBe(earlier);
    unwrap(await goTo(client, hub().exchangeId, null, false));
    expect((await mine())?.seenAt).not.toBe(earlier);
  });
});

test('[V18] a stop ends the screens, which come back by themselves', async () => {
  const client = await openScreen(hub(), 'peer');
  client.io.reconnection(false);
  const closed = heard(client, 'disconnect');
  await hub().stop();
  expect(await closed).toMatchObject({ 0: 'transport close' });
});
