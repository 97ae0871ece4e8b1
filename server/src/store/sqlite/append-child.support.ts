// A process for tests of the data folder: opens the store in the folder it is given, says so, then appends to four documents
// without pause and prints every answer, until it is killed. Prints the folder's problem where it cannot open it.
import type { DocumentId } from '@enlace/shared/ids';
import type { Store } from '../port/store.ts';
import { DataFolderError } from './data-folder.ts';
import { openSqliteStore } from './sqlite-store.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function write(store: Store, documentId: DocumentId): Promise<never> {
  for (let value = 1; ; value += 1) {
    const update = Buffer.from(`${documentId}:${value}:`.padEnd(20 + (value % 300), 'x'));
    const seq = await store.log.append({ documentId, memberId: null, update });
    say(`acked ${documentId} ${seq} ${update}`);
  }
}

async function run([dataDir, ...documentIds]: readonly string[]): Promise<void> {
  try {
    const store = await openSqliteStore({ dataDir: dataDir ?? '' });
    say('opened');
    await Promise.all(documentIds.map((documentId) => write(store, documentId as DocumentId))); // ids made by the test
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    say(`refused ${error.code}`);
  }
}

await run(process.argv.slice(2));
