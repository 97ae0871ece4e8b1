import { expect, test } from 'vitest';
import { createLog } from './log.ts';

function record(): { readonly lines: string[]; readonly log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  return { lines, log: createLog('debug', (line) => void lines.push(line)) };
}

test('[S18] secrets and addresses are cut out wherever a line could carry them', () => {
  const { lines, log } = record();
  log.info({ cookie: 'SECRET', headers: { authorization: 'SECRET', cookie: 'SECRET' }, input: { body: { password: 'SECRET' } } }, 'x');
  log.info({ token: 'SECRET', account: { email: 'SECRET' } }, 'x');
  log.error({ err: new Error('no row for someone@inm.example', { cause: new Error('someone@inm.example') }) }, 'x');
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toContain('SECRET');
  expect(lines.join('')).not.toContain('inm.example');
});

test('[V20] a line is JSON with time, level and the ids of its child', () => {
  const { lines, log } = record();
  log.child({ requestId: 'r1' }).warn({ code: 'busy' }, 'refused');
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', requestId: 'r1', code: 'busy', msg: 'refused' });
});
