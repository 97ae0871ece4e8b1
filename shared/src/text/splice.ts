// One edit of a line of text as a stretch that is replaced: found between two texts, moved past an edit that someone else made
// meanwhile, applied. Pure; positions are UTF-16 units and never split a character of two.

export interface Splice {
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

const isSecondHalf = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));

/** The shortest single stretch in which two texts differ: same beginning, same end. */
export function diffText(from: string, to: string): Splice {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  if (start > 0 && (isSecondHalf(from, start) || isSecondHalf(to, start))) start -= 1;
  let end = 0;
  while (end < from.length - start && end < to.length - start && from[from.length - 1 - end] === to[to.length - 1 - end]) end += 1;
  if (end > 0 && (isSecondHalf(from, from.length - end) || isSecondHalf(to, to.length - end))) end -= 1;
  return { at: start, removed: from.length - end - start, added: to.slice(start, to.length - end) };
}

/** Where a position in the text before `splice` is after it. One inside the replaced stretch goes to the side given. */
export function shiftPosition(position: number, { at, removed, added }: Splice, side: 'start' | 'end' = 'end'): number {
  if (position <= at) return position;
  if (position >= at + removed) return position + added.length - removed;
  return side === 'start' ? at : at + added.length;
}

/** `mine`, made on a text that `theirs` has changed since: the same words where they now belong; what both removed is removed once. */
export function rebaseSplice(mine: Splice, theirs: Splice): Splice {
  const at = shiftPosition(mine.at, theirs, 'end');
  return { at, removed: Math.max(0, shiftPosition(mine.at + mine.removed, theirs, 'start') - at), added: mine.added };
}

export const applySplice = (text: string, { at, removed, added }: Splice): string => text.slice(0, at) + added + text.slice(at + removed);
