// Since when something is new to a person: the end of their previous visit. A reload within half an hour is the same visit.

import { instantSchema } from '@enlace/shared/model/time';
import * as v from 'valibot';

const sameVisitMs = 30 * 60_000;

const keptSchema = v.object({ since: v.nullable(instantSchema), seenAt: instantSchema });
export type Visit = v.InferOutput<typeof keptSchema>;

/** `kept`: what was stored last time, or null. The answer is stored, and its `since` shown; null at the very first visit. */
export function nextVisit(kept: string | null, now: Date): Visit {
  const before = parseKept(kept);
  const seenAt = now.toISOString();
  if (before === null) return { since: null, seenAt };
  const isSame = now.getTime() - Date.parse(before.seenAt) < sameVisitMs;
  return { since: isSame ? before.since : before.seenAt, seenAt };
}

function parseKept(kept: string | null): Visit | null {
  if (kept === null) return null;
  try {
    const parsed = v.safeParse(keptSchema, JSON.parse(kept));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // not ours: as if never seen
  }
}
