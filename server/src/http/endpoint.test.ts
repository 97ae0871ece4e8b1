import { describe, expect, test } from 'vitest';
import { exchangeId, json, readProblem, send, token, useDoor } from './http.support.ts';

const door = useDoor();
const post = (body: string, headers: Readonly<Record<string, string>> = json) =>
  send(door(), `/api/v1/echo/${exchangeId}`, { method: 'POST', headers, body });

describe('[V1] an endpoint is bound to its verb', () => {
  test('[V1] path and body arrive parsed, the verb’s value is the answer', async () => {
    const answer = await post('{"title":{"es":"hola"},"__proto__":{"x":1},"extra":1}');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ title: 'hola', exchangeId });
  });
  test('[V1] the query is the input of a GET', async () => {
    expect(await (await send(door(), '/api/v1/find?q=%C3%B1')).json()).toEqual({ q: 'ñ' });
  });
  test('[V1] nothing to say is 204', async () => {
    const answer = await send(door(), '/api/v1/quiet', { method: 'DELETE' });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  });
  test('[V1] a refusal has its status, code, both languages, and the seconds to wait', async () => {
    const answer = await send(door(), '/api/v1/wait', { method: 'POST', headers: { 'accept-language': 'fr, en;q=0.8, es;q=0.5' } });
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(await readProblem(answer)).toMatchObject({
      status: 429,
      code: 'too_many_attempts',
      title: expect.stringContaining('Wait 7 seconds'),
    });
    const es = await send(door(), '/api/v1/wait', { method: 'POST', headers: { 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' } });
    expect(await readProblem(es)).toMatchObject({ title: expect.stringContaining('Espere 7 segundos') });
  });
});

describe('[S11] who is asking', () => {
  test('[S11] without a sign-in, and with a wrong one: 401', async () => {
    expect(await readProblem(await send(door(), '/api/v1/mine'))).toMatchObject({ status: 401, code: 'signed_out' });
    const wrong = await send(door(), '/api/v1/mine', { headers: { cookie: `enlace=${'x'.repeat(43)}` } });
    expect(await readProblem(wrong)).toMatchObject({ status: 401 });
  });
  test('[S11] with the cookie: the caller; the account’s language comes before the browser’s', async () => {
    const cookie = { cookie: `enlace=${token}`, 'accept-language': 'es' };
    expect(await (await send(door(), '/api/v1/mine', { headers: cookie })).json()).toEqual({ id: exchangeId });
    expect(await readProblem(await send(door(), '/api/v1/none', { headers: cookie }))).toMatchObject({
      title: expect.stringMatching(/^It does not exist/),
    });
  });
  test('[S21] a sign-in that cannot be looked up lets nobody in', async () => {
    door().isLookupBroken = true;
    try {
      const answer = await send(door(), '/api/v1/mine', { headers: { cookie: `enlace=${token}` } });
      expect(await readProblem(answer)).toMatchObject({ status: 503, code: 'storage_failed' });
    } finally {
      door().isLookupBroken = false;
    }
  });
});

describe('[S21] faults', () => {
  test('[S21] a fault is 500 with a request id, door().logged once under it without its addresses, and the process goes on', async () => {
    door().logged.length = 0;
    const body = await readProblem(await send(door(), '/api/v1/broken'));
    expect(body).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(body)).not.toContain('inm.example');
    const lines = door().logged.filter((line) => line.includes('"level":"error"'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: (body as { requestId: string }).requestId });
    expect(lines[0]).not.toContain('inm.example');
    expect((await send(door(), '/healthz')).status).toBe(200);
  });
  test('[F21] a full disk says so', async () => {
    expect(await readProblem(await send(door(), '/api/v1/full'))).toMatchObject({ status: 507, code: 'storage_full' });
  });
});
