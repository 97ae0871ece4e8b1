// What a hub needs before people come: the sample with its accounts, or the one link that makes the first account.
// compose → this → domain and sample. What is there already is never written again; a sample is never mixed with real data.
import type { House } from './domain/house.ts';
import { createSetupLink } from './domain/setup.ts';
import { StartRefusal } from './runtime/start-refusal.ts';
import { readSampleMark, type SampleAccount, writeSample } from './sample/write-sample.ts';
import { loadSampleAccounts, removeSampleFile, saveSampleAccounts } from './sample-file.ts';

export interface FirstStart {
  /** Null outside sample mode. */
  readonly sampleAccounts: readonly SampleAccount[] | null;
  /** To be shown once; null where setup is done or not needed. */
  readonly setupUrl: string | null;
}

/** The empty list comes first: an interrupted sample leaves a folder that says what it is. */
async function writeFirstSample(house: House, dataDir: string): Promise<readonly SampleAccount[]> {
  await saveSampleAccounts(dataDir, []);
  const accounts = await writeSample(house);
  await saveSampleAccounts(dataDir, accounts);
  return accounts;
}

/** The accounts as the file has them; their address is the present one. */
async function readSample(house: House, dataDir: string): Promise<readonly SampleAccount[]> {
  const saved = await loadSampleAccounts(dataDir);
  if (saved === null || saved.length === 0) throw interrupted(dataDir);
  const accounts = saved.map((account) => ({ ...account, signInUrl: moveTo(house.url, account.signInUrl) }));
  await saveSampleAccounts(dataDir, accounts);
  return accounts;
}

function moveTo(url: string, signInUrl: string): string {
  const { pathname, search } = new URL(signInUrl, url);
  return `${url}${pathname}${search}`;
}

const interrupted = (dataDir: string): StartRefusal =>
  new StartRefusal({
    es: `${dataDir}: la escritura del ejemplo se interrumpió y sus contraseñas no quedaron. Borre esta carpeta y vuelva a iniciar.`,
    en: `${dataDir}: writing the sample was interrupted and its passwords were not kept. Delete this folder and start again.`,
  });

async function prepareSample(house: House, dataDir: string): Promise<readonly SampleAccount[]> {
  const mark = await readSampleMark(house);
  if (mark === 'written') return readSample(house, dataDir);
  if (mark === 'begun') throw interrupted(dataDir);
  if ((await house.store.records.accounts.count()) === 0) return writeFirstSample(house, dataDir);
  throw new StartRefusal({
    es: `${dataDir}: ya tiene datos reales; el ejemplo no se mezcla con ellos. Quite ENLACE_SAMPLE o use otra carpeta.`,
    en: `${dataDir}: already holds real data; the sample is never mixed with it. Unset ENLACE_SAMPLE or use another folder.`,
  });
}

export async function prepareHub(
  house: House,
  { dataDir, sample }: { readonly dataDir: string; readonly sample: boolean },
): Promise<FirstStart> {
  if (sample) return { sampleAccounts: await prepareSample(house, dataDir), setupUrl: null };
  if ((await readSampleMark(house)) === 'none') await removeSampleFile(dataDir); // a start with the sample came no further than the mark
  return { sampleAccounts: null, setupUrl: await createSetupLink(house) };
}
