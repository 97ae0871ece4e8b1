// A real hub in a process of its own, on a port of the system's choosing and a data folder that goes with the test.
// `kill` is `kill -9`; `start` again uses the same folder and port, so that open browsers find it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../server/src/main.ts');

export interface SampleAccount {
  readonly role: string;
  readonly institution: string;
  readonly email: string;
  readonly password: string;
  readonly signInUrl: string;
}

export interface HubProcess {
  readonly url: string;
  readonly dataDir: string;
  /** Of the process that runs now. */
  pid(): number;
  /** Everything printed so far, for assertions on the operator's words. */
  output(): string;
  accounts(): Promise<readonly SampleAccount[]>;
  account(role: string, institution?: string): Promise<SampleAccount>;
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<number | null>;
  start(): Promise<void>;
  /** Ends the process, if it lives, and removes the folder. */
  remove(): Promise<void>;
}

/** `folder`: a data folder that the test owns; else a new one. */
export async function openHubProcess(env: Readonly<Record<string, string>> = {}, folder?: string): Promise<HubProcess> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'enlace-hub-')));
  let child: ChildProcess | null = null;
  let output = '';
  let url = '';

  async function start(): Promise<void> {
    const port = url === '' ? '0' : new URL(url).port;
    const started = spawn(process.execPath, [MAIN], {
      env: {
        ...process.env,
        ENLACE_SAMPLE: '1',
        ENLACE_LOG: 'warn',
        ...env,
        ENLACE_DATA: dataDir,
        ENLACE_HOST: '127.0.0.1',
        ENLACE_PORT: port,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    started.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    const lines = createInterface({ input: started.stdout ?? process.stdin });
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => {
        output += `${line}\n`;
        const address = /https?:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
        if (address !== undefined) {
          url = address;
          resolve();
        }
      });
      started.once('exit', (code) => reject(new Error(`The hub ended with ${code} before it was ready:\n${output}`)));
    });
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = await ended;
    return typeof code === 'number' ? code : null;
  }

  const accounts = async (): Promise<readonly SampleAccount[]> =>
    JSON.parse(await readFile(join(dataDir, 'sample-accounts.json'), 'utf8')) as SampleAccount[]; // the file's documented shape

  await start();
  return {
    get url() {
      return url;
    },
    dataDir,
    pid: () => child?.pid ?? 0,
    output: () => output,
    accounts,
    async account(role, institution) {
      const found = (await accounts()).find(
        (account) => account.role === role && (institution === undefined || account.institution.includes(institution)),
      );
      if (found === undefined) throw new Error(`No sample account ${role} ${institution ?? ''}`);
      return found;
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    start,
    async remove() {
      await end('SIGKILL');
      if (folder === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
