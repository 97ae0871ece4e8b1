// The times of one day of an agenda: each item starts where the one before it ends, unless it is pinned. Pure; the server at
// publication and every screen compute the same. Durations are real minutes, so that a day on which clocks change adds up (P26).
import type { CivilDate, Instant, WallTime, Zone } from '../model/time.ts';
import { daysBetween } from './civil.ts';
import { msToWall, toInstant, wallToMs } from './zone.ts';

interface TimedItem<Id extends string> {
  readonly id: Id;
  readonly minutes: number;
  readonly pinned: WallTime | null;
}

export interface TimelineEntry<Id extends string = string> {
  readonly id: Id;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Wall times of the venue. */
  readonly start: WallTime;
  readonly end: WallTime;
  /** Days after the agenda's day on which it starts and ends: 1 past midnight. */
  readonly startDayOffset: number;
  readonly endDayOffset: number;
  readonly isPinned: boolean;
  /** Minutes free since the item before, or since the day's start; only before a pinned item. */
  readonly gapBefore: number;
  /** Minutes missing: the item before ends that much after this pinned one starts. A first item may start before the day does. */
  readonly overlapBefore: number;
}

export interface TimelineDay {
  readonly date: CivilDate;
  readonly start: WallTime;
  readonly zone: Zone;
}

const minuteMs = 60_000;

/** Entries in the order of the items. A pinned time is one of the day itself, never of the night after it. */
export function computeTimeline<Id extends string>(
  items: readonly TimedItem<Id>[],
  { date, start, zone }: TimelineDay,
): TimelineEntry<Id>[] {
  let cursor = wallToMs(date, start, zone);
  return items.map((item, at) => {
    const isPinned = item.pinned !== null;
    const from = item.pinned === null ? cursor : wallToMs(date, item.pinned, zone);
    const apart = (from - cursor) / minuteMs;
    const to = from + item.minutes * minuteMs;
    cursor = to;
    const begins = msToWall(from, zone);
    const ends = msToWall(to, zone);
    return {
      id: item.id,
      startsAt: toInstant(from),
      endsAt: toInstant(to),
      start: begins.time,
      end: ends.time,
      startDayOffset: daysBetween(date, begins.date),
      endDayOffset: daysBetween(date, ends.date),
      isPinned,
      gapBefore: Math.max(0, apart),
      overlapBefore: at === 0 ? 0 : Math.max(0, -apart),
    };
  });
}

export interface Ripple<Id extends string = string> {
  /** Items, other than the ones touched, that now start at another time. */
  readonly movedIds: readonly Id[];
  /** By how many minutes, where all of them moved alike; else null. */
  readonly byMinutes: number | null;
  /** Pinned items that were reached in time before and are not now. */
  readonly conflicts: readonly { readonly id: Id; readonly missingMinutes: number }[];
}

/** What one change did to the rest of the day. */
export function compareTimelines<Id extends string>(
  before: readonly TimelineEntry<Id>[],
  after: readonly TimelineEntry<Id>[],
  touched: ReadonlySet<Id>,
): Ripple<Id> {
  const earlier = new Map(before.map((entry) => [entry.id, entry]));
  const movedIds: Id[] = [];
  const conflicts: { id: Id; missingMinutes: number }[] = [];
  const shifts = new Set<number>();
  for (const entry of after) {
    const was = earlier.get(entry.id);
    if (entry.overlapBefore > (was?.overlapBefore ?? 0)) conflicts.push({ id: entry.id, missingMinutes: entry.overlapBefore });
    if (was === undefined || was.startsAt === entry.startsAt || touched.has(entry.id)) continue;
    movedIds.push(entry.id);
    shifts.add((Date.parse(entry.startsAt) - Date.parse(was.startsAt)) / minuteMs);
  }
  const [shift] = shifts;
  return { movedIds, byMinutes: shifts.size === 1 && shift !== undefined ? shift : null, conflicts };
}
