// Durations, shifts and consequences of a change in words. Pure; the sentences come from the catalogue through `RippleWords`.
import type { AgendaItemId } from '@enlace/shared/ids';
import type { Ripple } from '@enlace/shared/schedule/timeline';

/** `45 min`, `1 h`, `1 h 30 min`: the same in both languages. */
export function describeMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `45 min`, `1 h`, `1 h 30`: as a narrow cell holds it. */
export const shortMinutes = (minutes: number): string => describeMinutes(minutes).replace(/(h \d+) min$/, '$1');

/** `+15 min`, `−1 h 5 min`. */
export const describeShift = (minutes: number): string => `${minutes < 0 ? '−' : '+'}${describeMinutes(Math.abs(minutes))}`;

export interface RippleWords {
  readonly moved: (facts: { readonly count: number; readonly shift: string }) => string;
  readonly movedVariously: (facts: { readonly count: number }) => string;
  readonly missing: (facts: { readonly title: string; readonly missing: string }) => string;
}

/** "3 puntos se mueven +15 min; «Comida» está fija: faltan 10 min". Empty where nothing else changed. */
export function describeRipple(ripple: Ripple<AgendaItemId>, titleOf: (id: AgendaItemId) => string, words: RippleWords): string {
  const count = ripple.movedIds.length;
  const moved =
    count === 0
      ? []
      : [ripple.byMinutes === null ? words.movedVariously({ count }) : words.moved({ count, shift: describeShift(ripple.byMinutes) })];
  const missing = ripple.conflicts.map(({ id, missingMinutes }) =>
    words.missing({ title: titleOf(id), missing: describeMinutes(missingMinutes) }),
  );
  return [...moved, ...missing].join('; ');
}
