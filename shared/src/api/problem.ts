// The body of every answer that is not a success: `application/problem+json` (RFC 9457) with the refusal's code.
import * as v from 'valibot';
import { isRefusalCode, type RefusalCode } from '../refusals.ts';

const codeSchema = v.custom<RefusalCode>(isRefusalCode);

export const problemSchema = v.object({
  type: v.literal('about:blank'),
  status: v.number(),
  code: codeSchema,
  title: v.string(),
  fields: v.optional(v.array(v.object({ path: v.string(), problem: codeSchema }))),
  detail: v.optional(v.record(v.string(), v.union([v.string(), v.number()]))),
  /** Joins what the person saw with the line in the operator's log. */
  requestId: v.string(),
});
export type Problem = v.InferOutput<typeof problemSchema>;
