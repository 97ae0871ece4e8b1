// The bell after a commit, and that a verb that refuses leaves no rows and rings nothing.
import { ok, refuse } from '@enlace/shared/result';
import { expect, it } from 'vitest';
import { commit } from './commit.ts';
import { createFacts } from './facts.ts';
import { codeOf, createCast } from './house.support.ts';
import type { Fact } from './house.ts';

const fact: Fact = { kind: 'access', accountId: null, exchangeId: null, documentId: null };

it('[A33] every listener hears a fact, also after one that throws, and none after it stopped listening', () => {
  const faults: unknown[] = [];
  const heard: string[] = [];
  const facts = createFacts((error) => faults.push(error));
  facts.subscribe(() => {
    throw new Error('of the first listener');
  });
  const stop = facts.subscribe(() => heard.push('second'));
  facts.subscribe(() => heard.push('third'));
  facts.publish(fact);
  stop();
  facts.publish(fact);
  expect(heard).toEqual(['second', 'third', 'third']);
  expect(faults).toHaveLength(2);
});

it('[A33] a refusal after some rows were written leaves none of them, and nobody is told', async () => {
  const { house, exchangeId, members } = await createCast();
  const before = await house.store.records.changes.end();
  const result = await commit(house, async (deed) => {
    await deed.records.facts.write('half', 'done');
    await deed.changed({ exchangeId, subject: 'member', subjectId: members.peer.id, verb: 'changed' }, null);
    deed.accessChanged({ exchangeId });
    return refuse('version_conflict');
  });
  expect(codeOf(result)).toBe('version_conflict');
  expect(await house.store.records.facts.read('half')).toBeNull();
  expect(await house.store.records.changes.end()).toBe(before);
  expect(house.told).toEqual([]);
});

it('[A33] a fault rolls back too, and travels on', async () => {
  const { house } = await createCast();
  const work = commit(house, async (deed) => {
    await deed.records.facts.write('half', 'done');
    throw new Error('the world failed');
  });
  await expect(work).rejects.toThrow('the world failed');
  expect(await house.store.records.facts.read('half')).toBeNull();
});

it('[A33] when a fact is heard, what it tells of can be read', async () => {
  const { house, exchangeId } = await createCast();
  const seen: Promise<string | null>[] = [];
  house.facts.subscribe(() => seen.push(house.store.records.facts.read('done')));
  await commit(house, async (deed) => {
    await deed.records.facts.write('done', 'yes');
    await deed.changed({ exchangeId, subject: 'exchange', subjectId: exchangeId, verb: 'changed' }, null);
    deed.accessChanged({ exchangeId });
    return ok(null);
  });
  expect(await Promise.all(seen)).toEqual(['yes', 'yes']);
});
