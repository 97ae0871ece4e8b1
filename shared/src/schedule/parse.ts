// What people type into a time or a duration: "10:15", "9", "9.30", "1015"; "45", "45m", "1h", "1 h 30", "1:30 h". Null: not understood.
import { itemMinutesMax } from '../limits.ts';
import type { WallTime } from '../model/time.ts';

/** The longest thing that is looked at. */
const typedCharsMax = 40;

const two = (n: number): string => String(n).padStart(2, '0');

/** A time of the day, 24 hours: "10:15", "10.15", "10 h 15", "10h", "1015", "9", "9:30 am", "7 p. m.". */
export function parseTime(typed: string): WallTime | null {
  const text = typed.trim().toLowerCase();
  if (text.length > typedCharsMax) return null;
  const found = /^(\d{1,2})(?:\s*[:.h]\s*(\d{1,2})?|(\d{2}))?\s*(?:h|hrs?|([ap])\.?\s*m\.?)?$/.exec(text);
  if (found === null) return null;
  const [, hours, afterMark, joined, half] = found;
  let hour = Number(hours);
  const minute = Number(afterMark ?? joined ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half === 'p' ? 12 : 0);
  }
  return hour > 23 || minute > 59 ? null : `${two(hour)}:${two(minute)}`;
}

/** A duration in minutes, 0 to a day: a plain number is minutes. */
export function parseMinutes(typed: string): number | null {
  const text = typed.trim().toLowerCase().replace(',', '.');
  if (text.length > typedCharsMax) return null;
  const minutes = readDuration(text);
  return minutes === null || minutes > itemMinutesMax ? null : minutes;
}

function readDuration(text: string): number | null {
  const plain = /^(\d+)\s*(?:m|min|mins|minutos?|minutes?|['′])?$/.exec(text);
  if (plain !== null) return Number(plain[1]);
  const clock = /^(\d+):([0-5]\d)\s*(?:h|hrs?|horas?|hours?)?$/.exec(text);
  if (clock !== null) return Number(clock[1]) * 60 + Number(clock[2]);
  const hours = /^(\d+(?:\.\d+)?)\s*(?:h|hrs?|horas?|hours?)\s*(?:(?:y|and)?\s*(\d+)\s*(?:m|min|mins|minutos?|minutes?)?)?$/.exec(text);
  if (hours === null) return null;
  const [, whole = '', rest] = hours;
  if (rest !== undefined && whole.includes('.')) return null;
  return Math.round(Number(whole) * 60) + Number(rest ?? 0);
}
