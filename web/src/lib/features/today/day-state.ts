// Where an exchange stands at a moment: before, on day n of m, or over; which item is on, and what comes next.
// Pure: published agenda and time in, plain values out. Days are those of the venue.
import { daysListedMax } from '@enlace/shared/limits';
import type { PublishedItem } from '@enlace/shared/model/agenda';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { CivilDate } from '@enlace/shared/model/time';
import { civilDate, daysBetween } from '#lib/words/dates.ts';

export interface DayState {
  readonly phase: 'before' | 'during' | 'after' | 'cancelled';
  /** Today at the venue. */
  readonly day: CivilDate;
  /** Null where it would say nothing: the exchange is long, or goes on past its planned end. */
  readonly dayNumber: number | null;
  readonly daysCount: number;
  /** Days until the first one. */
  readonly daysLeft: number;
  /** What is on; where items overlap, the one that began last. */
  readonly current: PublishedItem | null;
  /** Nothing is on yet or any more: what comes first, today. */
  readonly upcoming: PublishedItem | null;
  /** Up to three of today, after `current` or `upcoming`. */
  readonly next: readonly PublishedItem[];
  /** Today had items and all are over: the first of a later day, if any. */
  readonly laterDay: PublishedItem | null;
  readonly isDayOver: boolean;
}

const nextMax = 3;

export function stateOf(
  exchange: Pick<Exchange, 'startsOn' | 'endsOn' | 'homeTimeZone' | 'state'>,
  items: readonly PublishedItem[],
  now: Date,
): DayState {
  const at = now.toISOString();
  const day = civilDate(now, exchange.homeTimeZone);
  const today = items.filter((item) => item.day === day).sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  const current = today.findLast((item) => item.startsAt <= at && at < item.endsAt) ?? null;
  const coming = today.filter((item) => item.startsAt > at && item !== current);
  const upcoming = current === null ? (coming[0] ?? null) : null;
  const daysCount = daysBetween(exchange.startsOn, exchange.endsOn) + 1;
  const isDayOver = today.length > 0 && current === null && upcoming === null;
  return {
    phase: phaseOf(exchange, day),
    day,
    dayNumber: daysCount <= daysListedMax && day <= exchange.endsOn ? daysBetween(exchange.startsOn, day) + 1 : null,
    daysCount,
    daysLeft: daysBetween(day, exchange.startsOn),
    current,
    upcoming,
    next: coming.filter((item) => item !== upcoming).slice(0, nextMax),
    laterDay: isDayOver || today.length === 0 ? firstAfter(items, day) : null,
    isDayOver,
  };
}

function phaseOf({ startsOn, endsOn, state }: Pick<Exchange, 'startsOn' | 'endsOn' | 'state'>, day: CivilDate): DayState['phase'] {
  if (state === 'cancelled') return 'cancelled';
  if (state === 'running') return 'during';
  if (state === 'concluded' || state === 'archived' || day > endsOn) return 'after';
  return day < startsOn ? 'before' : 'during';
}

const firstAfter = (items: readonly PublishedItem[], day: CivilDate): PublishedItem | null =>
  [...items].sort((a, b) => a.startsAt.localeCompare(b.startsAt)).find((item) => item.day > day) ?? null;

/** How far an item is, 0 to 1, and the whole minutes left, counted up. */
export function progressOf(
  item: Pick<PublishedItem, 'startsAt' | 'endsAt'>,
  now: Date,
): { readonly done: number; readonly minutesLeft: number } {
  const from = Date.parse(item.startsAt);
  const to = Date.parse(item.endsAt);
  const done = to > from ? Math.min(1, Math.max(0, (now.getTime() - from) / (to - from))) : 1;
  return { done, minutesLeft: Math.max(0, Math.ceil((to - now.getTime()) / 60_000)) };
}

export const minutesUntil = (instant: string, now: Date): number => Math.max(0, Math.ceil((Date.parse(instant) - now.getTime()) / 60_000));
