// One request to the hub: endpoint of shared/api → fetch → Result. Never throws: what the hub refuses comes back by its code,
// no network is the refusal `unreachable`, an answer that does not parse is `internal`.
import { automaticHeader, type Endpoint, type InputOf, type OutputOf, type ParamsOf } from '@enlace/shared/api/endpoint';
import { problemSchema } from '@enlace/shared/api/problem';
import { ok, type Refusal, type Result, refuse } from '@enlace/shared/result';
import * as v from 'valibot';

interface Options {
  /** The page asks by itself, after a change or a reconnection: no sign of the person. */
  isAutomatic?: boolean;
}
type Asked<E extends Endpoint> = Options &
  (keyof ParamsOf<E> extends never ? { params?: undefined } : { params: ParamsOf<E> }) &
  (undefined extends InputOf<E> ? { input?: undefined } : { input: InputOf<E> });
/** Nothing to say where the endpoint asks nothing. */
type Rest<E extends Endpoint> = Partial<Asked<E>> extends Asked<E> ? [asked?: Asked<E>] : [asked: Asked<E>];

/** How long a request may take before it counts as no connection. */
const requestMs = 30_000;

/** `unreachable` also when the hub is silent for `requestMs`; `detail.requestId` joins a fault with the operator's log. */
export async function call<E extends Endpoint>(endpoint: E, ...[asked]: Rest<E>): Promise<Result<OutputOf<E>>> {
  const given = (asked ?? {}) as Options & { params?: Readonly<Record<string, string>>; input?: unknown }; // either shape of Asked
  const { params, input, isAutomatic = false } = given;
  const isQuery = endpoint.method === 'GET';
  const query = isQuery && input !== undefined ? `?${new URLSearchParams(input as Record<string, string>)}` : '';
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), requestMs);
  try {
    const response = await fetch(path + query, {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(isQuery ? {} : { 'content-type': 'application/json' }),
        ...(isAutomatic ? { [automaticHeader]: '1' } : {}),
      },
      ...(isQuery ? {} : { body: JSON.stringify(input ?? {}) }),
      signal: stop.signal,
    });
    return await readAnswer(endpoint, response);
  } catch {
    return refuse('unreachable'); // fetch rejects only where no answer came: network away, aborted, cut off while reading
  } finally {
    clearTimeout(timer);
  }
}

async function readAnswer<E extends Endpoint>(endpoint: E, response: Response): Promise<Result<OutputOf<E>>> {
  const text = await response.text();
  const json = parseJson(text);
  if (!response.ok) return { ok: false, refusal: readProblem(json, response.status) };
  if (endpoint.output === null) return ok(undefined as OutputOf<E>);
  const parsed = v.safeParse(endpoint.output, json);
  return parsed.success ? ok(parsed.output as OutputOf<E>) : refuse('internal');
}

function readProblem(json: unknown, status: number): Refusal {
  const parsed = v.safeParse(problemSchema, json);
  if (!parsed.success) return { code: status >= 502 && status <= 504 ? 'unreachable' : 'internal' };
  const { code, fields, detail, requestId } = parsed.output;
  return { code, ...(fields === undefined ? {} : { fields }), detail: { ...detail, requestId } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a proxy's page instead of ours: the caller sees a refusal
  }
}
