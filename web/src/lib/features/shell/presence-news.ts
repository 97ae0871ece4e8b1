// Who came and who left between two moments, as one sentence for a screen reader (CTAUR REQ 1).
import type { MemberId } from '@enlace/shared/ids';
import type { Present } from '@enlace/shared/live/down';

export type PresenceNews =
  | { readonly kind: 'came' | 'left'; readonly memberId: MemberId; readonly count: number }
  | { readonly kind: 'changed'; readonly count: number };

/** Null where the same people are there. `count`: how many are there now. One person is named, several at once are counted. */
export function tellPresenceNews(before: readonly Present[], after: readonly Present[], me: MemberId): PresenceNews | null {
  const was = new Set(before.map((each) => each.memberId));
  const is = new Set(after.map((each) => each.memberId));
  const came = [...is].filter((id) => !was.has(id) && id !== me);
  const left = [...was].filter((id) => !is.has(id) && id !== me);
  const count = is.size;
  const [one, ...others] = [...came, ...left];
  if (one === undefined) return null;
  if (others.length > 0) return { kind: 'changed', count };
  return { kind: came.length === 1 ? 'came' : 'left', memberId: one, count };
}
