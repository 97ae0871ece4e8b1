// Wall times and instants of IANA zones, right across changes of daylight time: the one home of @internationalized/date.
// A time that a change skips is read as the later one, a time that it repeats as the first (RFC 5545 §3.3.5, ECMAScript "compatible").
import { fromAbsolute, parseDateTime, toZoned } from '@internationalized/date';
import type { CivilDate, Instant, WallTime, Zone } from '../model/time.ts';

export interface WallClock {
  readonly date: CivilDate;
  readonly time: WallTime;
}

export const toInstant = (ms: number): Instant => new Date(ms).toISOString();

/** Ms since the epoch at which the zone's clocks show this date and time. Both are well-formed, the zone is known. */
export const wallToMs = (date: CivilDate, time: WallTime, zone: Zone): number =>
  toZoned(parseDateTime(`${date}T${time}`), zone)
    .toDate()
    .getTime();

/** What the zone's clocks show at `ms`. */
export function msToWall(ms: number, zone: Zone): WallClock {
  const [date = '', rest = ''] = fromAbsolute(ms, zone).toString().split('T');
  return { date, time: rest.slice(0, 5) };
}

/** Minutes that the zone is ahead of UTC at `ms`. */
export const offsetMinutes = (ms: number, zone: Zone): number => fromAbsolute(ms, zone).offset / 60_000;

/** `UTC−6`, `UTC+5:30`, `UTC`. */
export function describeOffset(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
