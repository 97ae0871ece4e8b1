// Dates in both languages: what an official reads on the screen.
import { expect, test } from 'vitest';
import { civilDate, daysBetween, tellClock, tellDate, tellDay, tellMoment, tellOffset, tellRange, tellZone } from './dates.ts';

const moment = new Date('2027-03-11T16:42:00.000Z');

test('[U9] a day is said as an official says it', () => {
  expect(tellDay('2027-03-11', 'es')).toBe('Jueves 11 de marzo');
  expect(tellDay('2027-03-11', 'en')).toBe('Thursday 11 March');
});

test('[U9] short dates have no points', () => {
  expect(tellDate('2027-03-15', 'es')).toBe('15 mar 2027');
  expect(tellDate('2027-09-01', 'es')).toBe('1 sep 2027');
  expect(tellDate('2027-09-01', 'en', false)).toMatch(/^1 Sept?$/);
});

test('[U9] a range says no more than it needs', () => {
  expect(tellRange('2027-03-10', '2027-03-13', 'es')).toBe('10–13 mar 2027');
  expect(tellRange('2027-02-28', '2027-03-03', 'es')).toBe('28 feb – 3 mar 2027');
  expect(tellRange('2027-12-30', '2028-01-02', 'en')).toBe('30 Dec 2027 – 2 Jan 2028');
  expect(tellRange('2027-03-10', '2027-03-10', 'en')).toBe('10 Mar 2027');
});

test('[U9] times are 24 h in the zone asked for, and the zone is said', () => {
  expect(tellClock(moment, 'America/Mexico_City')).toBe('10:42');
  expect(tellClock(new Date('2027-03-11T06:05:00.000Z'), 'America/Mexico_City')).toBe('00:05');
  expect(tellOffset(moment, 'America/Mexico_City')).toBe('UTC−6');
  expect(tellOffset(moment, 'Europe/Amsterdam')).toBe('UTC+1');
  expect(tellMoment(moment, 'es', 'Europe/Amsterdam')).toBe('11 mar, 17:42');
  expect(tellZone('Europe/Amsterdam', 'es')).toBe('Ámsterdam');
  expect(tellZone('America/Ciudad_Juarez', 'en')).toBe('Ciudad Juarez');
});

test('[U9] the civil date follows the zone across midnight', () => {
  const late = new Date('2027-03-12T03:00:00.000Z');
  expect(civilDate(late, 'America/Mexico_City')).toBe('2027-03-11');
  expect(civilDate(late, 'Europe/Amsterdam')).toBe('2027-03-12');
  expect(daysBetween('2027-03-10', '2027-03-13')).toBe(3);
});
