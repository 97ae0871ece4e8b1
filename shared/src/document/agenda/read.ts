// An agenda document as a plain value. Total: whatever the document holds, it answers a bounded, sorted value and never throws;
// what is not as shape.ts says is read as its default, an item that has no id of ours is left out.
import * as Y from 'yjs';
import { type AgendaItemId, type InstitutionId, isId } from '../../ids.ts';
import { agendaDaysMax, agendaItemsMax, itemMinutesMax, nameCharsMax, titleCharsMax } from '../../limits.ts';
import { type AgendaItemKind, agendaItemKindSchema } from '../../model/agenda.ts';
import { type Language, languageSchema } from '../../model/text.ts';
import type { CivilDate, WallTime } from '../../model/time.ts';
import { isCivilDate, isWallTime } from '../../schedule/civil.ts';
import { isRank } from './rank.ts';
import { DAYS_ROOT, dayStartDefault, ELASTICITIES, type Elasticity, ITEMS_ROOT, itemMinutesDefault, rootMap, TRAY } from './shape.ts';

export interface AgendaItem {
  readonly id: AgendaItemId;
  readonly day: CivilDate | typeof TRAY;
  readonly rank: string;
  /** Either may be empty. */
  readonly title: Readonly<Record<Language, string>>;
  readonly minutes: number;
  readonly pinned: WallTime | null;
  readonly kind: AgendaItemKind;
  readonly leadId: InstitutionId | null;
  readonly room: string;
  readonly languages: readonly Language[];
  readonly elasticity: Elasticity;
  readonly minMinutes: number;
}

export interface AgendaValue {
  /** By day (the tray first), rank and id. */
  readonly items: readonly AgendaItem[];
  readonly days: ReadonlyMap<CivilDate, { readonly start: WallTime }>;
}

const rankDefault = 'V';

/** The words of a Y.Text (or a string in its place), one line, at most `charsMax` characters. */
function readText(value: unknown, charsMax: number): string {
  const raw = typeof value === 'string' ? value : value instanceof Y.Text && !(value instanceof Y.XmlText) ? value.toString() : '';
  return raw.slice(0, charsMax).replace(/[\s\p{Cc}]+/gu, ' ');
}

function readMinutes(value: unknown, otherwise: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
  return Math.min(itemMinutesMax, Math.max(0, Math.round(value)));
}

function readPlace(value: unknown): { day: CivilDate | typeof TRAY; rank: string } {
  const [day, rank] = typeof value === 'string' && value.length < 64 ? value.split('/') : [];
  return { day: isCivilDate(day) ? day : TRAY, rank: isRank(rank) ? rank : rankDefault };
}

function readLanguages(value: unknown): Language[] {
  return Array.isArray(value) ? languageSchema.options.filter((language) => value.includes(language)) : [];
}

const oneOf = <T extends string>(options: readonly T[], value: unknown, otherwise: T): T =>
  options.find((option) => option === value) ?? otherwise;

function readItem(id: AgendaItemId, map: Y.Map<unknown>): AgendaItem {
  const lead = map.get('lead');
  const pinned = map.get('pinned');
  return {
    id,
    ...readPlace(map.get('place')),
    title: { es: readText(map.get('titleEs'), titleCharsMax), en: readText(map.get('titleEn'), titleCharsMax) },
    minutes: readMinutes(map.get('minutes'), itemMinutesDefault),
    pinned: isWallTime(pinned) ? pinned : null,
    kind: oneOf(agendaItemKindSchema.options, map.get('kind'), 'other'),
    leadId: isId(lead) ? (lead as InstitutionId) : null, // an id by form; whether there is such an institution is asked where it is shown
    room: readText(map.get('room'), nameCharsMax),
    languages: readLanguages(map.get('languages')),
    elasticity: oneOf(ELASTICITIES, map.get('elasticity'), 'fixed'),
    minMinutes: readMinutes(map.get('minMinutes'), 0),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const compareItems = (a: AgendaItem, b: AgendaItem): number =>
  compare(a.day, b.day) || compare(a.rank, b.rank) || compare(a.id, b.id);

/** The items of one day in order; `TRAY` for those without a day. */
export const itemsOf = (agenda: AgendaValue, day: CivilDate | typeof TRAY): readonly AgendaItem[] =>
  agenda.items.filter((item) => item.day === day);

export const dayStartOf = (agenda: AgendaValue, day: CivilDate): WallTime => agenda.days.get(day)?.start ?? dayStartDefault;

/** At most `agendaItemsMax` items and `agendaDaysMax` days: the same ones on every client. */
export function readAgenda(doc: Y.Doc): AgendaValue {
  const items: AgendaItem[] = [];
  const itemsMap = rootMap(doc, ITEMS_ROOT);
  const ids = [...(itemsMap?.keys() ?? [])].filter(isId).sort(compare);
  for (const id of ids) {
    const map = itemsMap?.get(id);
    if (items.length < agendaItemsMax && map instanceof Y.Map) items.push(readItem(id as AgendaItemId, map)); // a key that has an id's form
  }
  const days = new Map<CivilDate, { start: WallTime }>();
  const daysMap = rootMap(doc, DAYS_ROOT);
  for (const day of [...(daysMap?.keys() ?? [])].filter(isCivilDate).sort(compare).slice(0, agendaDaysMax)) {
    const map = daysMap?.get(day);
    const start = map instanceof Y.Map ? map.get('start') : undefined;
    days.set(day, { start: isWallTime(start) ? start : dayStartDefault });
  }
  return { items: items.sort(compareItems), days };
}
