// Every endpoint of the contract, bound to its verb: one file of routes for each file of shared/api.
import type { Binder } from './endpoint.ts';
import { commentRoutes } from './routes/comment.ts';
import { documentRoutes } from './routes/document.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { peopleRoutes } from './routes/people.ts';
import { sessionRoutes } from './routes/session.ts';
import { setupRoutes } from './routes/setup.ts';
import { signInRoutes } from './routes/sign-in.ts';

export function contractRoutes(binder: Binder): void {
  signInRoutes(binder);
  exchangeRoutes(binder);
  sessionRoutes(binder);
  documentRoutes(binder);
  peopleRoutes(binder);
  commentRoutes(binder);
  setupRoutes(binder);
}
