// What a hub needs before people come: the sample with its accounts, or the one link that makes the first account.
// compose → this → domain verbs. What is there already is never written again; a sample is never mixed with real data.
import type { House } from './domain/house.ts';
import { StartRefusal } from './runtime/start-refusal.ts';
import { loadSampleAccounts, type SampleAccount, saveSampleAccounts } from './sample-file.ts';

/** Kept in the store beside the data that it speaks of: null, `writing`, `written`. */
const MARK = 'sample';

export interface FirstStart {
  /** Null outside sample mode. */
  readonly sampleAccounts: readonly SampleAccount[] | null;
  /** To be shown once; null where setup is done or not needed. */
  readonly setupUrl: string | null;
}

interface Parts {
  readonly house: House;
  readonly dataDir: string;
  readonly sample: boolean;
  writeSample(house: House): Promise<readonly SampleAccount[]>;
  openSetup(house: House): Promise<string | null>;
}

async function writeFirstSample({ house, dataDir, writeSample }: Parts): Promise<readonly SampleAccount[]> {
  const { facts } = house.store.records;
  await facts.write(MARK, 'writing');
  await saveSampleAccounts(dataDir, []);
  const accounts = await writeSample(house);
  await saveSampleAccounts(dataDir, accounts);
  await facts.write(MARK, 'written');
  return accounts;
}

/** The accounts as the file has them; their address is the present one. */
async function readSample({ house, dataDir }: Parts): Promise<readonly SampleAccount[]> {
  const saved = (await loadSampleAccounts(dataDir)) ?? [];
  const accounts = saved.map((account) => ({ ...account, signInUrl: movedTo(house.url, account.signInUrl) }));
  if (accounts.length > 0) await saveSampleAccounts(dataDir, accounts);
  return accounts;
}

function movedTo(url: string, signInUrl: string): string {
  const { pathname, search } = new URL(signInUrl);
  return `${url}${pathname}${search}`;
}

async function prepareSample(parts: Parts): Promise<readonly SampleAccount[]> {
  const { facts, accounts } = parts.house.store.records;
  const mark = await facts.read(MARK);
  if (mark === 'written') return readSample(parts);
  if (mark === 'writing') {
    throw new StartRefusal({
      es: `${parts.dataDir}: la escritura del ejemplo se interrumpió. Borre esta carpeta y vuelva a iniciar.`,
      en: `${parts.dataDir}: writing the sample was interrupted. Delete this folder and start again.`,
    });
  }
  if ((await accounts.count()) > 0) {
    throw new StartRefusal({
      es: `${parts.dataDir}: ya tiene datos reales; el ejemplo no se mezcla con ellos. Quite ENLACE_SAMPLE o use otra carpeta.`,
      en: `${parts.dataDir}: already holds real data; the sample is never mixed with it. Unset ENLACE_SAMPLE or use another folder.`,
    });
  }
  return writeFirstSample(parts);
}

export async function prepareHub(parts: Parts): Promise<FirstStart> {
  if (parts.sample) return { sampleAccounts: await prepareSample(parts), setupUrl: null };
  return { sampleAccounts: null, setupUrl: await parts.openSetup(parts.house) };
}
