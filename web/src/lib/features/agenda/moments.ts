// Dates, times and zones as a person reads them: the venue's, and the reader's own where it differs, both labelled (P24–P26).
// Pure; the locale is an argument.
import type { CivilDate, Instant, WallTime, Zone } from '@enlace/shared/model/time';
import { daysBetween } from '@enlace/shared/schedule/civil';
import { describeOffset, msToWall, offsetMinutes } from '@enlace/shared/schedule/zone';

const atNoon = (date: CivilDate): Date => new Date(`${date}T12:00:00Z`);
const format = (date: CivilDate, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(atNoon(date));
const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** `Jueves 11 de marzo`, `Thursday, 11 March`. */
export const longDay = (date: CivilDate, locale: string): string =>
  capital(
    format(date, locale === 'en' ? 'en-GB' : locale, { weekday: 'long', day: 'numeric', month: 'long' }).replace(
      /^(\S+), (?=\d+ de )/,
      '$1 ',
    ),
  );

/** `jue 11 mar`, `Thu 11 Mar`. */
export const shortDay = (date: CivilDate, locale: string): string =>
  (['weekday', 'day', 'month'] as const)
    .map((part) => format(date, locale, { [part]: part === 'day' ? 'numeric' : 'short' }).replace('.', ''))
    .join(' ');

/** `Amsterdam`, `Mexico City`: the last part of the zone's name. */
export const zoneCity = (zone: Zone): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

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
export function ownTime(startsAt: Instant, endsAt: Instant, date: CivilDate, zone: Zone): OwnTime {
  const start = msToWall(Date.parse(startsAt), zone);
  return { start: start.time, end: msToWall(Date.parse(endsAt), zone).time, dayOffset: daysBetween(date, start.date) };
}

/** `10 mar 2027, 18:20` in the zone given. */
export const describeInstant = (instant: Instant, locale: string, zone: Zone): string => {
  const { date, time } = msToWall(Date.parse(instant), zone);
  return `${format(date, locale === 'en' ? 'en-GB' : locale, { day: 'numeric', month: 'short', year: 'numeric' })}, ${time}`;
};
