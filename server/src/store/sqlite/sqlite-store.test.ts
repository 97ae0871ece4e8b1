// The store on SQLite passes the suite of every store.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { describeStore } from '../store.contract.ts';
import { openSqliteStore } from './sqlite-store.ts';

describeStore('on SQLite', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'enlace-store-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const store = await openSqliteStore({ dataDir });
  return {
    store,
    reopen: async () => {
      await store.close();
      return openSqliteStore({ dataDir });
    },
  };
});
