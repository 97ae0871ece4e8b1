// Dates and times in the reader's words: 24 h, short months without a point, the zone said where it matters (UX decision 9).
// Pure: the language, the zone and the moment are arguments.
import type { CivilDate, Zone } from '@enlace/shared/model/time';

type Language = 'es' | 'en';

const LOCALE = { es: 'es-MX', en: 'en-GB' } as const;
const noon = (day: CivilDate): Date => new Date(`${day}T12:00:00Z`);

function parts(date: Date, language: Language, options: Intl.DateTimeFormatOptions): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of new Intl.DateTimeFormat(LOCALE[language], options).formatToParts(date)) found[type] = value;
  return found;
}

const shortMonth = (date: Date, language: Language, timeZone: Zone): string =>
  (parts(date, language, { month: 'short', timeZone }).month ?? '').replace('.', '').slice(0, language === 'es' ? 3 : 4);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `Jueves 11 de marzo` · `Thursday 11 March` */
export function tellDay(day: CivilDate, language: Language): string {
  const found = parts(noon(day), language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const join = language === 'es' ? ' de ' : ' ';
  return capital(`${found.weekday} ${found.day}${join}${found.month}`);
}

/** `15 mar 2027`, without the year on request. */
export function tellDate(day: CivilDate, language: Language, withYear = true): string {
  const date = noon(day);
  return `${date.getUTCDate()} ${shortMonth(date, language, 'UTC')}${withYear ? ` ${date.getUTCFullYear()}` : ''}`;
}

/** `10–13 mar 2027` · `28 feb – 3 mar 2027` · `30 dic 2027 – 2 ene 2028` */
export function tellRange(from: CivilDate, to: CivilDate, language: Language): string {
  if (from === to) return tellDate(from, language);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${noon(from).getUTCDate()}–${tellDate(to, language)}`;
  return `${tellDate(from, language, from.slice(0, 4) !== to.slice(0, 4))} – ${tellDate(to, language)}`;
}

/** `10:42` */
export const tellClock = (date: Date, timeZone: Zone): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(date);

/** `11 mar, 10:42` */
export const tellMoment = (date: Date, language: Language, timeZone: Zone): string =>
  `${tellDate(civilDate(date, timeZone), language, false)}, ${tellClock(date, timeZone)}`;

/** The civil date of a moment in a zone. */
export function civilDate(date: Date, timeZone: Zone): CivilDate {
  const found = parts(date, 'en', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
  return `${found.year}-${found.month}-${found.day}`;
}

/** `UTC−6` */
export function tellOffset(date: Date, timeZone: Zone): string {
  const found = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'shortOffset', timeZone }).formatToParts(date);
  const name = found.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC';
  return name.replace('GMT', 'UTC').replace('-', '−');
}

/** How many whole days from one civil date to another. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);

const CITIES: Readonly<Record<Zone, string>> = {
  'America/Mexico_City': 'Ciudad de México',
  'America/Cancun': 'Cancún',
  'America/Merida': 'Mérida',
  'America/Ciudad_Juarez': 'Ciudad Juárez',
  'America/Mazatlan': 'Mazatlán',
  'America/New_York': 'Nueva York',
  'Europe/Amsterdam': 'Ámsterdam',
  'Europe/Stockholm': 'Estocolmo',
  'Europe/Lisbon': 'Lisboa',
  'Europe/Brussels': 'Bruselas',
  'Europe/London': 'Londres',
  'Europe/Zurich': 'Zúrich',
};

/** The city of a zone, for a person: `Ámsterdam`, `Ciudad de México`; unknown ones by their English name. */
export function tellZone(timeZone: Zone, language: Language): string {
  const english = (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
  return language === 'es' ? (CITIES[timeZone] ?? english) : english;
}
