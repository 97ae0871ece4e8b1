import { describe, expect, test } from 'vitest';
import { isOwnOrigin, ownOrigins } from './origin.ts';

const bound = ownOrigins({ host: '127.0.0.1', port: 8080, url: null });
const published = ownOrigins({ host: '0.0.0.0', port: 8080, url: 'https://enlace.example' });

describe('[S1] which origins are ours', () => {
  test.each(['http://127.0.0.1:8080', 'http://localhost:8080', 'http://[::1]:8080'])('[S1] without ENLACE_URL, %s', (origin) => {
    expect(isOwnOrigin({ origin }, bound)).toBe(true);
  });
  test('[S1] with ENLACE_URL, it alone', () => {
    expect(published).toEqual(['https://enlace.example']);
  });
  test('[S1] a default port is left out, as browsers do', () => {
    expect(ownOrigins({ host: '127.0.0.1', port: 80, url: null })).toContain('http://localhost');
    expect(ownOrigins({ host: '::1', port: 8080, url: null })).toContain('http://[::1]:8080');
  });

  const foreign = [
    'null',
    '',
    '*',
    'http://evil.example',
    'https://127.0.0.1:8080',
    'http://127.0.0.1',
    'http://127.0.0.1:8081',
    'http://127.0.0.1:80800',
    'http://127.0.0.1:8080.evil.example',
    'http://evil.example/http://127.0.0.1:8080',
    'http://localhost:8080@evil.example',
    'http://LOCALHOST:8080',
    'http://localhost:8080/',
    ' http://localhost:8080',
    'http://localhost:8080, http://evil.example',
    'http://sub.localhost:8080',
    'http://127.1:8080',
    'http://0.0.0.0:8080',
    'http://[::]:8080',
    'file://',
    'chrome-extension://abc',
    'ws://127.0.0.1:8080',
  ];
  test.each(foreign)('[S1] %j is refused', (origin) => {
    expect(isOwnOrigin({ origin }, bound)).toBe(false);
    expect(isOwnOrigin({ origin, 'sec-fetch-site': 'same-origin' }, bound)).toBe(false);
  });
});

describe('[S9] without an Origin', () => {
  test.each([
    ['same-origin', true],
    ['none', true],
    ['same-site', false],
    ['cross-site', false],
    ['', false],
    [undefined, true],
  ])('[S9] Sec-Fetch-Site %s: %s', (site, expected) => {
    expect(isOwnOrigin({ 'sec-fetch-site': site }, bound)).toBe(expected);
  });
});
