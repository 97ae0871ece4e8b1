import * as comment from '@enlace/shared/api/comment';
import * as document from '@enlace/shared/api/document';
import type { Endpoint } from '@enlace/shared/api/endpoint';
import * as exchange from '@enlace/shared/api/exchange';
import * as people from '@enlace/shared/api/people';
import * as session from '@enlace/shared/api/session';
import * as setup from '@enlace/shared/api/setup';
import * as signIn from '@enlace/shared/api/sign-in';
import { expect, test } from 'vitest';
import { contractRoutes } from './contract-routes.ts';

const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`;
const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;

test('[V1] every endpoint of the contract is bound, once', () => {
  const declared = [comment, document, exchange, people, session, setup, signIn]
    .flatMap((module) => Object.values(module))
    .filter(isEndpoint);
  const bound: string[] = [];
  const note = (endpoint: Endpoint): void => void bound.push(nameOf(endpoint));
  contractRoutes({ bind: note, bindSigned: note, bindOpen: note });
  expect(bound.toSorted()).toEqual(declared.map(nameOf).toSorted());
  expect(new Set(bound).size).toBe(bound.length);
});
