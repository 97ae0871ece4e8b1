// Refusal → answer: the one place where the HTTP door turns a "no" into a status and words (RFC 9457), in the reader's language.
import type { Problem } from '@enlace/shared/api/problem';
import type { Language } from '@enlace/shared/model/text';
import { describeRefusal, isRefusalCode, REFUSALS, type RefusalCode } from '@enlace/shared/refusals';
import type { Refusal } from '@enlace/shared/result';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { HttpEnv } from './door.ts';

/** The account's language, else the first of both that `Accept-Language` names, by weight; Spanish where it names neither. */
function languageOf(c: Context<HttpEnv>): Language {
  const account = c.var.caller?.account;
  if (account !== undefined) return account.language;
  const ranges = (c.req.header('accept-language') ?? '').slice(0, 200).split(',');
  const weighed = ranges.map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find((q) => q !== undefined);
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  weighed.sort((a, b) => b.quality - a.quality);
  return weighed.find(({ language }) => language === 'es' || language === 'en')?.language === 'en' ? 'en' : 'es';
}

export function answerRefusal(c: Context<HttpEnv>, refusal: Refusal): Response {
  const { code, fields, detail } = refusal;
  const { status, retry } = REFUSALS[code];
  const problem: Problem = {
    type: 'about:blank',
    status,
    code,
    title: describeRefusal(code, languageOf(c), detail),
    ...(fields === undefined ? {} : { fields: [...fields] }),
    ...(detail === undefined ? {} : { detail: { ...detail } }),
    requestId: c.var.requestId,
  };
  const seconds = detail?.seconds;
  const retryAfter: Record<string, string> = retry && status !== 500 ? { 'retry-after': String(seconds ?? 1) } : {};
  return c.body(JSON.stringify(problem), status as ContentfulStatusCode, { 'content-type': 'application/problem+json', ...retryAfter });
}

/** A fault that knows its refusal (the store's: full, failed) carries it as `code`; every other fault is `internal`. */
export function refusalOfFault(fault: unknown): RefusalCode {
  if (!(fault instanceof Error)) return 'internal';
  if (fault.name === 'StoreFault' && 'code' in fault && isRefusalCode(fault.code)) return fault.code;
  return fault.cause === undefined ? 'internal' : refusalOfFault(fault.cause);
}

/** The edge where a fault is caught and logged, once; the person gets the request id that joins both. */
export function answerFault(c: Context<HttpEnv>, fault: unknown): Response {
  const code = refusalOfFault(fault);
  c.var.log.error({ err: fault, method: c.req.method, code }, 'request failed');
  return answerRefusal(c, { code });
}
