import { once } from 'node:events';
import { liveEventBytesMax, liveEventsBurst } from '@enlace/shared/limits';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../domain/house.support.ts';
import { heard, openScreen, useHub, watch } from './live.support.ts';

const hub = useHub();

describe('[R8] hostile events', () => {
  test('[R8] malformed: a refusal in the answer, and the screen goes on', async () => {
    const client = await openScreen(hub(), 'peer');
    const raw = client as unknown as {
      emitWithAck(name: string, ...event: unknown[]): Promise<unknown>;
      emit(name: string, ...event: unknown[]): void;
    };
    const bad = [
      undefined,
      null,
      0,
      '',
      [],
      {},
      { exchangeId: 'x', since: null },
      { exchangeId: hub().exchangeId, since: -1 },
      { exchangeId: hub().exchangeId, since: 1.5 },
      { exchangeId: hub().exchangeId },
      Buffer.from([1, 2, 3]),
    ];
    for (const event of bad) expect(await raw.emitWithAck('watch', event)).toMatchObject({ ok: false, refusal: { code: 'bad_request' } });
    for (const name of ['nothing', '__proto__', 'constructor', 'toString', 'message']) {
      expect(await raw.emitWithAck(name, {})).toMatchObject({ ok: false, refusal: { code: 'bad_request' } });
    }
    raw.emit('watch');
    raw.emit('watch', { exchangeId: hub().exchangeId, since: null }, 'not a function');
    raw.emit('at', 1, 2, 3, 4);
    expect(unwrap(await watch(client, hub().exchangeId))).toMatchObject({ seq: expect.any(Number) });
    expect(hub().logged.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test('[R8] too many: rate_limited, the others unharmed', async () => {
    const client = await openScreen(hub(), 'peer');
    const other = await openScreen(hub(), 'donor');
    const answers = await Promise.all(
      Array.from({ length: liveEventsBurst * 2 }, () => client.emitWithAck('unwatch', { exchangeId: hub().exchangeId })),
    );
    expect(answers.filter((answer) => !answer.ok && answer.refusal.code === 'rate_limited').length).toBeGreaterThan(liveEventsBurst / 2);
    expect(unwrap(await watch(other, hub().exchangeId))).toMatchObject({ seq: expect.any(Number) });
  });

  test('[R8] too large: that screen ends, the hub goes on', async () => {
    const client = await openScreen(hub(), 'peer');
    client.io.reconnection(false);
    const closed = heard(client, 'disconnect');
    (client as unknown as { emit(name: string, event: unknown): void }).emit('at', 'x'.repeat(liveEventBytesMax + 1));
    await closed;
    const other = await openScreen(hub(), 'donor');
    expect(unwrap(await watch(other, hub().exchangeId))).toMatchObject({ seq: expect.any(Number) });
  });

  test('[R8] packets that are no Socket.IO: that screen ends, the hub goes on', async () => {
    const { cookie } = await hub().as('peer');
    for (const junk of [
      '4',
      '4x',
      '49',
      '42',
      '42{',
      '42["watch"',
      '451-["x"]',
      '45999-["x",{"_placeholder":true,"num":0}]',
      '\u0000',
      `4${'['.repeat(30_000)}`,
    ]) {
      const socket = new WebSocket(`${hub().url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, {
        headers: { cookie },
      } as unknown as string[]);
      const closed = once(socket, 'close');
      socket.addEventListener('message', ({ data }) => {
        if (data === '2') return;
        if (String(data).startsWith('0')) socket.send('40');
        else {
          socket.send(junk);
          socket.close();
        }
      });
      await closed;
    }
    const other = await openScreen(hub(), 'donor');
    expect(unwrap(await watch(other, hub().exchangeId))).toMatchObject({ seq: expect.any(Number) });
  });
});
