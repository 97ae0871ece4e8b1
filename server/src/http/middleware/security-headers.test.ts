import { describe, expect, test } from 'vitest';
import { send, useDoor } from '../http.support.ts';

const door = useDoor();

describe('[S10] headers', () => {
  test('[S10] on every answer', async () => {
    for (const path of ['/healthz', '/api/v1/find', '/api/v1/broken', '/api/none', '/', '/x.js']) {
      const { headers } = await send(door(), path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('referrer-policy'), path).toBe('same-origin');
      expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
      expect(headers.get('content-security-policy'), path).toContain("frame-ancestors 'none'");
      expect(headers.get('permissions-policy'), path).toContain('camera=()');
    }
  });
  test('[S10] answers of the API are not stored anywhere', async () => {
    expect((await send(door(), '/api/v1/find')).headers.get('cache-control')).toBe('no-store');
  });
});
