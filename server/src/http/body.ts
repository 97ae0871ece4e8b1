// The body of a request: bounded bytes → text → JSON → the schema's type, or a refusal (R8). Nothing past the bound is kept.
import { httpBodyBytesMax } from '@enlace/shared/limits';
import { isRefusalCode, type RefusalCode } from '@enlace/shared/refusals';
import { type FieldProblem, ok, type Result, refuse } from '@enlace/shared/result';
import * as v from 'valibot';

const JSON_TYPE = /^application\/json\s*(;|$)/i;
const FIELD_PROBLEMS_MAX = 50;

async function readBytes(request: Request): Promise<Result<Uint8Array>> {
  if (Number(request.headers.get('content-length') ?? 0) > httpBodyBytesMax) return refuse('body_too_large');
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > httpBodyBytesMax) return refuse('body_too_large');
    parts.push(part);
  }
  return ok(Buffer.concat(parts));
}

/** Half a character or NUL, which JSON can escape and no store gives back as it was (T1). */
const isBroken = (value: unknown): boolean => typeof value === 'string' && (!value.isWellFormed() || value.includes('\0'));

function requireText(key: string, value: unknown): unknown {
  if (isBroken(key) || isBroken(value)) throw new SyntaxError('text that cannot be kept');
  return value;
}

function parseJson(bytes: Uint8Array): Result<unknown> {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), requireText));
  } catch {
    return refuse('bad_request'); // SyntaxError, TypeError, RangeError for what is nested too deep: these bytes are no JSON of ours
  }
}

export async function readJson(request: Request): Promise<Result<unknown>> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) return refuse('not_json');
  const bytes = await readBytes(request);
  return bytes.ok ? parseJson(bytes.value) : bytes;
}

function problemOf(issue: v.BaseIssue<unknown>): RefusalCode {
  if (isRefusalCode(issue.message)) return issue.message;
  if (issue.received === 'undefined') return 'field_missing';
  return issue.type === 'max_length' ? 'field_too_long' : 'field_invalid';
}

/** Every field that was not accepted, by its dotted path. */
export function parseInput<S extends v.GenericSchema>(schema: S, input: unknown): Result<v.InferOutput<S>> {
  const parsed = v.safeParse(schema, input);
  if (parsed.success) return ok(parsed.output);
  const fields: FieldProblem[] = parsed.issues.slice(0, FIELD_PROBLEMS_MAX).map((issue) => ({
    path: v.getDotPath(issue) ?? '',
    problem: problemOf(issue),
  }));
  return refuse('bad_request', { fields });
}
