// The environment, read once: env → parseConfig → Config, or one clear line for each thing that is wrong (main.ts exits with 78).
// The only reader of ENLACE_*. Pure: what it must know of the data folder is told to it.
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { LOG_LEVELS, type LogLevel } from './runtime/log.ts';

export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Origin under which people open the hub; null: the bound address. */
  readonly url: string | null;
  /** Absolute. */
  readonly dataDir: string;
  readonly sample: boolean;
  readonly log: LogLevel;
}

/** What a data folder holds: nothing yet, a sample (`sample-accounts.json` is there), or the data of a real hub. */
export type DataFolder = 'empty' | 'sample' | 'real';

interface Facts {
  /** Where the command was run: a relative ENLACE_DATA is meant from there. */
  readonly cwd: string;
  dataFolder(dataDir: string): DataFolder;
}

type Env = Readonly<Record<string, string | undefined>>;
type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** Bilingual, one line each. */
export type Parse =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

const NAMES = ['ENLACE_HOST', 'ENLACE_PORT', 'ENLACE_URL', 'ENLACE_DATA', 'ENLACE_SAMPLE', 'ENLACE_LOG'] as const;
const HOST_NAME = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/;

const problem = (name: string, text: string, es: string, en: string): { readonly problem: string } => ({
  problem: `${name}=${text}: ${es} · ${en}`,
});

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

function parseHost(text: string): Parsed<string> {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (isIP(bare) !== 0 || HOST_NAME.test(bare)) return { value: bare };
  return problem(
    'ENLACE_HOST',
    text,
    'debe ser una dirección IP o un nombre de equipo, sin http ni puerto',
    'must be an IP address or a host name, without http and without port',
  );
}

function parsePort(text: string): Parsed<number> {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return { value: Number(text) };
  return problem('ENLACE_PORT', text, 'debe ser un número de 0 a 65535', 'must be a number from 0 to 65535');
}

function parseUrl(text: string): Parsed<string> {
  const url = URL.parse(text);
  const isBare = url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (isBare && (url.protocol === 'https:' || url.protocol === 'http:')) return { value: url.origin };
  return problem(
    'ENLACE_URL',
    url !== null && (url.username !== '' || url.password !== '') ? '…' : text,
    'debe ser una dirección http(s) sin ruta, como https://enlace.example',
    'must be an http(s) address without a path, such as https://enlace.example',
  );
}

function parseLog(text: string): Parsed<LogLevel> {
  const level = LOG_LEVELS.find((name) => name === text);
  if (level !== undefined) return { value: level };
  return problem('ENLACE_LOG', text, `debe ser una de: ${LOG_LEVELS.join(', ')}`, `must be one of: ${LOG_LEVELS.join(', ')}`);
}

/** An empty folder on loopback gets the sample, and a sample stays one there; a real hub never becomes a sample. */
function parseSample(text: string | null, host: string, folder: { readonly path: string; readonly holds: DataFolder }): Parsed<boolean> {
  if (text === null) return { value: folder.holds !== 'real' && isLoopback(host) };
  if (text === '0') return { value: false };
  if (text !== '1') return problem('ENLACE_SAMPLE', text, 'debe ser 1 o 0', 'must be 1 or 0');
  if (folder.holds !== 'real') return { value: true };
  return problem(
    'ENLACE_SAMPLE',
    text,
    `la carpeta ${folder.path} ya tiene datos reales; el ejemplo no se mezcla con ellos. Use otra carpeta (ENLACE_DATA) o quite ENLACE_SAMPLE`,
    'this folder already holds real data, and the sample is never mixed with it. Use another folder (ENLACE_DATA) or unset ENLACE_SAMPLE',
  );
}

function warn(env: Env, config: Config): string[] {
  const warnings: string[] = [];
  for (const name of Object.keys(env)) {
    if (!name.startsWith('ENLACE_') || NAMES.some((known) => known === name)) continue;
    warnings.push(`${name}: no se conoce y se ignora · unknown and ignored`);
  }
  if (config.url === null && !isLoopback(config.host)) {
    warnings.push(
      `ENLACE_URL: falta; sin ella los navegadores de otros equipos se rechazan · missing; without it browsers on other machines are refused`,
    );
  }
  if (config.url?.startsWith('http:') && !isLoopback(new URL(config.url).hostname)) {
    warnings.push(`ENLACE_URL=${config.url}: sin https, las contraseñas viajan sin proteger · without https passwords travel unprotected`);
  }
  return warnings;
}

/** An empty variable counts as not set. */
export function parseConfig(env: Env, facts: Facts): Parse {
  const text = (name: (typeof NAMES)[number]): string | null => env[name]?.trim() || null;
  const problems: string[] = [];
  function take<T>(parsed: Parsed<T>, otherwise: T): T {
    if ('value' in parsed) return parsed.value;
    problems.push(parsed.problem);
    return otherwise;
  }

  const host = take(parseHost(text('ENLACE_HOST') ?? '127.0.0.1'), '127.0.0.1');
  const port = take(parsePort(text('ENLACE_PORT') ?? '8080'), 0);
  const urlText = text('ENLACE_URL');
  const url = urlText === null ? null : take(parseUrl(urlText), '');
  const dataDir = resolve(facts.cwd, text('ENLACE_DATA') ?? 'data');
  const log = take(parseLog(text('ENLACE_LOG') ?? 'info'), 'info');
  const sample = take(parseSample(text('ENLACE_SAMPLE'), host, { path: dataDir, holds: facts.dataFolder(dataDir) }), false);
  if (problems.length > 0) return { ok: false, problems };
  const config: Config = { host, port, url, dataDir, sample, log };
  return { ok: true, config, warnings: warn(env, config) };
}
