// Times as they are stored and sent: instants in UTC, civil dates, wall times, IANA zones. Never an offset alone.
import * as v from 'valibot';

/** `2027-03-11T16:42:00.000Z` */
export const instantSchema = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, 'field_invalid'));
/** `2027-03-11` */
export const civilDateSchema = v.pipe(v.string(), v.isoDate('field_invalid'));
/** `10:42`, 00:00 to 23:59 */
export const wallTimeSchema = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'field_invalid'));

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false; // RangeError: Intl's only way to say that it does not know the zone
  }
}

/** IANA time zone, `America/Mexico_City`. */
export const zoneSchema = v.pipe(v.string(), v.maxLength(64, 'field_too_long'), v.check(isZone, 'field_invalid'));

export type Instant = string;
export type CivilDate = string;
export type WallTime = string;
export type Zone = string;
