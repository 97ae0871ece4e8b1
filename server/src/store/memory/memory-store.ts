// The store in memory, for tests of everything above it. Passes store.contract.ts, as every adapter does.
import type { Store } from '../port/store.ts';
import { WriteTurn } from '../port/write-turn.ts';
import { createRecords } from './records.ts';
import { copyTables, createMemoryCellar, type MemoryCellar } from './tables.ts';
import { createUpdateLog } from './update-log.ts';

/** Two stores on one cellar, one after the other, stand for a restart. */
export function openMemoryStore(cellar: MemoryCellar = createMemoryCellar()): Store {
  const turn = new WriteTurn();
  return {
    records: createRecords({
      tables: () => cellar.tables,
      write: (work) => turn.take(async () => work(cellar.tables)),
    }),
    log: createUpdateLog(cellar, turn),
    transact: (work) =>
      turn.take(async () => {
        const draft = copyTables(cellar.tables);
        const result = await work(createRecords({ tables: () => draft, write: async (write) => write(draft) }));
        cellar.tables = draft;
        return result;
      }),
    probe: async () => {},
    close: async () => {},
  };
}
