import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { send, useDoor } from './http.support.ts';

const door = useDoor();

describe('[V3] the web', () => {
  test('[V3] not built yet: said in words', async () => {
    const answer = await send(door(), '/x/abc', { headers: { accept: 'text/html' } });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toMatch(/no está construida[\s\S]*not built yet/);
  });
  test('[V3] built: one page for every address, files kept for good, what is missing is missing', async () => {
    await mkdir(join(door().webDir, '_app/immutable'), { recursive: true });
    await writeFile(join(door().webDir, '200.html'), '<!doctype html><title>Enlace</title>');
    await writeFile(join(door().webDir, '200.html.br'), 'br');
    await writeFile(join(door().webDir, '_app/immutable/a.js'), 'export {}');
    await writeFile(join(door().webDir, 'favicon.svg'), '<svg/>');
    for (const path of ['/', '/sign-in', '/x/01J/agenda/2027-03-11/01K', '/join/abc']) {
      const page = await send(door(), path, { headers: { 'accept-encoding': 'identity' } });
      expect([page.status, page.headers.get('cache-control'), await page.text()], path).toEqual([
        200,
        'no-cache',
        '<!doctype html><title>Enlace</title>',
      ]);
      expect(page.headers.get('content-type')).toContain('text/html');
      // the page's own policy rules its scripts
      expect(page.headers.get('content-security-policy')).not.toMatch(/default-src|script-src|style-src/);
    }
    const file = await send(door(), '/_app/immutable/a.js');
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(file.headers.get('content-type')).toContain('javascript');
    expect((await send(door(), '/favicon.svg')).headers.get('content-type')).toContain('image/svg+xml');
    for (const path of ['/_app/immutable/gone.js', '/_app/gone', '/robots.txt']) {
      const missing = await send(door(), path);
      expect(missing.status, path).toBe(404);
      expect(missing.headers.get('cache-control'), path).toBe('no-store');
    }
    await writeFile(`${door().webDir}-secret.txt`, 'SECRET');
    const name = `${door().webDir.split('/').at(-1)}-secret.txt`;
    for (const path of [`/..%2f${name}`, `/%2e%2e/${name}`, `/_app/..%5c..%5c${name}`, `/_app%2f..%2f..%2f${name}`, `/%00${name}`]) {
      expect(await (await send(door(), path)).text(), path).not.toContain('SECRET');
    }
    await rm(`${door().webDir}-secret.txt`);
    const head = await send(door(), '/sign-in', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
