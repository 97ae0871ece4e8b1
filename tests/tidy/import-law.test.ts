// The import law bites: each planted violation is caught by the rule that is meant for it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

const PLANTS: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['shared-is-pure', 'shared/src/a.ts', "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;"],
  ['server-not-web', 'server/src/domain/b.ts', "import type { X } from '../../../web/src/lib/api/x.ts';\nexport type B = X;"],
  ['web-not-server', 'web/src/lib/api/x.ts', "import type { B } from '../../../../server/src/domain/b.ts';\nexport type X = B;"],
  ['runtime-is-bottom', 'server/src/runtime/c.ts', "import { d } from '../domain/d.ts';\nexport const c = d;"],
  ['domain-only-port', 'server/src/domain/d.ts', "import { e } from '../sync/e.ts';\nexport const d = e;"],
  ['sync-not-sideways', 'server/src/sync/e.ts', "import { f } from '../live/f.ts';\nexport const e = f;"],
  ['live-not-sideways', 'server/src/live/f.ts', "import { g } from '../http/g.ts';\nexport const f = g;"],
  ['http-not-sideways', 'server/src/http/g.ts', "import { h } from '../store/port/h.ts';\nexport const g = h;"],
  ['port-knows-no-adapter', 'server/src/store/port/h.ts', "import { i } from '../sqlite/i.ts';\nexport const h = i;"],
  ['only-compose-wires', 'server/src/listen.ts', "import { i } from './store/sqlite/i.ts';\nexport const l = i;"],
  ['adapter-only-port', 'server/src/store/sqlite/i.ts', "import { d } from '../../domain/d.ts';\nexport const i = d;"],
  ['room-knows-no-connection', 'server/src/sync/room.ts', "import { k } from './connection.ts';\nexport const r = k;"],
  ['no-cycle', 'server/src/sync/connection.ts', "import type { r } from './room.ts';\nexport const k: typeof r | null = null;"],
  ['home-of-sqlite', 'server/src/compose.ts', "import { DatabaseSync } from 'node:sqlite';\nexport const s = DatabaseSync;"],
  ['ui-alone', 'web/src/lib/ui/u.ts', "import { x } from '../state/s.ts';\nexport const u = x;"],
  ['state-below-features', 'web/src/lib/state/s.ts', "import { y } from '../features/one/y.ts';\nexport const x = y;"],
  ['feature-not-feature', 'web/src/lib/features/one/y.ts', "import { z } from '../two/z.ts';\nexport const y = z;"],
  ['no-import-of-tests', 'web/src/lib/features/two/z.ts', "import { t } from '../../../../../tests/t.ts';\nexport const z = t;"],
  ['no-orphan', 'shared/src/alone.ts', 'export const alone = 1;'],
];

let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'enlace-law-'));
  for (const [, file, source] of [...PLANTS, ['', 'tests/t.ts', 'export const t = 1;'] as const]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), source);
  }
  writeFileSync(join(tree, 'package.json'), '{"name":"planted","type":"module"}');
  symlinkSync(join(root, 'tsconfig.base.json'), join(tree, 'tsconfig.base.json'));
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

test('[H7] every planted violation of the import law is caught', () => {
  const law = join(root, 'tests/tidy/import-law.mjs');
  const cruise = spawnSync(
    join(root, 'node_modules/.bin/depcruise'),
    ['--config', law, '--output-type', 'json', 'shared', 'server', 'web', 'tests'],
    { cwd: tree, encoding: 'utf8' },
  );
  const report = JSON.parse(cruise.stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } }; // dependency-cruiser's own output
  const caught = new Set(report.summary.violations.map((violation) => `${violation.rule.name} ${violation.from}`));
  const missed = PLANTS.filter(
    ([rule, file]) => !(rule === 'no-cycle' ? [...caught].some((each) => each.startsWith('no-cycle')) : caught.has(`${rule} ${file}`)),
  );
  expect(missed.map(([rule, file]) => `${rule} ${file}`)).toEqual([]);
});
