// `pnpm test`: builds the web if stale, looks for a Chromium, runs every test, and closes with the true counts.
// Without a Chromium the browser tests are left out and named; with ENLACE_REQUIRE_BROWSER=1 (as in .ci/run) that is a failure.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, MEND } from './support/chromium.ts';

const here = import.meta.dirname;
const root = join(here, '..');
const report = join(here, '.vitest/report.json');
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly numTotalTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const node = (args: readonly string[], env: Readonly<Record<string, string>> = {}): number =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

function browserTests(): readonly string[] {
  return readdirSync(join(here, 'e2e'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
}

if (node(['web/scripts/build-if-stale.ts']) !== 0) {
  say('The web could not be built; no test was run.');
  say('0 passed, 1 failed');
  process.exit(1);
}

const chromium = await findChromium();
const isBrowserRequired = process.env.ENLACE_REQUIRE_BROWSER === '1';
const filters = process.argv.slice(2);
mkdirSync(join(here, '.vitest'), { recursive: true });
rmSync(report, { force: true });

const status = node(
  [
    join(here, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    join(here, 'vitest.config.ts'),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...(chromium.path === null ? ['--project', '!e2e'] : []),
    ...filters,
  ],
  chromium.path === null ? {} : { ENLACE_CHROMIUM: chromium.path },
);

let counts = { passed: 0, failed: 1, skipped: 0 };
try {
  const read = JSON.parse(readFileSync(report, 'utf8')) as Report; // vitest's own report
  const brokenFiles = read.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  for (const file of brokenFiles) say(`Could not run: ${file.name}`);
  for (const file of read.testResults)
    for (const test of file.assertionResults) if (test.status === 'pending' || test.status === 'skipped') say(`Skipped: ${test.fullName}`);
  counts = { passed: read.numPassedTests, failed: read.numFailedTests + brokenFiles.length, skipped: read.numPendingTests };
} catch (fault) {
  say(`The runner left no report: ${fault instanceof Error ? fault.message : String(fault)}`);
}
if (status !== 0 && counts.failed === 0) counts.failed = 1;

if (chromium.path === null) {
  say('');
  say('No Chromium launches here, so the tests in a browser DID NOT RUN:');
  for (const name of browserTests()) say(`  tests/e2e/${name}`);
  for (const reason of chromium.reasons) say(`  (${reason})`);
  say(`To run them too: ${MEND}`);
  if (isBrowserRequired) counts.failed += 1;
}
say(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
process.exit(counts.failed === 0 ? 0 : 1);
