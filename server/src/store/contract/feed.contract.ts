// Contract of the change feed and of the hub's facts: T6, T7.
import { expect, test } from 'vitest';
import { AT, LATER, newId } from './draw.support.ts';
import type { OpenStore } from './open-store.support.ts';
import { createWorld } from './world.support.ts';

export function describeFeed(open: OpenStore): void {
  test('[T6] changes are numbered from 1 in order of commit, without gaps, also where some rolled back', async () => {
    const { store, reopen } = await open();
    const { change } = createWorld();
    expect(await store.records.changes.end()).toBe(0);
    const appended = await Promise.all(
      Array.from({ length: 60 }, (_, number) =>
        store
          .transact(async (records) => {
            const given = await records.changes.append({ ...change, subjectId: String(number) });
            if (number % 3 === 0) throw new Error('rolled back');
            return given;
          })
          .catch(() => null),
      ),
    );
    const committed = appended.filter((given) => given !== null);
    expect(committed.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
    expect(await store.records.changes.since(change.exchangeId, 0, 100)).toEqual(committed);
    const after = await reopen();
    expect(await after.records.changes.end()).toBe(40);
    expect((await after.records.changes.append(change)).seq).toBe(41);
  });

  test('[T6] `since` gives what came after, in order, at most the limit, of this exchange only', async () => {
    const { store } = await open();
    const { change } = createWorld();
    const elsewhere = { ...change, exchangeId: newId<typeof change.exchangeId>() };
    for (let number = 1; number <= 10; number += 1) await store.records.changes.append(number % 2 === 0 ? elsewhere : change);
    const seqs = async (seq: number, limit: number) =>
      (await store.records.changes.since(change.exchangeId, seq, limit)).map((row) => row.seq);
    expect(await seqs(0, 100)).toEqual([1, 3, 5, 7, 9]);
    expect(await seqs(3, 2)).toEqual([5, 7]);
    expect(await seqs(9, 2)).toEqual([]);
  });

  test('[T6] `latest` gives the newest first, those after an instant where one is given', async () => {
    const { store } = await open();
    const { change } = createWorld();
    for (const at of [AT, AT, LATER, LATER]) await store.records.changes.append({ ...change, at });
    const seqs = async (since: string | null, limit: number) =>
      (await store.records.changes.latest(change.exchangeId, since, limit)).map((row) => row.seq);
    expect(await seqs(null, 3)).toEqual([4, 3, 2]);
    expect(await seqs(AT, 10)).toEqual([4, 3]);
    expect(await seqs(LATER, 10)).toEqual([]);
  });

  test('[T7] a fact is written, written over, read after a restart, and removed', async () => {
    const { store, reopen } = await open();
    expect(await store.records.facts.read('setup')).toBeNull();
    await store.records.facts.write('setup', 'one');
    await store.records.facts.write('setup', 'two ✓');
    const after = await reopen();
    expect(await after.records.facts.read('setup')).toBe('two ✓');
    await after.records.facts.remove('setup');
    await after.records.facts.remove('setup');
    expect(await after.records.facts.read('setup')).toBeNull();
  });
}
