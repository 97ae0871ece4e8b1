// The day's timeline: contiguous, pinned where pinned, right on days on which clocks change.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, datesFrom, daysBetween, isCivilDate } from './civil.ts';
import { compareTimelines, computeTimeline, type TimelineDay } from './timeline.ts';
import { describeOffset, msToWall, offsetMinutes, wallToMs } from './zone.ts';

const MEXICO = 'America/Mexico_City';
const DAY: TimelineDay = { date: '2027-03-11', start: '09:00', zone: MEXICO };
const item = (id: string, minutes: number, pinned: string | null = null) => ({ id, minutes, pinned });
const times = (items: ReturnType<typeof item>[], day = DAY) => computeTimeline(items, day).map(({ start, end }) => `${start}–${end}`);

const wall = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const zone = fc.constantFrom(
  MEXICO,
  'America/Tijuana',
  'America/Ciudad_Juarez',
  'America/Cancun',
  'Europe/Amsterdam',
  'Asia/Kathmandu',
  'UTC',
);
const day = fc.record({ date: fc.nat(800).map((n) => addDays('2026-01-01', n)), start: wall, zone });
const items = fc
  .array(fc.record({ minutes: fc.nat(240), pinned: fc.option(wall, { freq: 3 }) }), { maxLength: 20 })
  .map((list) => list.map((one, at) => ({ id: String(at), ...one })));
const ms = (instant: string | undefined) => Date.parse(instant ?? '');

describe('computeTimeline', () => {
  test('[G6] starts follow from durations; a pinned item says what is free or missing before it', () => {
    const entries = computeTimeline([item('a', 45), item('b', 90), item('c', 60, '14:00'), item('d', 30), item('e', 15, '15:20')], DAY);
    expect(entries.map(({ start, end }) => `${start}–${end}`)).toEqual([
      '09:00–09:45',
      '09:45–11:15',
      '14:00–15:00',
      '15:00–15:30',
      '15:20–15:35',
    ]);
    expect(entries.map(({ gapBefore, overlapBefore }) => [gapBefore, overlapBefore])).toEqual([
      [0, 0],
      [0, 0],
      [165, 0],
      [0, 0],
      [0, 10],
    ]);
    expect(entries[0]?.startsAt).toBe('2027-03-11T15:00:00.000Z');
  });

  test('[G6] a first item may be pinned before the day starts; after it, the wait is said', () => {
    expect(
      computeTimeline([item('a', 60, '08:00'), item('b', 30)], DAY).map(({ start, gapBefore, overlapBefore }) => [
        start,
        gapBefore,
        overlapBefore,
      ]),
    ).toEqual([
      ['08:00', 0, 0],
      ['09:00', 0, 0],
    ]);
    expect(computeTimeline([item('a', 60, '10:00')], DAY)[0]).toMatchObject({ start: '10:00', gapBefore: 60, overlapBefore: 0 });
  });

  test('[G6] an item that runs past midnight says so', () => {
    const entries = computeTimeline([item('a', 60, '23:30'), item('b', 30)], DAY);
    expect(entries.map((entry) => [entry.start, entry.startDayOffset, entry.end, entry.endDayOffset])).toEqual([
      ['23:30', 0, '00:30', 1],
      ['00:30', 1, '01:00', 1],
    ]);
  });

  test('[P26] on the night when clocks go forward an hour lasts an hour', () => {
    const forward = { date: '2027-03-14', start: '01:30', zone: 'America/Tijuana' };
    expect(times([item('a', 60), item('b', 60)], forward)).toEqual(['01:30–03:30', '03:30–04:30']);
    expect(times([item('a', 60), item('b', 60)], { ...forward, zone: MEXICO })).toEqual(['01:30–02:30', '02:30–03:30']);
  });

  test('[P26] on the night when clocks go back an hour lasts an hour', () => {
    const back = { date: '2027-10-31', start: '01:30', zone: 'Europe/Amsterdam' };
    expect(times([item('a', 60), item('b', 60)], back)).toEqual(['01:30–02:30', '02:30–02:30']);
  });

  test('[G6] same in, same out; contiguous where nothing is pinned; pinned starts exactly; durations add up', () => {
    fc.assert(
      fc.property(items, day, (list, on) => {
        const entries = computeTimeline(list, on);
        expect(computeTimeline(list, on)).toEqual(entries);
        entries.forEach((entry, at) => {
          const pinned = list[at]?.pinned ?? null;
          const previousEnd = at === 0 ? wallToMs(on.date, on.start, on.zone) : ms(entries[at - 1]?.endsAt);
          expect(ms(entry.endsAt) - ms(entry.startsAt)).toBe((list[at]?.minutes ?? 0) * 60_000);
          if (pinned === null) expect([ms(entry.startsAt), entry.gapBefore, entry.overlapBefore]).toEqual([previousEnd, 0, 0]);
          else expect(ms(entry.startsAt)).toBe(wallToMs(on.date, pinned, on.zone));
          if (at > 0) expect(ms(entry.startsAt)).toBe(previousEnd + (entry.gapBefore - entry.overlapBefore) * 60_000);
          expect(msToWall(ms(entry.startsAt), on.zone)).toEqual({ date: addDays(on.date, entry.startDayOffset), time: entry.start });
          expect(msToWall(ms(entry.endsAt), on.zone)).toEqual({ date: addDays(on.date, entry.endDayOffset), time: entry.end });
        });
      }),
    );
  });
});

