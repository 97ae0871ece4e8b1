import { request as nodeRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { connectError, heard, useHub } from './live.support.ts';

const hub = useHub();

describe('[S1] who may open a screen', () => {
  test('[S1] without a cookie, or with one that is nobody’s: signed_out', async () => {
    expect(await connectError(hub().live(null))).toBe('signed_out');
    expect(await connectError(hub().live(`enlace=${'x'.repeat(43)}`))).toBe('signed_out');
  });
  test('[S21] where the sign-in cannot be looked up, nobody is let in and the client tries again', async () => {
    const who = await hub().as('peer');
    const { signIns } = hub().house.store.records;
    const real = signIns.byTokenHash;
    let asked = 0;
    Object.assign(signIns, {
      byTokenHash: async (hash: string) => {
        asked += 1;
        if (asked <= 2) throw new Error('disk');
        return real(hash);
      },
    });
    const client = hub().live(who.cookie);
    client.connect();
    await heard(client, 'connect');
    expect(asked).toBe(3);
  });

  const suffix = () => `${hub().url}.evil.example`;
  const origins: readonly (readonly [string, () => Record<string, string>, boolean])[] = [
    ['no origin (not a browser)', () => ({}), true],
    ['ours', () => ({ origin: hub().url }), true],
    ['ours by its other name', () => ({ origin: hub().url.replace('127.0.0.1', 'localhost') }), true],
    ['null', () => ({ origin: 'null' }), false],
    ['another site', () => ({ origin: 'https://evil.example' }), false],
    ['a suffix of ours', () => ({ origin: suffix() }), false],
    ['another port', () => ({ origin: 'http://127.0.0.1:1' }), false],
    ['another scheme', () => ({ origin: hub().url.replace('http:', 'https:') }), false],
    ['cross-site without Origin', () => ({ 'sec-fetch-site': 'cross-site' }), false],
  ];
  for (const transport of ['websocket', 'polling'] as const) {
    test.each(origins)(`[S1] ${transport}, origin %s`, async (_name, headers, isLetIn) => {
      const { cookie } = await hub().as('peer');
      const client = hub().live(null, { transports: [transport], extraHeaders: { cookie, ...headers() }, reconnection: false });
      expect((await connectError(client)) === 'connected').toBe(isLetIn);
    });
  }
  test('[S1] the refusal of an origin is told by its code', async () => {
    const body = await new Promise<string>((resolve) => {
      const sent = nodeRequest(`${hub().url}/live/?EIO=4&transport=polling`, { headers: { origin: 'https://evil.example' } }, (answer) => {
        expect(answer.statusCode).toBe(403);
        answer.setEncoding('utf8').on('data', resolve);
      });
      sent.end();
    });
    expect(JSON.parse(body)).toMatchObject({ message: 'origin_refused' });
  });
});
