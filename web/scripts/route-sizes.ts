// What each route weighs on its first load, against its budget, and whether the output keeps to the browser floor (UX §3.3).
// Kit's dictionary of routes and Vite's manifest → gzip sizes per route, as JSON on stdout; exit 1 over a budget or below the floor.
// `lazy` is what a route can load later. It counts where the route asks for it at once: the editor of a session.
import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { findForbidden } from './browser-floor.ts';
import { type Manifest, manifestSchema, partsOf } from './route-parts.ts';

const web = resolve(import.meta.dirname, '..');
const generated = join(web, '.svelte-kit/generated/build/client-optimized');
const client = join(web, '.svelte-kit/output/client');

interface Budget {
  /** What is imported lazily is loaded at once here. */
  readonly withLazy?: true;
  readonly matches: RegExp;
  readonly jsKb: number;
  readonly cssKb: number;
}
/** The first that matches a route. */
const BUDGETS: readonly Budget[] = [
  { matches: /^\/(sign-in|join\/|setup)/, jsKb: 80, cssKb: 12 },
  { matches: /\/\[item\]$/, jsKb: 240, cssKb: 16, withLazy: true },
  // a list that is edited together: the budget of a register, which has no Yjs
  { matches: /\/agenda(\/|$)/, jsKb: 180, cssKb: 16 },
  { matches: /./, jsKb: 140, cssKb: 16 },
];

/** Route id → its nodes: the page, its layouts, and the root layout, which Kit leaves out. */
function readRoutes(): ReadonlyMap<string, readonly number[]> {
  const source = readFileSync(join(generated, 'app.js'), 'utf8');
  const dictionary = /export const dictionary = (\{[\s\S]*?\});/.exec(source)?.[1];
  if (dictionary === undefined) throw new Error('the build has no dictionary of routes');
  const json = dictionary.replace(/,(\s*[\]}])/g, '$1');
  const parsed = v.parse(v.record(v.string(), v.array(v.union([v.number(), v.array(v.number())]))), JSON.parse(json));
  return new Map(Object.entries(parsed).map(([id, nodes]) => [id, [0, ...nodes.flat()]]));
}

const keyOf = (manifest: Manifest, name: string): string => {
  const key = Object.keys(manifest).find((each) => each.endsWith(name));
  if (key === undefined) throw new Error(`the build has no ${name}`);
  return key;
};

const sizes = new Map<string, number>();
function kb(files: Iterable<string>): number {
  let bytes = 0;
  for (const file of files) {
    const known = sizes.get(file) ?? gzipSync(readFileSync(join(client, file)), { level: 9 }).length;
    sizes.set(file, known);
    bytes += known;
  }
  return Math.round(bytes / 100) / 10;
}

function measure() {
  const manifest = v.parse(manifestSchema, JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')));
  const start = ['kit/src/runtime/client/client-entry.js', 'kit/src/runtime/client/entry.js', 'client-optimized/app.js'];
  return [...readRoutes()].map(([route, nodes]) => {
    // app.js imports every node lazily; only those of the route are followed
    const entries = start.filter((name) => Object.keys(manifest).some((each) => each.endsWith(name))).map((name) => keyOf(manifest, name));
    const own = nodes.map((node) => keyOf(manifest, `client-optimized/nodes/${node}.js`));
    const { first, lazy } = partsOf(manifest, { entries, own });
    const budget = BUDGETS.find((each) => each.matches.test(route));
    const css = [...first, ...lazy].filter((file) => file.endsWith('.css'));
    const js = (files: readonly string[]) => kb(files.filter((file) => file.endsWith('.js')));
    const row = {
      route,
      jsKb: js(first),
      lazyJsKb: js(lazy),
      cssKb: kb(css),
      jsBudgetKb: budget?.jsKb ?? 0,
      cssBudgetKb: budget?.cssKb ?? 0,
    };
    const atOnceKb = row.jsKb + (budget?.withLazy === true ? row.lazyJsKb : 0);
    return { ...row, isOver: atOnceKb > row.jsBudgetKb || row.cssKb > row.cssBudgetKb };
  });
}

function run(): number {
  const routes = measure();
  const files = globSync('**/*.{js,css}', { cwd: join(web, 'build') });
  const belowFloor = files.flatMap((file) => {
    const kind = file.endsWith('.css') ? 'css' : 'js';
    return findForbidden(kind, readFileSync(join(web, 'build', file), 'utf8')).map((found) => ({ file: basename(file), ...found }));
  });
  process.stdout.write(`${JSON.stringify({ routes, belowFloor }, null, 2)}\n`);
  const over = routes.filter((route) => route.isOver);
  for (const { route, jsKb, lazyJsKb, jsBudgetKb, cssKb, cssBudgetKb } of over) {
    process.stderr.write(`${route}: ${jsKb} + ${lazyJsKb} of ${jsBudgetKb} kB JS, ${cssKb} of ${cssBudgetKb} kB CSS\n`);
  }
  for (const { file, name, near } of belowFloor) process.stderr.write(`${file}: ${name} is below the browser floor: ${near}\n`);
  return over.length === 0 && belowFloor.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = run();
