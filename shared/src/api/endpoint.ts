// The HTTP contract as data: an endpoint is bound once on the server and called once on the web. No behaviour here.
import type * as v from 'valibot';

type Schema = v.GenericSchema;

export interface Endpoint<
  Params extends string = string,
  Input extends Schema | null = Schema | null,
  Output extends Schema | null = Schema | null,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `/api/v1/exchanges/:exchangeId` */
  readonly path: string;
  readonly params: readonly Params[];
  /** JSON body of an unsafe method, query of a GET; null: none. */
  readonly input: Input;
  /** JSON body of a 200; null: 204 without one. */
  readonly output: Output;
  /** Whether a sign-in is needed; `open` doors are limited by address. */
  readonly access: 'signed-in' | 'open';
}

/** Sent, as `1`, with what a page asks by itself after a change or a reconnection: no sign of its person (A3). */
export const automaticHeader = 'x-enlace-automatic';

export type InputOf<E> = E extends Endpoint<string, infer I, Schema | null> ? (I extends Schema ? v.InferOutput<I> : undefined) : never;
export type OutputOf<E> = E extends Endpoint<string, Schema | null, infer O> ? (O extends Schema ? v.InferOutput<O> : undefined) : never;
export type ParamsOf<E> = E extends Endpoint<infer P, Schema | null, Schema | null> ? Readonly<Record<P, string>> : never;

type ParamsIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsIn<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** Declares an endpoint; the names of its parameters are read from the path. */
export function endpoint<const Path extends string, I extends Schema | null, O extends Schema | null>(definition: {
  readonly method: Endpoint['method'];
  readonly path: Path;
  readonly input: I;
  readonly output: O;
  readonly access?: 'open';
}): Endpoint<ParamsIn<Path>, I, O> {
  const params = [...definition.path.matchAll(/:(\w+)/g)].map((match) => match[1] as ParamsIn<Path>); // the same names, read by the same rule
  return { access: 'signed-in', ...definition, params };
}
