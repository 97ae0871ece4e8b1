// What Hoy says at each moment of an exchange.
import type { PublishedItem } from '@enlace/shared/model/agenda';
import { expect, test } from 'vitest';
import { minutesUntil, progressOf, stateOf } from './day-state.ts';

const exchange = { startsOn: '2027-03-10', endsOn: '2027-03-13', homeTimeZone: 'America/Mexico_City', state: 'running' } as const;

function item(day: string, start: string, end: string): PublishedItem {
  const startsAt = new Date(`${day}T${start}:00-06:00`).toISOString();
  const endsAt = new Date(`${day}T${end}:00-06:00`).toISOString();
  return { id: `${day} ${start}`, day, start, end, startsAt, endsAt, kind: 'plenary', title: { es: start } } as unknown as PublishedItem; // the fields that are read
}
const items = [
  item('2027-03-11', '09:00', '10:15'),
  item('2027-03-11', '10:15', '11:00'),
  item('2027-03-11', '11:06', '11:21'),
  item('2027-03-11', '11:21', '12:36'),
  item('2027-03-11', '12:36', '13:00'),
  item('2027-03-11', '13:00', '14:00'),
  item('2027-03-12', '09:30', '10:00'),
];
const at = (time: string, day = '2027-03-11') => new Date(`${day}T${time}:00-06:00`);
const idsOf = (some: readonly PublishedItem[]) => some.map((each) => each.start);

test('[U8] in the middle of an item: it, and the three after it', () => {
  const state = stateOf(exchange, items, at('10:42'));
  expect(state).toMatchObject({ phase: 'during', dayNumber: 2, daysCount: 4, upcoming: null, isDayOver: false });
  expect(state.current?.start).toBe('10:15');
  expect(idsOf(state.next)).toEqual(['11:06', '11:21', '12:36']);
});

test('[U8] in a gap and before the first: what comes next is said, nothing is called "now"', () => {
  const gap = stateOf(exchange, items, at('11:03'));
  expect(gap.current).toBeNull();
  expect(gap.upcoming?.start).toBe('11:06');
  expect(idsOf(gap.next)).toEqual(['11:21', '12:36', '13:00']);
  expect(stateOf(exchange, items, at('06:00')).upcoming?.start).toBe('09:00');
});

test('[U8] when the day is over the next day is named', () => {
  const state = stateOf(exchange, items, at('18:00'));
  expect(state).toMatchObject({ isDayOver: true, current: null, upcoming: null });
  expect(state.laterDay?.day).toBe('2027-03-12');
});

test('[U8] the day is the venue’s, wherever the reader is', () => {
  expect(stateOf(exchange, items, new Date('2027-03-12T03:00:00Z')).dayNumber).toBe(2);
});

test('[U8] before, after and cancelled', () => {
  const confirmed = { ...exchange, state: 'confirmed' } as const;
  expect(stateOf(confirmed, items, at('12:00', '2027-03-01'))).toMatchObject({ phase: 'before', daysLeft: 9 });
  expect(stateOf(confirmed, items, at('12:00', '2027-03-14')).phase).toBe('after');
  expect(stateOf({ ...exchange, state: 'concluded' }, items, at('12:00')).phase).toBe('after');
  expect(stateOf({ ...exchange, state: 'cancelled' }, items, at('12:00')).phase).toBe('cancelled');
});

test('[U8] a project that runs for years counts no days, and runs on past its planned end', () => {
  const project = { ...exchange, startsOn: '2023-01-01', endsOn: '2025-12-31' } as const;
  const past = [item('2023-01-16', '09:00', '12:00')];
  const state = stateOf(project, past, at('12:00'));
  expect(state).toMatchObject({ phase: 'during', dayNumber: null, isDayOver: false, current: null, upcoming: null, laterDay: null });
  expect(stateOf(project, past, at('10:00', '2023-01-16')).current?.start).toBe('09:00');
  expect(stateOf(exchange, items, at('12:00', '2027-03-14'))).toMatchObject({ phase: 'during', dayNumber: null });
});

test('[U8] minutes left are counted up, progress stays between nothing and all', () => {
  const [first] = items;
  if (first === undefined) throw new Error('no item');
  expect(progressOf(first, at('09:45'))).toEqual({ done: 0.6, minutesLeft: 30 });
  expect(progressOf(first, at('08:00')).done).toBe(0);
  expect(progressOf(first, at('23:00'))).toEqual({ done: 1, minutesLeft: 0 });
  expect(minutesUntil(first.startsAt, at('08:59'))).toBe(1);
});
