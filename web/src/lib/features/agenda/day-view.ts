// One day of the agenda as rows to show: items with their times, and between them what is free or missing. Pure:
// document value (shared/document/agenda/read) → this → DayEditor, DayReader.
import { changedFields, freezeAgenda, type PublishedField } from '@enlace/shared/document/agenda/freeze';
import { type AgendaItem, type AgendaValue, dayStartOf, itemsOf } from '@enlace/shared/document/agenda/read';
import { TRAY } from '@enlace/shared/document/agenda/shape';
import type { AgendaItemId } from '@enlace/shared/ids';
import { daysListedMax } from '@enlace/shared/limits';
import type { PublishedItem } from '@enlace/shared/model/agenda';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { CivilDate, Zone } from '@enlace/shared/model/time';
import { datesFrom, daysBetween, isCivilDate } from '@enlace/shared/schedule/civil';
import { compareTimelines, computeTimeline, type Ripple, type TimelineEntry } from '@enlace/shared/schedule/timeline';

export interface ItemRow {
  readonly kind: 'item';
  readonly id: AgendaItemId;
  readonly item: AgendaItem;
  /** Null in the tray. */
  readonly entry: TimelineEntry<AgendaItemId> | null;
}
/** Minutes free before an item, or missing before a pinned one. */
export interface SpaceRow {
  readonly kind: 'gap' | 'overlap';
  readonly id: string;
  readonly before: AgendaItem;
  readonly minutes: number;
}
export type DayRow = ItemRow | SpaceRow;

/** What one change did to the rest of the agenda, on every day that it touches (G7). */
export function rippleBetween(
  before: AgendaValue,
  after: AgendaValue,
  zone: Zone,
  touched: ReadonlySet<AgendaItemId>,
): Ripple<AgendaItemId> {
  const dates = [...new Set([...before.items, ...after.items].map((item) => item.day))].filter(isCivilDate);
  const entriesOf = (agenda: AgendaValue) => dates.flatMap((date) => timelineOf(agenda, date, zone));
  return compareTimelines(entriesOf(before), entriesOf(after), touched);
}

export const timelineOf = (agenda: AgendaValue, date: CivilDate, zone: Zone): TimelineEntry<AgendaItemId>[] =>
  computeTimeline(itemsOf(agenda, date), { date, start: dayStartOf(agenda, date), zone });

export function viewDay(agenda: AgendaValue, date: CivilDate, zone: Zone): DayRow[] {
  const items = itemsOf(agenda, date);
  const timeline = timelineOf(agenda, date, zone);
  return items.flatMap((item, at): DayRow[] => {
    const entry = timeline[at];
    if (entry === undefined) return [];
    const row: ItemRow = { kind: 'item', id: item.id, item, entry };
    if (entry.gapBefore > 0) return [{ kind: 'gap', id: `${item.id} gap`, before: item, minutes: entry.gapBefore }, row];
    if (entry.overlapBefore > 0) return [{ kind: 'overlap', id: `${item.id} overlap`, before: item, minutes: entry.overlapBefore }, row];
    return [row];
  });
}

export const viewTray = (agenda: AgendaValue): ItemRow[] =>
  itemsOf(agenda, TRAY).map((item) => ({ kind: 'item', id: item.id, item, entry: null }));

type Span = Pick<Exchange, 'startsOn' | 'endsOn'>;

/** Whether its days are too many to be shown one by one. */
export const isLong = ({ startsOn, endsOn }: Span): boolean => daysBetween(startsOn, endsOn) >= daysListedMax;

/**
 * The days of the exchange, and any other that has items: an exchange whose dates moved still shows them. Of a long exchange only
 * those with items and the one asked for; where there is none, its first.
 */
export function daysOf(span: Span, items: readonly { readonly day: string }[], asked: CivilDate | null = null): CivilDate[] {
  const { startsOn, endsOn } = span;
  const withItems = items.map((item) => item.day).filter((day) => day !== TRAY && isCivilDate(day));
  const others = !isLong(span) ? datesFrom(startsOn, endsOn) : asked !== null && startsOn <= asked && asked <= endsOn ? [asked] : [];
  const days = [...new Set([...withItems, ...others])].sort();
  return days.length > 0 ? days : [startsOn];
}

/** The day to open: the one asked for, today where the exchange is on, else the first. */
export function dayToOpen(days: readonly CivilDate[], asked: string | null, today: CivilDate): CivilDate | null {
  return days.find((day) => day === asked) ?? days.find((day) => day === today) ?? days[0] ?? null;
}

export interface AgendaChanges {
  /** What differs from the edition, item by item; items without a difference are not in it. */
  readonly fields: ReadonlyMap<AgendaItemId, readonly PublishedField[]>;
  /** In the edition and no longer on any day. */
  readonly removed: readonly PublishedItem[];
  readonly count: number;
}

/** What was changed since the edition; nothing where there is none. */
export function changesSince(agenda: AgendaValue, zone: Zone, edition: { readonly items: readonly PublishedItem[] } | null): AgendaChanges {
  if (edition === null) return { fields: new Map(), removed: [], count: 0 };
  const published = new Map(edition.items.map((item) => [item.id, item]));
  const now = freezeAgenda(agenda, zone);
  const fields = new Map<AgendaItemId, readonly PublishedField[]>();
  for (const item of now) {
    const differs = changedFields(item, published.get(item.id));
    if (differs.length > 0) fields.set(item.id, differs);
  }
  const ids = new Set(now.map((item) => item.id));
  const removed = edition.items.filter((item) => !ids.has(item.id));
  return { fields, removed, count: fields.size + removed.length };
}

/** The item before which `id` goes when it moves one place up or down; undefined at the end of the way. */
export function placeOnMove(items: readonly AgendaItem[], id: AgendaItemId, by: -1 | 1): AgendaItemId | null | undefined {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0 || at + by < 0 || at + by >= items.length) return undefined;
  return (by < 0 ? items[at - 1]?.id : items[at + 2]?.id) ?? null;
}
