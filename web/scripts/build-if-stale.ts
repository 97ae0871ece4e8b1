// Builds the web when something it is made of is newer than the last build; else returns at once. Used by `start` and by the tests.
// Inputs → mtimes → build/200.html, whose own mtime is set to the moment the build began, so that an edit made during it counts.
import { spawn } from 'node:child_process';
import { globSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const web = resolve(import.meta.dirname, '..');
const marker = join(web, 'build/200.html');

const INPUTS = [
  'web/{src,messages,static,project.inlang}/**/*',
  'web/{package.json,tsconfig.json,vite.config.ts}',
  'shared/src/**/*',
  'shared/package.json',
  'pnpm-lock.yaml',
];
/** Written by the build itself, or read by no build. */
const OUTPUTS = /^web\/(src\/lib\/paraglide|project\.inlang\/(cache|\.gitignore|README\.md|\.meta\.json))|\.test\.ts$/;

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function isStale(): boolean {
  const built = changedAt(marker);
  if (built === 0) return true;
  const root = dirname(web);
  return globSync(INPUTS, { cwd: root }).some((path) => !OUTPUTS.test(path) && changedAt(join(root, path)) > built);
}

/** Resolves to whether there was anything to do. Throws where the build fails, after its output was printed. */
export async function buildIfStale(): Promise<boolean> {
  if (!isStale()) return false;
  const began = new Date();
  const vite = join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin/vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: web, stdio: 'inherit' });
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('exit', done);
  });
  if (code !== 0) throw new Error(`vite build ended with ${code}`);
  utimesSync(marker, began, began);
  return true;
}

if (import.meta.main) await buildIfStale();
