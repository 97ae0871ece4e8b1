// Who is asking: the cookie's token → the caller, or nobody. A fault here lets nobody in (S21).
import { automaticHeader } from '@enlace/shared/api/endpoint';
import type { MiddlewareHandler } from 'hono';
import { readSignInToken } from '../../runtime/cookie.ts';
import type { HttpDoor, HttpEnv } from '../door.ts';
import { answerRefusal, refusalOfFault } from '../problem.ts';

export function signInCheck({ house, identify }: HttpDoor): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    try {
      const isSign = c.req.header(automaticHeader) === undefined;
      c.set('caller', await identify(readSignInToken(c.req.header('cookie'), house.url), isSign));
    } catch (fault) {
      c.var.log.error({ err: fault }, 'sign-in could not be looked up');
      const code = refusalOfFault(fault);
      return answerRefusal(c, { code: code === 'internal' ? 'storage_failed' : code });
    }
    return next();
  };
}
