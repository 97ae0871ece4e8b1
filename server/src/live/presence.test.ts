import { createId, type DocumentId } from '@enlace/shared/ids';
import type { Present } from '@enlace/shared/live/down';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../domain/house.support.ts';
import type { LiveClient } from '../hub.support.ts';
import { systemRandom } from '../runtime/clock.ts';
import { addSession, goTo, openScreen, until, useHub, watch } from './live.support.ts';

const hub = useHub();

describe('[V15] presence', () => {
  const ids = (present: readonly Present[]) => present.map(({ memberId }) => memberId);

  test('[V15] one entry a member however many screens, with all their documents; gone when the last screen goes', async () => {
    const session = await addSession(hub());
    const { coordinator, peer, observer } = hub().cast.members;
    const who = await hub().as('peer');
    const [one, two, watcher] = [await openScreen(hub(), who), await openScreen(hub(), who), await openScreen(hub(), 'coordinator')];
    let present: readonly Present[] = [];
    watcher.on('presence', (event) => {
      present = event.present;
    });
    for (const client of [watcher, one, two]) unwrap(await watch(client, hub().exchangeId));
    unwrap(await goTo(one, hub().exchangeId, session.minutesId));
    unwrap(await goTo(two, hub().exchangeId, null, true));
    await until(() => present.find(({ memberId }) => memberId === peer.id)?.documentIds.length === 1);
    expect(ids(present).toSorted()).toEqual([coordinator.id, peer.id].toSorted());
    expect(present.find(({ memberId }) => memberId === peer.id)).toEqual({
      memberId: peer.id,
      documentIds: [session.minutesId],
      isIdle: false,
    });
    // an observer is shown like everyone else
    const silent = await openScreen(hub(), 'observer');
    unwrap(await watch(silent, hub().exchangeId));
    await until(() => ids(present).includes(observer.id));
    one.disconnect();
    await until(() => present.find(({ memberId }) => memberId === peer.id)?.isIdle === true);
    two.disconnect();
    await until(() => !ids(present).includes(peer.id));
  });

  test('[V16] a document that the receiver may not know of is left out, for them alone', async () => {
    const secret = await addSession(hub(), {
      marking: { tlp: 'RED', chr: false },
      namedIds: [hub().cast.members.host_editor.id, hub().cast.members.peer.id, hub().cast.members.coordinator.id],
    });
    const [host, peer, donor] = [await openScreen(hub(), 'host_editor'), await openScreen(hub(), 'peer'), await openScreen(hub(), 'donor')];
    const seen = new Map<LiveClient, readonly Present[]>();
    for (const client of [peer, donor]) client.on('presence', (event) => void seen.set(client, event.present));
    for (const client of [host, peer, donor]) unwrap(await watch(client, hub().exchangeId));
    unwrap(await goTo(host, hub().exchangeId, secret.minutesId));
    const entry = (client: LiveClient) => seen.get(client)?.find(({ memberId }) => memberId === hub().cast.members.host_editor.id);
    await until(() => entry(peer)?.documentIds.length === 1);
    expect(entry(donor)).toMatchObject({ documentIds: [] });
    // nor can they say that they are there
    expect(await goTo(donor, hub().exchangeId, secret.minutesId)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await goTo(donor, hub().exchangeId, createId<DocumentId>(1, systemRandom(10)))).toMatchObject({
      ok: false,
      refusal: { code: 'not_found' },
    });
  });

  test('[V15] a screen that goes while it is being let in leaves nobody behind', async () => {
    const watcher = await openScreen(hub(), 'coordinator');
    let present: readonly Present[] = [];
    watcher.on('presence', (event) => {
      present = event.present;
    });
    unwrap(await watch(watcher, hub().exchangeId));
    for (let i = 0; i < 20; i += 1) {
      const client = await openScreen(hub(), 'peer');
      client.emit('watch', { exchangeId: hub().exchangeId, since: null }, () => undefined);
      setImmediate(() => client.disconnect());
    }
    const last = await openScreen(hub(), 'donor');
    unwrap(await watch(last, hub().exchangeId));
    const expected = [hub().cast.members.coordinator.id, hub().cast.members.donor.id].toSorted();
    await until(() => JSON.stringify(ids(present).toSorted()) === JSON.stringify(expected));
  });

  test('[V17] many moves are told at most four times a second', async () => {
    const watcher = await openScreen(hub(), 'coordinator');
    const mover = await openScreen(hub(), 'peer');
    unwrap(await watch(watcher, hub().exchangeId));
    unwrap(await watch(mover, hub().exchangeId));
    let told = 0;
    let last: readonly Present[] = [];
    watcher.on('presence', ({ present }) => {
      told += 1;
      last = present;
    });
    const beganMs = performance.now();
    for (let i = 0; i < 40; i += 1) unwrap(await goTo(mover, hub().exchangeId, null, i % 2 === 0));
    unwrap(await goTo(mover, hub().exchangeId, null, true));
    await until(() => last.find(({ memberId }) => memberId === hub().cast.members.peer.id)?.isIdle === true);
    expect(told).toBeLessThanOrEqual(2 + Math.ceil((performance.now() - beganMs) / 250));
  });
});
