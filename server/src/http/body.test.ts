import { request as nodeRequest } from 'node:http';
import { connect } from 'node:net';
import { httpBodyBytesMax } from '@enlace/shared/limits';
import { describe, expect, test } from 'vitest';
import { exchangeId, json, readProblem, send, useDoor } from './http.support.ts';

const door = useDoor();
const post = (body: string, headers: Readonly<Record<string, string>> = json) =>
  send(door(), `/api/v1/echo/${exchangeId}`, { method: 'POST', headers, body });

describe('[V2] bad input is a clear refusal', () => {
  test('[V2] every field that is wrong is named', async () => {
    expect(await readProblem(await post('{"title":{"es":"demasiado"},"n":"x"}'))).toMatchObject({
      status: 400,
      code: 'bad_request',
      fields: [
        { path: 'title.es', problem: 'field_too_long' },
        { path: 'n', problem: 'field_invalid' },
      ],
    });
    expect(await readProblem(await post('{}'))).toMatchObject({ fields: [{ path: 'title', problem: 'field_missing' }] });
  });
  test.each(['', '{', 'null', '[]', '"a"', '1e999', '{"title":', '\u0000', `${'['.repeat(100_000)}`, '{"title":{"es":"a"}}x'])(
    '[V2] body %#: 400',
    async (body) => {
      expect(await readProblem(await post(body))).toMatchObject({ status: 400, code: 'bad_request' });
    },
  );
  test('[V2] bytes that are not UTF-8: 400', async () => {
    const body = Buffer.from([0x22, 0xff, 0xfe, 0x22]);
    const answer = await send(door(), `/api/v1/echo/${exchangeId}`, { method: 'POST', headers: json, body });
    expect(await readProblem(answer)).toMatchObject({ status: 400 });
  });
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx', 'text/json'])(
    '[S9] %s: 415',
    async (type) => {
      expect(await readProblem(await post('{"title":{"es":"a"}}', { 'content-type': type }))).toMatchObject({
        status: 415,
        code: 'not_json',
      });
    },
  );
  test('[V2] a body without a type: 415', async () => {
    const answer = await send(door(), `/api/v1/echo/${exchangeId}`, { method: 'POST', headers: {}, body: Buffer.from('{}') });
    expect(await readProblem(answer)).toMatchObject({ status: 415 });
  });
  test('[R8] a body over the bound, announced: 413', async () => {
    expect(await readProblem(await post('x'.repeat(httpBodyBytesMax + 1)))).toMatchObject({ status: 413, code: 'body_too_large' });
  });
  test('[R8] a body over the bound, in chunks without a length: 413', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const sent = nodeRequest(`${door().url}/api/v1/echo/${exchangeId}`, { method: 'POST', headers: json }, (answer) => {
        resolve(answer.statusCode ?? 0);
        answer.resume();
      });
      sent.on('error', reject);
      for (let i = 0; i <= 5; i += 1) sent.write('x'.repeat(httpBodyBytesMax / 4));
      sent.end();
    });
    expect(status).toBe(413);
  });
  test('[V2] what cannot be an id is not there', async () => {
    const answer = await send(door(), '/api/v1/echo/..%2Fetc', { method: 'POST', headers: json, body: '{"title":{"es":"a"}}' });
    expect(await readProblem(answer)).toMatchObject({ status: 404, code: 'not_found' });
  });
  test('[V2] unknown addresses below /api and the other doors: a problem, never a page', async () => {
    for (const path of ['/api', '/api/', '/api/v1', '/api/v2/x', '/api/v1/echo', '/sync/abc', '/live/x', '/live']) {
      expect(await readProblem(await send(door(), path, { headers: { accept: 'text/html' } })), path).toMatchObject({
        status: 404,
        code: 'not_found',
      });
    }
  });
  test('[V2] another method on a known address: 405 and the methods there are', async () => {
    const answer = await send(door(), '/api/v1/quiet', { method: 'GET' });
    expect(answer.headers.get('allow')).toBe('DELETE');
    expect(await readProblem(answer)).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect((await send(door(), '/api/v1/quiet', { method: 'OPTIONS' })).status).toBe(405);
  });
  test('[V2] bytes that are no HTTP: an answer or an end, and the next request is served', async () => {
    for (const bytes of ['\u0000\u0001\u0002\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', `GET / HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`]) {
      const socket = connect(Number(new URL(door().url).port), '127.0.0.1');
      socket.on('error', () => undefined); // a reset is an end too
      socket.end(bytes);
      socket.resume();
      await new Promise((resolve) => socket.once('close', resolve));
    }
    expect((await send(door(), '/healthz')).status).toBe(200);
  });
});
