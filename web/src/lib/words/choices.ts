// Lists to choose from, in the reader's language: countries and time zones as the browser knows them.
import { tellZone } from './dates.ts';

type Language = 'es' | 'en';

/** ISO 3166-1 alpha-2, the officially assigned ones. */
const COUNTRIES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

/** Mexico and its usual counterparts first: what is chosen most is found first. */
const FIRST_ZONES = [
  'America/Mexico_City',
  'America/Cancun',
  'America/Mazatlan',
  'America/Hermosillo',
  'America/Tijuana',
  'America/Ciudad_Juarez',
  'America/Guatemala',
  'America/Toronto',
  'America/New_York',
  'Europe/Amsterdam',
  'Europe/Stockholm',
  'Europe/Lisbon',
  'Europe/Madrid',
];

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const byLabel =
  (language: Language) =>
  (a: Choice, b: Choice): number =>
    a.label.localeCompare(b.label, language);

export function listCountries(language: Language, none: string): readonly Choice[] {
  const names = new Intl.DisplayNames(language === 'es' ? 'es-MX' : 'en', { type: 'region' });
  const countries = COUNTRIES.split(' ').map((code) => ({ value: code, label: names.of(code) ?? code }));
  return [{ value: '', label: none }, ...countries.sort(byLabel(language))];
}

export function listZones(language: Language, present: string): readonly Choice[] {
  const all = new Set([...Intl.supportedValuesOf('timeZone'), present].filter((zone) => zone !== ''));
  const label = (zone: string): Choice => ({ value: zone, label: zone.includes('/') ? `${tellZone(zone, language)} — ${zone}` : zone });
  const rest = [...all].filter((zone) => !FIRST_ZONES.includes(zone)).map(label);
  return [...FIRST_ZONES.map(label), ...rest.sort(byLabel(language))];
}

/** The zone of this device. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
