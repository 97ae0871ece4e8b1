// Starts the hub: environment → config → openHub → words for the person who started it. Ends it in order (runtime/lifecycle.ts).
// What cannot be started is said in words, without a stack, and the process exits with 78.
import process from 'node:process';
import { openHub } from './compose.ts';
import { type DataFolder, parseConfig } from './config.ts';
import { describeAddress, describeSample, describeSetup, describeStoreFault, ENDINGS } from './print.ts';
import { systemClock } from './runtime/clock.ts';
import { watchProcess } from './runtime/lifecycle.ts';
import { createLog } from './runtime/log.ts';
import { EXIT_CONFIG, StartRefusal } from './runtime/start-refusal.ts';
import { hasSampleFile } from './sample-file.ts';
import { StoreFault } from './store/port/update-log.ts';
import { DataFolderError, isEmpty } from './store/sqlite/data-folder.ts';

/** Longer than the orderly stop of any part. */
const CLOSE_MS = 15_000;

const say = (words: string): void => void process.stdout.write(`${words}\n`);

function lookAt(dataDir: string): DataFolder {
  if (isEmpty(dataDir)) return 'empty';
  return hasSampleFile(dataDir) ? 'sample' : 'real';
}

/** Words on standard error, then the end. */
function refuseStart(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(EXIT_CONFIG);
}

function wordsOf(fault: unknown): readonly string[] | null {
  if (fault instanceof StartRefusal) return [fault.es, fault.en];
  if (fault instanceof DataFolderError) return fault.message.split('\n');
  if (fault instanceof StoreFault) return describeStoreFault(fault.code);
  return fault instanceof Error && fault.cause !== undefined ? wordsOf(fault.cause) : null;
}

const parsed = parseConfig(process.env, { cwd: process.cwd(), dataFolder: lookAt });
if (!parsed.ok) refuseStart(parsed.problems);
for (const warning of parsed.warnings) process.stderr.write(`${warning}\n`);
process.stdout.on('error', () => undefined); // whoever read the words has gone: the hub goes on

const log = createLog(parsed.config.log);
try {
  const opening = openHub(parsed.config, { log });
  // a stop during the first start waits for it: a sample is written whole or not at all
  const close = async (): Promise<void> => (await opening).close();
  watchProcess(process, { clock: systemClock, log, close, say: (words) => say(ENDINGS[words]), closeMs: CLOSE_MS });
  const hub = await opening;
  if (hub.sampleAccounts !== null) say(describeSample(hub.sampleAccounts));
  if (hub.setupUrl !== null) say(describeSetup(hub.setupUrl));
  say(describeAddress(hub.url, process.stdout.isTTY));
} catch (fault) {
  const words = wordsOf(fault);
  if (words !== null) refuseStart(words);
  log.error({ err: fault }, 'start failed');
  process.stderr.write('Enlace no pudo iniciar. · Enlace could not start.\n');
  process.exit(1);
}
