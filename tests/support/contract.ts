// Every endpoint of the contract, with a path that can be asked for: ids in the place of its parameters.
import * as comment from '@enlace/shared/api/comment';
import * as document from '@enlace/shared/api/document';
import type { Endpoint } from '@enlace/shared/api/endpoint';
import * as exchange from '@enlace/shared/api/exchange';
import * as people from '@enlace/shared/api/people';
import * as session from '@enlace/shared/api/session';
import * as setup from '@enlace/shared/api/setup';
import * as signIn from '@enlace/shared/api/sign-in';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value;

export const ENDPOINTS: readonly Endpoint[] = [comment, document, exchange, people, session, setup, signIn].flatMap((module) =>
  Object.values(module).filter(isEndpoint),
);

/** `ids` by parameter name; whatever is not named there gets `otherwise`. */
export const pathOf = ({ path }: Endpoint, ids: Readonly<Record<string, string>>, otherwise: string): string =>
  path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? otherwise);