describe('compareTimelines', () => {
  const before = [item('a', 30), item('b', 30), item('c', 30), item('d', 60, '10:35')];

  test('[G7] a longer item moves the following ones and runs into the pinned one', () => {
    const after = [item('a', 45), ...before.slice(1)];
    expect(compareTimelines(computeTimeline(before, DAY), computeTimeline(after, DAY), new Set(['a']))).toEqual({
      movedIds: ['b', 'c'],
      byMinutes: 15,
      conflicts: [{ id: 'd', missingMinutes: 10 }],
    });
  });

  test('[G7] a swap moves items by different amounts; nothing changed says nothing', () => {
    const long = [item('a', 30), item('b', 60), item('c', 15)];
    const swapped = [item('c', 15), item('a', 30), item('b', 60)];
    expect(compareTimelines(computeTimeline(long, DAY), computeTimeline(swapped, DAY), new Set(['c']))).toEqual({
      movedIds: ['a', 'b'],
      byMinutes: 15,
      conflicts: [],
    });
    const turned = [item('c', 15), item('b', 60), item('a', 30)];
    expect(compareTimelines(computeTimeline(long, DAY), computeTimeline(turned, DAY), new Set()).byMinutes).toBeNull();
    expect(compareTimelines(computeTimeline(long, DAY), computeTimeline(long, DAY), new Set())).toEqual({
      movedIds: [],
      byMinutes: null,
      conflicts: [],
    });
  });
});

describe('zones', () => {
  test('[P26] Mexico City keeps UTC−6 all year since 2022, the northern border and the Netherlands change', () => {
    const at = (date: string, of: string) => offsetMinutes(wallToMs(date, '12:00', of), of);
    expect([at('2022-07-01', MEXICO), at('2027-01-15', MEXICO), at('2027-07-15', MEXICO)]).toEqual([-300, -360, -360]);
    expect([at('2027-01-15', 'America/Ciudad_Juarez'), at('2027-07-15', 'America/Ciudad_Juarez')]).toEqual([-420, -360]);
    expect([at('2027-01-15', 'America/Tijuana'), at('2027-07-15', 'America/Tijuana')]).toEqual([-480, -420]);
    expect([at('2027-01-15', 'Europe/Amsterdam'), at('2027-07-15', 'Europe/Amsterdam')]).toEqual([60, 120]);
    expect([-360, 120, 0, 345, -210].map(describeOffset)).toEqual(['UTC−6', 'UTC+2', 'UTC', 'UTC+5:45', 'UTC−3:30']);
  });

  test('[P26] a time that the clocks skip is the later one', () => {
    expect(msToWall(wallToMs('2027-03-28', '02:30', 'Europe/Amsterdam'), 'Europe/Amsterdam')).toEqual({
      date: '2027-03-28',
      time: '03:30',
    });
  });
});

describe('civil dates', () => {
  test('[G2] only real dates are dates', () => {
    expect(['2027-02-28', '2028-02-29', '2027-02-29', '2027-13-01', '2027-3-1', 'x', 7].map(isCivilDate)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
  test('[G6] days are counted across months and leap years', () => {
    expect(datesFrom('2028-02-28', '2028-03-01')).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
    expect(datesFrom('2027-03-02', '2027-03-01')).toEqual([]);
    expect(daysBetween('2027-03-10', '2027-03-13')).toBe(3);
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });
});
