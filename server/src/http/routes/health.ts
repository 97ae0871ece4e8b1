// For whoever watches the process: /healthz says that it answers, /readyz that it can also read and write. Neither says more.
import type { Hono } from 'hono';
import type { HttpDoor, HttpEnv } from '../door.ts';
import { refusalOfFault } from '../problem.ts';

/** The probe writes to the disk; asked more often than this, the last answer is given again. */
const PROBE_INTERVAL_MS = 1_000;

export function healthRoutes(app: Hono<HttpEnv>, { house, log, phase }: HttpDoor): void {
  let probedMs = Number.NEGATIVE_INFINITY;
  let probe: Promise<string> = Promise.resolve('ready');

  async function look(): Promise<string> {
    try {
      await house.store.probe();
      return 'ready';
    } catch (fault) {
      log.error({ err: fault }, 'store probe failed');
      return refusalOfFault(fault);
    }
  }
  function probeStore(): Promise<string> {
    const nowMs = house.clock.nowMs();
    if (nowMs - probedMs >= PROBE_INTERVAL_MS) {
      probedMs = nowMs;
      probe = look();
    }
    return probe;
  }

  app.get('/healthz', (c) => c.json({ status: 'live' }, 200, { 'cache-control': 'no-store' }));
  app.get('/readyz', async (c) => {
    const status = phase() === 'running' ? await probeStore() : phase();
    return c.json({ status }, status === 'ready' ? 200 : 503, { 'cache-control': 'no-store' });
  });
}
