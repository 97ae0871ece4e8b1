// `<data>/sample-accounts.json`: who can sign in to the sample, for the person at the terminal and for tests. Readable by its owner
// alone (0600). Its presence says that a folder holds a sample; an empty file, that a sample was to be written there, and an empty
// list, that it is being written.
import { existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { roleSchema } from '@enlace/shared/model/member';
import * as v from 'valibot';
import { StartRefusal } from './runtime/start-refusal.ts';
import type { SampleAccount } from './sample/write-sample.ts';

const accountSchema = v.object({
  role: roleSchema,
  institution: v.string(),
  email: v.string(),
  password: v.string(),
  signInUrl: v.string(),
});

export const SAMPLE_FILE = 'sample-accounts.json';

const pathOf = (dataDir: string): string => join(dataDir, SAMPLE_FILE);

export const hasSampleFile = (dataDir: string): boolean => existsSync(pathOf(dataDir));

/** Whole or not at all: a reader never sees half a list. */
export async function saveSampleAccounts(dataDir: string, accounts: readonly SampleAccount[]): Promise<void> {
  const path = pathOf(dataDir);
  await writeFile(`${path}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Where the folder has become something else. */
export const removeSampleFile = (dataDir: string): Promise<void> => rm(pathOf(dataDir), { force: true });

/** Null where there is no file. Throws StartRefusal where it is not such a list. */
export async function loadSampleAccounts(dataDir: string): Promise<readonly SampleAccount[] | null> {
  if (!hasSampleFile(dataDir)) return null;
  const path = pathOf(dataDir);
  try {
    return v.parse(v.array(accountSchema), JSON.parse(await readFile(path, 'utf8')));
  } catch (fault) {
    throw new StartRefusal(
      { es: `${path}: no se puede leer como lista de cuentas del ejemplo.`, en: `${path}: cannot be read as the list of sample accounts.` },
      fault,
    );
  }
}
