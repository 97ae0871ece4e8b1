// Refuses what another site makes a browser send (S9): every method that is not safe, on every path.
import type { MiddlewareHandler } from 'hono';
import { isOwnOrigin } from '../../runtime/origin.ts';
import type { HttpDoor, HttpEnv } from '../door.ts';
import { answerRefusal } from '../problem.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export function originCheck({ ownOrigins }: HttpDoor): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    if (SAFE.has(c.req.method)) return next();
    const headers = { origin: c.req.header('origin'), 'sec-fetch-site': c.req.header('sec-fetch-site') };
    if (isOwnOrigin(headers, ownOrigins())) return next();
    c.var.log.info({ method: c.req.method, code: 'origin_refused' }, 'request of another origin refused');
    return answerRefusal(c, { code: 'origin_refused' });
  };
}
