// Binds an endpoint of the contract to a verb of the domain: request → who, path, body → verb → Result → answer.
// The only way a route is made, so no route forgets the sign-in, the bounds or the words of a refusal (S9, S11, S21).
import assert from 'node:assert/strict';
import type { Endpoint, InputOf, OutputOf } from '@enlace/shared/api/endpoint';
import {
  type CommentId,
  type DocumentId,
  type ExchangeId,
  type InvitationId,
  isId,
  type MemberId,
  type SessionId,
  type SignInId,
} from '@enlace/shared/ids';
import { openAddressesMax, openRequestsBurst, openRequestsPerSecond } from '@enlace/shared/limits';
import { ok, type Result, refuse } from '@enlace/shared/result';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, Hono } from 'hono';
import type { Caller, Door, House } from '../domain/house.ts';
import { networkOf } from '../domain/sign-in/attempts.ts';
import { createLimiters } from '../runtime/limiter.ts';
import { parseInput, readJson } from './body.ts';
import type { HttpDoor, HttpEnv } from './door.ts';
import { answerRefusal } from './problem.ts';

const USER_AGENT_CHARS_MAX = 300;

interface ParamIds {
  readonly commentId: CommentId;
  readonly documentId: DocumentId;
  readonly exchangeId: ExchangeId;
  readonly invitationId: InvitationId;
  readonly memberId: MemberId;
  readonly sessionId: SessionId;
  readonly signInId: SignInId;
}
type ParamsFor<E> = E extends Endpoint<infer P> ? { readonly [Name in P]: Name extends keyof ParamIds ? ParamIds[Name] : never } : never;
/** A verb with nothing to answer answers null. */
type OutputFor<E extends Endpoint> = E['output'] extends null ? null : OutputOf<E>;

/** Parameters of the path and the endpoint's own input, as one. */
type VerbInput<E extends Endpoint> = ParamsFor<E> & (E['input'] extends null ? unknown : InputOf<E>);

interface BoundRequest<E extends Endpoint, Who> {
  readonly house: House;
  readonly caller: Who;
  readonly input: VerbInput<E>;
  /** Remote address of the socket (no forwarded header is believed, S18) and `User-Agent` as sent, cut. */
  readonly door: Door;
  setCookie(value: string): void;
}

type Verb<E extends Endpoint> = (house: House, caller: Caller, input: VerbInput<E>) => Promise<Result<OutputFor<E>>>;
type Answer<E extends Endpoint, Who> = (request: BoundRequest<E, Who>) => Promise<Result<OutputFor<E>>>;

export interface Binder {
  /** To a verb of the domain, as it is. */
  bind<E extends Endpoint>(endpoint: E, verb: Verb<E>): void;
  /** Where the answer is more than the verb's value: it sets the cookie. */
  bindSigned<E extends Endpoint>(endpoint: E, answer: Answer<E, Caller>): void;
  /** For endpoints that say `access: 'open'`: the caller may be nobody; limited by address. */
  bindOpen<E extends Endpoint>(endpoint: E, answer: Answer<E, Caller | null>): void;
}

const readInput = (c: Context<HttpEnv>, endpoint: Endpoint): Promise<Result<unknown>> =>
  endpoint.method === 'GET' ? Promise.resolve(ok(c.req.query())) : readJson(c.req.raw);

/** An id that cannot be one is simply not there. */
function readParams(c: Context<HttpEnv>, endpoint: Endpoint): Result<Readonly<Record<string, string>>> {
  const params: Record<string, string> = {};
  for (const name of endpoint.params) {
    const value = c.req.param(name);
    if (!isId(value)) return refuse('not_found');
    params[name] = value;
  }
  return ok(params);
}

async function readRequest<E extends Endpoint, Who extends Caller | null>(
  c: Context<HttpEnv>,
  endpoint: E,
  { house, caller }: { readonly house: House; readonly caller: Who },
): Promise<Result<BoundRequest<E, Who>>> {
  const params = readParams(c, endpoint);
  if (!params.ok) return params;
  let input: unknown = {};
  if (endpoint.input !== null) {
    const raw = await readInput(c, endpoint);
    if (!raw.ok) return raw;
    const parsed = parseInput(endpoint.input, raw.value);
    if (!parsed.ok) return parsed;
    input = parsed.value;
  }
  return ok({
    house,
    caller,
    input: { ...(input as object), ...params.value } as VerbInput<E>, // the output of the endpoint's schema, and its names, each an id
    door: { address: getConnInfo(c).remote.address ?? '', userAgent: (c.req.header('user-agent') ?? '').slice(0, USER_AGENT_CHARS_MAX) },
    setCookie: (value) => c.header('set-cookie', value, { append: true }),
  });
}

export function createBinder(app: Hono<HttpEnv>, { house }: HttpDoor): Binder & { refuseOtherMethods(): void } {
  const methods = new Map<string, string[]>();
  const visitors = createLimiters(house.clock, { burst: openRequestsBurst, perSecond: openRequestsPerSecond, keysMax: openAddressesMax });

  /** `admit` answers who is asking, or null where nobody may. */
  function add<E extends Endpoint, Who extends Caller | null>(
    endpoint: E,
    answer: Answer<E, Who>,
    admit: (caller: Caller | null) => { readonly caller: Who } | null,
  ): void {
    methods.set(endpoint.path, [...(methods.get(endpoint.path) ?? []), endpoint.method]);
    app.on(endpoint.method, endpoint.path, async (c) => {
      const who = admit(c.var.caller);
      if (who === null) return answerRefusal(c, { code: 'signed_out' });
      const request = await readRequest(c, endpoint, { house, ...who });
      if (!request.ok) return answerRefusal(c, request.refusal);
      const result = await answer(request.value);
      if (!result.ok) return answerRefusal(c, result.refusal);
      return endpoint.output === null ? c.body(null, 204) : c.json(result.value as object); // the value of the output's schema
    });
  }

  function bindSigned<E extends Endpoint>(endpoint: E, answer: Answer<E, Caller>): void {
    assert(endpoint.access === 'signed-in', `${endpoint.path} is open`);
    add(endpoint, answer, (caller) => (caller === null ? null : { caller }));
  }
  return {
    bind: (endpoint, verb) => bindSigned(endpoint, (request) => verb(request.house, request.caller, request.input)),
    bindSigned,
    bindOpen(endpoint, answer) {
      assert(endpoint.access === 'open', `${endpoint.path} needs a sign-in`);
      add(
        endpoint,
        async (request) =>
          visitors.take(networkOf(request.door.address)) ? answer(request) : refuse('too_many_attempts', { detail: { seconds: 1 } }),
        (caller) => ({ caller }),
      );
    },
    /** Called after the last `bind`: a known path with another method answers 405 and says which there are. */
    refuseOtherMethods() {
      for (const [path, allowed] of methods) {
        app.all(path, (c) => {
          c.header('allow', allowed.join(', '));
          return answerRefusal(c, { code: 'method_not_allowed' });
        });
      }
    },
  };
}
