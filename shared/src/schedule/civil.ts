// Civil dates and wall times as plain values: whether they are real, how they add up. No zone here (schedule/zone.ts) and no clock.
import { exchangeDaysMax } from '../limits.ts';
import type { CivilDate, WallTime } from '../model/time.ts';

const dayMs = 86_400_000;

/** Ms of midnight UTC of the date; NaN where there is no such date (30 February). */
function epochOf(date: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return Number.NaN;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? Number.NaN : ms;
}

export const isCivilDate = (value: unknown): value is CivilDate => typeof value === 'string' && !Number.isNaN(epochOf(value));

export const isWallTime = (value: unknown): value is WallTime => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);

/** The date `days` later (or earlier). */
export const addDays = (date: CivilDate, days: number): CivilDate => new Date(epochOf(date) + days * dayMs).toISOString().slice(0, 10);

/** Days from one date to another; negative where `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => Math.round((epochOf(to) - epochOf(from)) / dayMs);

/** Every date from the first to the last, both included; at most `exchangeDaysMax`, none where the last is earlier. */
export function datesFrom(first: CivilDate, last: CivilDate): CivilDate[] {
  const count = Math.min(daysBetween(first, last) + 1, exchangeDaysMax);
  return Array.from({ length: Math.max(0, count) }, (_, i) => addDays(first, i));
}
