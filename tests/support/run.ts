// Runs a hub until it ends, for what it says to the person who started it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'vitest';

const MAIN = join(import.meta.dirname, '../../server/src/main.ts');

export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/** Runs a hub until it ends; `on` sees each piece of its words and may end it. */
export async function run(
  env: Readonly<Record<string, string>>,
  on?: (said: string, child: ReturnType<typeof spawn>) => void,
): Promise<Run> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', ENLACE_PORT: '0', ENLACE_LOG: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (part: Buffer): void => {
    said += part.toString();
    on?.(said, child);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  on?.('', child);
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode, said };
}

/** Words for a person: both languages, no stack, nothing of Node's. */
export function expectWords({ code, said }: Run, words: RegExp): void {
  expect(said).toMatch(words);
  expect(said).not.toMatch(/\n\s+at |node:internal|Error:/);
  expect(code).toBe(78);
}
