import { request as nodeRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { exchangeId, json, send, useDoor } from '../http.support.ts';

const door = useDoor();

describe('[S9] methods × headers', () => {
  const own = () => door().url;
  const table: readonly (readonly [string, () => Record<string, string>, boolean])[] = [
    ['no browser headers', () => ({}), true],
    ['own Origin', () => ({ origin: own() }), true],
    ['own Origin by its other name', () => ({ origin: own().replace('127.0.0.1', 'localhost') }), true],
    ['Sec-Fetch-Site: same-origin', () => ({ 'sec-fetch-site': 'same-origin' }), true],
    ['Sec-Fetch-Site: none', () => ({ 'sec-fetch-site': 'none' }), true],
    ['Sec-Fetch-Site: same-site', () => ({ 'sec-fetch-site': 'same-site' }), false],
    ['Sec-Fetch-Site: cross-site', () => ({ 'sec-fetch-site': 'cross-site' }), false],
    ['Origin: null', () => ({ origin: 'null' }), false],
    ['another Origin', () => ({ origin: 'http://evil.example' }), false],
    ['a suffix trick', () => ({ origin: `${own()}.evil.example` }), false],
    ['another Origin that says same-origin', () => ({ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }), false],
    ['own Origin, another site', () => ({ origin: own(), 'sec-fetch-site': 'cross-site' }), true],
  ];
  const unsafe: readonly (readonly [string, string])[] = [
    ['POST', `/api/v1/echo/${exchangeId}`],
    ['DELETE', '/api/v1/quiet'],
    ['PATCH', '/api/v1/none'],
    ['PUT', '/'],
  ];
  for (const [method, path] of unsafe) {
    test.each(table)(`[S9] ${method} with %s`, async (_name, headers, isLetIn) => {
      // fetch keeps these headers for itself; node:http sends what it is given
      const status = await new Promise<number>((resolve, reject) => {
        const sent = nodeRequest(`${door().url}${path}`, { method, headers: { ...json, ...headers() } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        });
        sent.on('error', reject);
        sent.end(method === 'POST' ? '{"title":{"es":"a"}}' : undefined);
      });
      expect(status === 403).toBe(!isLetIn);
    });
  }
  test('[S9] reading is not refused by its Origin, and no header lets another site read the answer', async () => {
    const answer = await send(door(), '/api/v1/find', { headers: { origin: 'http://evil.example' } });
    expect(answer.status).toBe(200);
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
