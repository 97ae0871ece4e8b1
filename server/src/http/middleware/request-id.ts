// Gives each request an id and a log that carries it; the same id is in the answer's header and in its problem. Logs how it ended.
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { HttpDoor, HttpEnv } from '../door.ts';

const ID_BYTES = 9;

/** An id of ours always: one that a client brings could be anything. The log has the route's pattern, never the path or the query. */
export function requestId({ house, log }: HttpDoor): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const id = Buffer.from(house.random(ID_BYTES)).toString('base64url');
    const beganMs = house.clock.nowMs();
    c.set('requestId', id);
    c.set('log', log.child({ requestId: id }));
    c.set('caller', null);
    await next();
    c.header('x-request-id', id);
    const ms = house.clock.nowMs() - beganMs;
    c.var.log.debug({ method: c.req.method, route: routePath(c, -1), status: c.res.status, ms }, 'request');
  };
}
