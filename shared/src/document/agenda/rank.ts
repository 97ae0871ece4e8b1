// The order of the agenda's items: fractional indices (fractions in base 62, written without "0."), so that a move writes one item
// and two moves at once never duplicate or lose one. Two items may get the same rank at once; their ids then decide (edit.ts mends).

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LOWEST = '0';
const FIRST = 'V';

/** Characters; beyond it the day is ranked anew. */
export const rankCharsMax = 40;

export const isRank = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= rankCharsMax && /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(value);

const digit = (rank: string, at: number): number => Math.max(0, DIGITS.indexOf(rank.charAt(at) || LOWEST));
const shift = (rank: string, by: number): string => rank.slice(0, -1) + DIGITS.charAt(digit(rank, rank.length - 1) + by);

/** A rank above `rank`; grows by one character in thirty. */
const above = (rank: string): string => (rank.endsWith('z') ? `${rank}${FIRST}` : shift(rank, 1));
/** A rank below `rank`, above nothing. */
const below = (rank: string): string => (rank.endsWith('1') ? `${shift(rank, -1)}${FIRST}` : shift(rank, -1));

function middle(low: string, high: string): string {
  let prefix = '';
  for (let at = 0; ; at += 1) {
    const gap = digit(high, at) - digit(low, at);
    if (gap === 0) {
      prefix += DIGITS.charAt(digit(low, at));
      continue;
    }
    if (gap > 1) return prefix + DIGITS.charAt(digit(low, at) + (gap >> 1));
    const rest = low.slice(at + 1);
    return prefix + DIGITS.charAt(digit(low, at)) + (rest === '' ? FIRST : above(rest));
  }
}

/** A rank strictly between two, null being the open end. Both are ranks, and `low` is below `high`. */
export function rankBetween(low: string | null, high: string | null): string {
  if (low === null) return high === null ? FIRST : below(high);
  return high === null ? above(low) : middle(low, high);
}
