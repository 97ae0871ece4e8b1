import { describe, expect, test } from 'vitest';
import { unwrap } from '../domain/house.support.ts';
import { addSession, collect, goTo, hear, heard, openScreen, until, useHub, watch } from './live.support.ts';

const hub = useHub();

describe('[V10] changes', () => {
  test('[V10] a change of a record reaches those who watch within a second, in order', async () => {
    const client = await openScreen(hub(), 'peer');
    const changes = collect(client);
    unwrap(await watch(client, hub().exchangeId));
    const beganMs = performance.now();
    const made = [await addSession(hub()), await addSession(hub()), await addSession(hub())];
    await until(() => changes.filter(({ subject, verb }) => subject === 'session' && verb === 'created').length === 3);
    expect(performance.now() - beganMs).toBeLessThan(1_000);
    expect(changes.filter(({ subject }) => subject === 'session').map(({ subjectId }) => subjectId)).toEqual(made.map(({ id }) => id));
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map(({ seq }) => seq).toSorted((a, b) => a - b));
  });

  test('[V11] what was missed while away comes first, each once, nothing lost', async () => {
    const who = await hub().as('peer');
    const client = await openScreen(hub(), who);
    const seen = collect(client);
    let { seq } = unwrap(await watch(client, hub().exchangeId));
    const first = seq;
    client.on('changes', (event) => {
      seq = event.seq;
    });
    // the socket goes and comes back at moments of its own while others work
    for (let round = 0; round < 5; round += 1) {
      await addSession(hub());
      client.io.engine.close();
      const back = heard(client, 'connect');
      await Promise.all([addSession(hub()), addSession(hub()), back]);
      const writing = [addSession(hub()), addSession(hub())];
      unwrap(await watch(client, hub().exchangeId, seq));
      await Promise.all(writing);
    }
    const end = await hub().house.store.records.changes.end();
    await until(() => seq === end);
    const all = await hub().house.store.records.changes.since(hub().exchangeId, first, 500);
    expect(seen.map((change) => change.seq)).toEqual(all.map((change) => change.seq));
  });

  test('[V12] too much missed: fetch everything again', async () => {
    const client = await openScreen(hub(), 'peer');
    const since = await hub().house.store.records.changes.end();
    await hub().house.store.transact(async (records) => {
      for (let i = 0; i < 501; i += 1) {
        await records.changes.append({
          exchangeId: hub().exchangeId,
          subject: 'exchange',
          subjectId: hub().exchangeId,
          verb: 'changed',
          sessionId: null,
          memberId: null,
          institutionId: null,
          at: '2027-03-11T16:00:00.000Z',
        });
      }
    });
    const resync = hear(client, 'resync');
    const answer = unwrap(await watch(client, hub().exchangeId, since));
    expect(await resync).toEqual({ exchangeId: hub().exchangeId, seq: answer.seq });
  });
  test('[V12] a place that the feed has not reached (a restored hub): fetch everything again', async () => {
    const client = await openScreen(hub(), 'peer');
    const resync = hear(client, 'resync');
    unwrap(await watch(client, hub().exchangeId, 1_000_000));
    expect((await resync).seq).toBe(await hub().house.store.records.changes.end());
  });

  test('[V13] what a reader may not know of is not told; what they may, is', async () => {
    const observer = await openScreen(hub(), 'observer');
    const host = await openScreen(hub(), 'host_editor');
    const [forObserver, forHost] = [collect(observer), collect(host)];
    unwrap(await watch(observer, hub().exchangeId));
    unwrap(await watch(host, hub().exchangeId));
    const secret = await addSession(hub(), {
      marking: { tlp: 'RED', chr: false },
      namedIds: [hub().cast.members.host_editor.id, hub().cast.members.coordinator.id],
    });
    const known = await addSession(hub());
    await until(
      () => forObserver.some(({ subjectId }) => subjectId === known.id) && forHost.some(({ subjectId }) => subjectId === known.id),
    );
    expect(forHost.some(({ subjectId }) => subjectId === secret.id)).toBe(true);
    expect(forObserver.some(({ subjectId, sessionId }) => subjectId === secret.id || sessionId === secret.id)).toBe(false);
  });

  test('[S11] an exchange that one is not in is not there', async () => {
    const client = await openScreen(hub(), await hub().signIn(hub().cast.stranger));
    expect(await watch(client, hub().exchangeId)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await goTo(client, hub().exchangeId, null)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  });

  test('[V14] who no longer watches is not told', async () => {
    const client = await openScreen(hub(), 'peer');
    const changes = collect(client);
    unwrap(await watch(client, hub().exchangeId));
    unwrap(await client.emitWithAck('unwatch', { exchangeId: hub().exchangeId }));
    await addSession(hub());
    const other = await openScreen(hub(), 'donor');
    const told = collect(other);
    unwrap(await watch(other, hub().exchangeId, 0));
    await until(() => told.length > 0);
    expect(changes).toEqual([]);
  });
});
