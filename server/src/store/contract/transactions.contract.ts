// Contract of transactions: T8, T9.
import { expect, test } from 'vitest';
import type { OpenStore } from './open-store.support.ts';
import { createAccount } from './people.support.ts';
import { createDocument, createWorld, saveWorld } from './world.support.ts';

/** A promise to be settled by hand: holds a transaction open while the test looks around. */
const gate = () => Promise.withResolvers<void>();

export function describeTransactions(open: OpenStore): void {
  test('[T8] a throw takes everything back and travels on', async () => {
    const { store } = await open();
    const world = createWorld();
    const stop = new Error('changed my mind');
    const failed = store.transact(async (records) => {
      await saveWorld(records, world);
      await records.facts.write('key', 'value');
      await records.changes.append(world.change);
      throw stop;
    });
    await expect(failed).rejects.toBe(stop);
    expect(await store.records.accounts.byId(world.account.id)).toBeNull();
    expect(await store.records.documents.byId(world.document.id)).toBeNull();
    expect((await store.log.load(world.document.id)).tail).toEqual([]);
    expect(await store.records.facts.read('key')).toBeNull();
    expect(await store.records.changes.end()).toBe(0);
    await store.transact((records) => saveWorld(records, world));
    expect(await store.records.accounts.byId(world.account.id)).toEqual(world.account);
  });

  test('[T8] answers what the work answers', async () => {
    const { store } = await open();
    expect(await store.transact(async (records) => records.accounts.insert(createAccount()))).toBe(true);
  });

  test('[T8] others see nothing before the commit and everything after; the transaction sees its own writes', async () => {
    const { store } = await open();
    const account = createAccount();
    const written = gate();
    const mayEnd = gate();
    const done = store.transact(async (records) => {
      await records.accounts.insert(account);
      expect(await records.accounts.byId(account.id)).toEqual(account);
      written.resolve();
      await mayEnd.promise;
    });
    await written.promise;
    expect(await store.records.accounts.byId(account.id)).toBeNull();
    expect(await store.records.accounts.count()).toBe(0);
    mayEnd.resolve();
    await done;
    expect(await store.records.accounts.byId(account.id)).toEqual(account);
  });

  test('[T8] an insert that is refused does not end the transaction', async () => {
    const { store } = await open();
    const [first, second] = [createAccount(), createAccount()];
    await store.transact(async (records) => {
      expect(await records.accounts.insert(first)).toBe(true);
      expect(await records.accounts.insert({ ...second, email: first.email })).toBe(false);
      expect(await records.accounts.insert(second)).toBe(true);
      expect(await records.accounts.update({ ...second, email: first.email, version: 2 })).toBe(false);
    });
    expect(await store.records.accounts.count()).toBe(2);
    expect(await store.records.accounts.byId(second.id)).toEqual(second);
  });

  test('[T9] transactions run one after another in the order they were asked for', async () => {
    const { store } = await open();
    await store.records.facts.write('counter', '0');
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        store.transact(async (records) => {
          const before = Number(await records.facts.read('counter'));
          await Promise.resolve();
          order.push(number);
          await records.facts.write('counter', String(before + 1));
        }),
      ),
    );
    expect(await store.records.facts.read('counter')).toBe('50');
    expect(order).toEqual(Array.from({ length: 50 }, (_, number) => number));
  });

  test('[T9] a failed transaction does not hold up the next', async () => {
    const { store } = await open();
    const failed = store.transact(() => Promise.reject(new Error('no')));
    const next = store.transact((records) => records.accounts.insert(createAccount()));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe(true);
  });

  test('[T9] inside a transaction another transaction, a write outside it and an append throw instead of waiting for ever', async () => {
    const { store } = await open();
    const world = createWorld();
    await store.transact((records) => saveWorld(records, world));
    const document = createDocument(world.exchange, world.account);
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => store.transact(async () => {}),
      () => store.records.facts.write('key', 'value'),
      () => store.records.documents.create(document, Uint8Array.of(1)),
      () => store.log.append({ documentId: world.document.id, memberId: null, update: Uint8Array.of(3) }),
      () => store.log.bindClient(world.document.id, 1, world.account.id),
    ];
    await store.transact(async () => {
      for (const attempt of attempts) await expect(attempt()).rejects.toThrow('inside a transaction');
    });
    for (const attempt of attempts) await attempt();
    expect((await store.log.load(world.document.id)).tail).toHaveLength(2);
  });

  test('[T9] appends and transactions asked for together all come through', async () => {
    const { store } = await open();
    const world = createWorld();
    await store.transact((records) => saveWorld(records, world));
    const work = Array.from({ length: 200 }, (_, number) =>
      number % 2 === 0
        ? store.log.append({ documentId: world.document.id, memberId: null, update: Uint8Array.of(number) })
        : store.transact((records) => records.changes.append(world.change)),
    );
    await Promise.all(work);
    expect((await store.log.load(world.document.id)).tail).toHaveLength(101);
    expect(await store.records.changes.end()).toBe(100);
  });
}
