// `pnpm check`: types, lint and format, import law, dead code, and the web's budgets; each named, all run, the failures listed at the end.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

const CHECKS: readonly { readonly name: string; readonly command: string; readonly args: readonly string[]; readonly cwd?: string }[] = [
  { name: 'types: shared', command: bin('tsc'), args: ['-p', 'shared'] },
  { name: 'types: server', command: bin('tsc'), args: ['-p', 'server'] },
  { name: 'types: tests', command: bin('tsc'), args: ['-p', 'tests'] },
  { name: 'types: web', command: 'pnpm', args: ['--filter', '@enlace/web', 'run', 'types'] },
  { name: 'lint and format', command: bin('biome'), args: ['check', '--error-on-warnings', '.'] },
  {
    name: 'import law',
    command: bin('depcruise'),
    args: ['--config', 'tests/tidy/import-law.mjs', 'shared/src', 'server/src', 'web/src', 'tests'],
  },
  { name: 'dead code', command: bin('knip'), args: [] },
  { name: 'web build', command: process.execPath, args: ['web/scripts/build-if-stale.ts'] },
  { name: 'web budgets and browser floor', command: process.execPath, args: ['web/scripts/route-sizes.ts'] },
];

const failed: string[] = [];
for (const check of CHECKS) {
  const begun = performance.now();
  const result = spawnSync(check.command, check.args, { cwd: root, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } });
  const isOk = result.status === 0;
  process.stdout.write(`${isOk ? 'ok    ' : 'FAILED'} ${check.name} (${((performance.now() - begun) / 1000).toFixed(1)} s)\n`);
  if (!isOk) {
    failed.push(check.name);
    process.stdout.write(`${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}\n`);
  }
}
process.stdout.write(failed.length === 0 ? 'All checks pass.\n' : `Failed: ${failed.join(', ')}\n`);
process.exit(failed.length === 0 ? 0 : 1);
