// Result: how an expected "no" travels. A verb returns `ok` or a refusal from the closed table of refusals.ts;
// faults (the world failed) and bugs throw instead, and are caught once at the edge.
import type { RefusalCode } from './refusals.ts';

/** One field of the input that was not accepted; `path` is dotted (`title.es`), `problem` a key of the refusal table. */
export interface FieldProblem {
  readonly path: string;
  readonly problem: RefusalCode;
}

export interface Refusal {
  readonly code: RefusalCode;
  readonly fields?: readonly FieldProblem[];
  /** Facts that the message needs, such as the seconds to wait; never content and never a secret. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = (code: RefusalCode, more: Omit<Refusal, 'code'> = {}): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...more },
});
