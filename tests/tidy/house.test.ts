// What the house looks like: names, sizes, head comments, languages. What a tool of `check` sees already is not repeated here.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const code = tracked.filter((path) => /^(shared|server|web|tests)\/.*[.](ts|svelte|mjs)$/.test(path));

test('[H1] the top level holds the rooms and nothing else', () => {
  const allowed = [
    'web',
    'server',
    'shared',
    'tests',
    'docs',
    'package.json',
    'pnpm-workspace.yaml',
    'pnpm-lock.yaml',
    'tsconfig.base.json',
    'README.md',
    'CHANGELOG.md',
    'biome.json',
    'knip.json',
  ];
  const found = new Set(tracked.map((path) => path.split('/')[0] ?? '').filter((name) => !name.startsWith('.')));
  expect([...found].filter((name) => !allowed.includes(name))).toEqual([]);
});

test('[H2] no file of code is over 300 lines', () => {
  const long = code.map((path) => [path, read(path).split('\n').length - 1] as const).filter(([, lines]) => lines > 300);
  expect(long).toEqual([]);
});

test('[H3] files are named after what they hold', () => {
  const forbidden = /(manager|helper|util|service|handler|types|index)[.]ts$/i;
  const kebab = /^[+]?[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9-]+)*$/;
  const odd = code.filter((path) => {
    const name = basename(path);
    if (name.endsWith('.svelte') && !name.startsWith('+')) return !/^[A-Z][A-Za-z0-9]*[.]svelte$/.test(name);
    return (forbidden.test(name) && !name.includes('service-worker')) || !kebab.test(name);
  });
  expect(odd).toEqual([]);
});

test('[H4] every file of code says at its head what it is', () => {
  const silent = code
    .filter((path) => !path.endsWith('.test.ts'))
    .filter((path) => {
      const head = read(path).trimStart();
      return path.endsWith('.svelte')
        ? !head.startsWith('<!--') && !/^<script[^>]*>\s*\/\//.test(head)
        : !head.startsWith('//') && !head.startsWith('/*');
    });
  expect(silent.filter((path) => !path.endsWith('.d.ts'))).toEqual([]);
});

test('[H5] no sleeps, no skipped or lonely tests, no switched-off checks', () => {
  const odd = code
    .filter((path) => path !== 'tests/tidy/house.test.ts')
    .filter((path) =>
      /waitForTimeout|[.]only\(|@ts-ignore|@ts-nocheck|@ts-expect-error|biome-ignore-all|: any[;,)\]]|<any>|as any[;,)\]]/.test(read(path)),
    );
  expect(odd).toEqual([]);
});

const catalogues = tracked.filter((path) => /^web\/messages\/[a-z-]+\/es-MX[.]json$/.test(path));
const keysOf = (path: string): readonly string[] =>
  Object.keys(JSON.parse(read(path)) as Record<string, unknown>).filter((key) => key !== '$schema'); // a catalogue is an object

test.each(catalogues)('[H6] %s and its English twin have the same keys, none empty', (spanish) => {
  const english = spanish.replace('es-MX.json', 'en.json');
  expect(keysOf(english).toSorted()).toEqual(keysOf(spanish).toSorted());
  for (const path of [spanish, english]) {
    for (const [key, value] of Object.entries(JSON.parse(read(path)) as Record<string, unknown>)) {
      if (typeof value === 'string') expect(value.trim(), `${path}: ${key}`).not.toBe('');
    }
  }
});

/** A delay that is itself what the test is about: a sign-in look-up that is slower than engine.io's patience. */
const DELAYS = ['server/src/listen.test.ts'];

test('[H5] no test waits for a time to pass', () => {
  const tests = code.filter((path) => /[.](test|contract|support)[.]ts$|^tests[/]/.test(path) && !DELAYS.includes(path));
  const waiting = /await new Promise[^;]*setTimeout[(]|setTimeout[(]\s*(resolve|r|done)\b|from 'node:timers[/]promises'/;
  expect(tests.filter((path) => waiting.test(read(path)) && path !== 'tests/tidy/house.test.ts')).toEqual([]);
  expect(DELAYS.every((path) => waiting.test(read(path)))).toBe(true);
});

test('[H6] a key belongs to one area and begins with its name', () => {
  const odd = catalogues.flatMap((path) => {
    const area = (path.split('/')[2] ?? '').replaceAll('-', '_');
    return keysOf(path)
      .filter((key) => !key.startsWith(`${area}_`))
      .map((key) => `${path}: ${key}`);
  });
  expect(odd).toEqual([]);
});

test('[H8] a rule that a test names is written in docs/spec', () => {
  const pages = tracked
    .filter((path) => path.startsWith('docs/spec/'))
    .map(read)
    .join('\n');
  const isWritten = (rule: string): boolean => new RegExp(`\\*\\*${rule}\\b|^${rule} `, 'm').test(pages);
  const named = code
    .filter((path) => /[.](test|contract)[.]ts$/.test(path))
    .flatMap((path) => [...read(path).matchAll(/(?:test|it|describe)[^\n]*?['"`](?:\[[A-Z]\d+\] ?)+/g)].map(([found]) => found))
    .flatMap((found) => [...found.matchAll(/\[([A-Z]\d+)\]/g)].map(([, rule]) => rule ?? ''));
  expect([...new Set(named)].filter((rule) => !isWritten(rule))).toEqual([]);
  expect(named.length).toBeGreaterThan(500);
});
