import { describe, expect, test } from 'vitest';
import { type Config, type DataFolder, parseConfig } from './config.ts';

const parse = (env: Readonly<Record<string, string>>, holds: DataFolder = 'empty') =>
  parseConfig(env, { cwd: '/srv/enlace', dataFolder: () => holds });

function accepted(env: Readonly<Record<string, string>>, holds?: DataFolder): Config {
  const parsed = parse(env, holds);
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.config;
}

describe('[C1] without a word in the environment', () => {
  test('[C1] the hub binds to loopback on 8080, beside the command, with the sample', () => {
    expect(accepted({})).toEqual({ host: '127.0.0.1', port: 8080, url: null, dataDir: '/srv/enlace/data', sample: true, log: 'info' });
  });
  test('[C1] an empty variable counts as not set', () => {
    expect(accepted({ ENLACE_PORT: '', ENLACE_URL: ' ' })).toMatchObject({ port: 8080, url: null });
  });
});

describe('[C2] good values', () => {
  test.each([
    [{ ENLACE_HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ ENLACE_HOST: '[::1]' }, { host: '::1' }],
    [{ ENLACE_HOST: 'hub.example' }, { host: 'hub.example' }],
    [{ ENLACE_PORT: '0' }, { port: 0 }],
    [{ ENLACE_PORT: '65535' }, { port: 65_535 }],
    [{ ENLACE_URL: 'https://enlace.example/' }, { url: 'https://enlace.example' }],
    [{ ENLACE_URL: 'http://10.0.0.8:8080' }, { url: 'http://10.0.0.8:8080' }],
    [{ ENLACE_DATA: '../folder' }, { dataDir: '/srv/folder' }],
    [{ ENLACE_DATA: '/var/lib/enlace' }, { dataDir: '/var/lib/enlace' }],
    [{ ENLACE_LOG: 'silent' }, { log: 'silent' }],
  ])('[C2] %o is taken', (env, expected) => {
    expect(accepted(env)).toMatchObject(expected);
  });
});

describe('[C3] a bad value is one clear line that names it', () => {
  test.each([
    ['ENLACE_HOST', 'http://hub'],
    ['ENLACE_HOST', '127.0.0.1:80'],
    ['ENLACE_HOST', 'a b'],
    ['ENLACE_PORT', 'abc'],
    ['ENLACE_PORT', '65536'],
    ['ENLACE_PORT', '-1'],
    ['ENLACE_PORT', '80.5'],
    ['ENLACE_PORT', '0x50'],
    ['ENLACE_URL', 'enlace.example'],
    ['ENLACE_URL', 'ftp://enlace.example'],
    ['ENLACE_URL', 'https://enlace.example/hub'],
    ['ENLACE_URL', 'https://enlace.example/?a'],
    ['ENLACE_SAMPLE', 'yes'],
    ['ENLACE_LOG', 'verbose'],
  ])('[C3] %s=%s', (name, value) => {
    const parsed = parse({ [name]: value });
    expect(parsed.ok ? [] : parsed.problems).toEqual([expect.stringMatching(new RegExp(`^${name}=[^\n]* · [^\n]*$`))]);
  });
  test('[C3] every problem is told at once', () => {
    const parsed = parse({ ENLACE_PORT: 'x', ENLACE_URL: 'y', ENLACE_LOG: 'z' });
    expect(parsed.ok ? 0 : parsed.problems.length).toBe(3);
  });
  test('[S18] a password inside ENLACE_URL is not repeated', () => {
    const parsed = parse({ ENLACE_URL: 'https://me:hunter2@enlace.example' });
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
    expect(parsed.ok).toBe(false);
  });
});

describe('[C4] the sample', () => {
  test.each<[string | null, string, DataFolder, boolean]>([
    [null, '127.0.0.1', 'empty', true],
    [null, '::1', 'empty', true],
    [null, 'localhost', 'sample', true],
    [null, '127.0.0.1', 'real', false],
    [null, '0.0.0.0', 'empty', false],
    [null, '0.0.0.0', 'sample', false],
    ['0', '127.0.0.1', 'empty', false],
    ['0', '127.0.0.1', 'sample', false],
    ['1', '0.0.0.0', 'empty', true],
    ['1', '127.0.0.1', 'sample', true],
  ])('[C4] ENLACE_SAMPLE %s on %s, a folder that holds %s: %s', (said, host, holds, expected) => {
    expect(accepted({ ENLACE_HOST: host, ...(said === null ? {} : { ENLACE_SAMPLE: said }) }, holds).sample).toBe(expected);
  });
  test('[C4] the sample is never written into real data', () => {
    const parsed = parse({ ENLACE_SAMPLE: '1' }, 'real');
    expect(parsed.ok ? '' : parsed.problems[0]).toContain('/srv/enlace/data');
  });
});

describe('[C5] warnings', () => {
  const warnings = (env: Readonly<Record<string, string>>): readonly string[] => {
    const parsed = parse(env);
    return parsed.ok ? parsed.warnings : ['refused'];
  };
  test('[C5] an unknown ENLACE_* is told and ignored; other variables are none of ours', () => {
    expect(warnings({ ENLACE_PROT: '1', PATH: '/bin' })).toEqual([expect.stringContaining('ENLACE_PROT')]);
  });
  test('[C5] a hub for other machines without an address of its own', () => {
    expect(warnings({ ENLACE_HOST: '0.0.0.0' })).toEqual([expect.stringContaining('ENLACE_URL')]);
    expect(warnings({ ENLACE_HOST: '0.0.0.0', ENLACE_URL: 'https://enlace.example' })).toEqual([]);
  });
  test('[C5] http beyond this machine', () => {
    expect(warnings({ ENLACE_URL: 'http://enlace.example' })).toEqual([expect.stringContaining('https')]);
    expect(warnings({ ENLACE_URL: 'http://localhost:9000' })).toEqual([]);
  });
});
