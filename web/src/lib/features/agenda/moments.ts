// Times of the agenda on two clocks: the venue's, and the reader's own where it differs, both labelled (P24–P26).
// Pure; language and zones are arguments.
import type { CivilDate, Instant, WallTime, Zone } from '@enlace/shared/model/time';
import { daysBetween } from '@enlace/shared/schedule/civil';
import { describeOffset, msToWall, offsetMinutes } from '@enlace/shared/schedule/zone';

const LOCALE = { es: 'es-MX', en: 'en-GB' } as const;

/** `jue 11 mar`, `Thu 11 Mar`: the label of a day's tab; with the year where the days are of several. */
export function shortDay(date: CivilDate, language: 'es' | 'en', withYear = false): string {
  const noon = new Date(`${date}T12:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(LOCALE[language], { ...options, timeZone: 'UTC' }).format(noon).replace('.', '');
  return `${part({ weekday: 'short' })} ${part({ day: 'numeric' })} ${part({ month: 'short' })}${withYear ? ` ${date.slice(0, 4)}` : ''}`;
}

/** `Tapachula (UTC−6)`; the offset is the one of that moment. */
export const labelZone = (place: string, zone: Zone, atMs: number): string => `${place} (${describeOffset(offsetMinutes(atMs, zone))})`;

/** Whether two zones show other times at that moment. */
export const differsAt = (atMs: number, a: Zone, b: Zone): boolean => offsetMinutes(atMs, a) !== offsetMinutes(atMs, b);

export interface OwnTime {
  readonly start: WallTime;
  readonly end: WallTime;
  /** Days from the agenda's day to the reader's day at the start: −1, 0 or 1. */
  readonly dayOffset: number;
}

/** The same moments on the reader's clock. */
export function ownTime(
  { startsAt, endsAt }: { readonly startsAt: Instant; readonly endsAt: Instant },
  date: CivilDate,
  zone: Zone,
): OwnTime {
  const start = msToWall(Date.parse(startsAt), zone);
  return { start: start.time, end: msToWall(Date.parse(endsAt), zone).time, dayOffset: daysBetween(date, start.date) };
}
