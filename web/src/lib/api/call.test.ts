// What goes to the hub with a request: whether the person asks, or their page by itself.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listSignIns } from '@enlace/shared/api/sign-in';
import { afterEach, expect, test } from 'vitest';
import { call } from './call.ts';

const browserFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = browserFetch;
});

test('[A3] what the page asks by itself says so, and what its person asks does not', async () => {
  const heard: (string | undefined)[] = [];
  const server = createServer(({ headers }, answer) => {
    heard.push(headers['x-enlace-automatic']?.toString());
    answer.setHeader('content-type', 'application/json').end('[]');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP port, as it listens on one
  // a page has an address, a test has none
  globalThis.fetch = (path, init) => browserFetch(new URL(String(path), `http://127.0.0.1:${port}`), init);
  expect(await call(listSignIns)).toEqual({ ok: true, value: [] });
  expect(await call(listSignIns, { isAutomatic: true })).toEqual({ ok: true, value: [] });
  expect(heard).toEqual([undefined, '1']);
  server.close();
});
