// The store in memory passes the suite of every store; closing it keeps the cellar, as a disk would.
import { describeStore } from '../store.contract.ts';
import { openMemoryStore } from './memory-store.ts';
import { createMemoryCellar } from './tables.ts';

describeStore('in memory', async () => {
  const cellar = createMemoryCellar();
  const store = openMemoryStore(cellar);
  return {
    store,
    reopen: async () => {
      await store.close();
      return openMemoryStore(cellar);
    },
  };
});
