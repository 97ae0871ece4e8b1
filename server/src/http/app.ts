// The HTTP door: one line of middleware, then the routes of the contract, then the web. Home of Hono.
// socket → request id → security headers → origin → sign-in → endpoint → verb; what falls through is 404, what throws is 500 (S9, S21).
import type { Server } from 'node:http';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { HttpDoor, HttpEnv } from './door.ts';
import { type Binder, createBinder } from './endpoint.ts';
import { originCheck } from './middleware/origin-check.ts';
import { requestId } from './middleware/request-id.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { signInCheck } from './middleware/sign-in.ts';
import { answerFault, answerRefusal } from './problem.ts';
import { healthRoutes } from './routes/health.ts';
import { webRoutes } from './web.ts';

/** What a server asks for an answer; `app.fetch` is one. */
export type FetchCallback = (request: Request, env: HttpBindings) => Response | Promise<Response>;

/** How long a client may take for its headers and for a whole request, and a silent connection be kept. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 20_000, connectionsCheckingInterval: 5_000 };
const HEADER_BYTES_MAX = 16 * 1024;

/** `bindRoutes` binds the endpoints; in the hub, all of the contract (contract-routes.ts). */
export function createApp(door: HttpDoor, bindRoutes: (binder: Binder) => void): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.use(requestId(door));
  app.use(securityHeaders(() => door.house.url.startsWith('https:')));
  app.use(originCheck(door));
  app.use('/api/*', signInCheck(door));

  healthRoutes(app, door);
  const binder = createBinder(app, door);
  bindRoutes(binder);
  binder.refuseOtherMethods();
  for (const path of ['/api/*', '/api', '/sync/*', '/live/*']) app.all(path, (c) => answerRefusal(c, { code: 'not_found' }));
  webRoutes(app, door);

  app.notFound((c) => answerRefusal(c, { code: 'not_found' }));
  app.onError((fault, c) => answerFault(c, fault));
  return app;
}

/** One Node server, not yet listening; whoever calls owns and closes it. `answer` may change its mind until the door is built. */
export function createHttpServer(answer: FetchCallback): Server {
  const server = createAdaptorServer({
    fetch: (request, env) => answer(request, env as HttpBindings), // plain node:http, so never the bindings of HTTP/2
    serverOptions: { ...TIMEOUTS, maxHeaderSize: HEADER_BYTES_MAX },
  });
  return server as Server; // without `createServer` it is a plain node:http one
}
