// A process for the test of a full disk: uses a store on a small file system until it is full, makes room, goes on, several
// times over, and prints what it saw as one line of JSON. `dataDir` and the ballast lie on that file system.
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentId } from '@enlace/shared/ids';
import type { Store } from '../port/store.ts';
import { StoreFault } from '../port/update-log.ts';
import { openSqliteStore } from './sqlite-store.ts';

const ROUNDS = 4;
const CHUNK = new Uint8Array(64 * 1024);
const documentId = '01ARZ3NDEKTSV4RRFFQ69G5FAV' as DocumentId;

const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof StoreFault) return error.code;
      throw error;
    },
  );

/** Leaves no room on the file system. */
function occupy(ballast: string): void {
  try {
    for (;;) appendFileSync(ballast, CHUNK);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

/** Appends in groups, at most so many, until a group is refused; answers what each append of that group came to. */
async function append(store: Store, groupsMax: number, acknowledged: number[]): Promise<string[]> {
  let outcomes: string[] = [];
  for (let group = 0; group < groupsMax && !outcomes.includes('storage_full'); group += 1) {
    outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => {
        const update = new Uint8Array(4_000 + index);
        return outcomeOf(store.log.append({ documentId, memberId: null, update }).then((seq) => acknowledged.push(seq)));
      }),
    );
  }
  return outcomes;
}

async function fillAndRecover(store: Store, ballast: string, acknowledged: number[]) {
  const roomy = await append(store, 200, acknowledged);
  occupy(ballast);
  const full = await append(store, 10_000, acknowledged);
  const recorded = await outcomeOf(store.records.facts.write('large', 'x'.repeat(1_000_000)));
  const read = await store.records.facts.read('small');
  const loaded = (await store.log.load(documentId)).tail.length;
  const before = acknowledged.length;
  rmSync(ballast);
  const again = await append(store, 1, acknowledged);
  const recordedAgain = await outcomeOf(store.records.facts.write('large', 'y'.repeat(10_000)));
  await store.probe();
  return { roomy, full, recorded, read, loaded, before, again, recordedAgain };
}

async function run(folder: string): Promise<void> {
  const dataDir = join(folder, 'data');
  const store = await openSqliteStore({ dataDir });
  await store.records.facts.write('small', 'here');
  const acknowledged: number[] = [];
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await fillAndRecover(store, join(folder, 'ballast'), acknowledged));
  await store.close();
  const after = await openSqliteStore({ dataDir });
  const seqs = (await after.log.load(documentId)).tail.map(({ seq }) => seq);
  await after.close();
  process.stdout.write(`${JSON.stringify({ rounds, acknowledged, seqs })}\n`);
}

await run(process.argv[2] ?? '');
