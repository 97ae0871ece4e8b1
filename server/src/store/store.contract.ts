// The acceptance suite of the store: every adapter passes it (docs/spec/store.md, T1–T16), so that everything above the port
// may be tested on any of them. Each test opens its own store, which is closed when the test is over.
import { describe, onTestFinished } from 'vitest';
import { describeDocuments } from './contract/documents.contract.ts';
import { describeFeed } from './contract/feed.contract.ts';
import { describeLog } from './contract/log.contract.ts';
import type { OpenStore } from './contract/open-store.support.ts';
import { describeRecords } from './contract/records.contract.ts';
import { describeTransactions } from './contract/transactions.contract.ts';

export function describeStore(name: string, open: OpenStore): void {
  const openForTest: OpenStore = async () => {
    const { store, reopen } = await open();
    let current = store;
    onTestFinished(() => current.close());
    return {
      store,
      reopen: async () => {
        current = await reopen();
        return current;
      },
    };
  };
  describe(`a store ${name}`, () => {
    describeRecords(openForTest);
    describeTransactions(openForTest);
    describeFeed(openForTest);
    describeDocuments(openForTest);
    describeLog(openForTest);
  });
}
