// A refusal in the reader's words, from the one table of shared; a fault of the hub carries its request number for the operator.
import { describeRefusal } from '@enlace/shared/refusals';
import type { Refusal } from '@enlace/shared/result';
import { preferences } from '#lib/state/preferences.svelte.ts';

export function tellRefusal(refusal: Refusal): string {
  const words = describeRefusal(refusal.code, preferences.language, refusal.detail ?? {});
  const requestId = refusal.detail?.requestId;
  return refusal.code === 'internal' && requestId !== undefined ? `${words} (${requestId})` : words;
}

/** The words for one field of what was sent; undefined where the field was not refused. */
export function tellField(refusal: Refusal | null, path: string): string | undefined {
  const field = refusal?.fields?.find((each) => each.path === path || each.path.startsWith(`${path}.`));
  return field === undefined ? undefined : describeRefusal(field.problem, preferences.language, refusal?.detail ?? {});
}
