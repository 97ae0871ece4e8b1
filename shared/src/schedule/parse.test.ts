// What people type into times and durations.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMinutes, parseTime } from './parse.ts';

describe('parseTime', () => {
  test.each([
    ['10:15', '10:15'],
    ['9', '09:00'],
    ['9.30', '09:30'],
    [' 14 h 05 ', '14:05'],
    ['14h', '14:00'],
    ['1015', '10:15'],
    ['930', '09:30'],
    ['9:30 am', '09:30'],
    ['7 p. m.', '19:00'],
    ['12 am', '00:00'],
    ['12pm', '12:00'],
    ['10:15 h', '10:15'],
    ['23:59', '23:59'],
  ])('[G8] %s is %s', (typed, time) => expect(parseTime(typed)).toBe(time));

  test.each(['', 'x', '24:00', '10:60', '13 pm', '10:15:00', '-1', '1e1', `${'10:15'.padEnd(50)}x`])('[G8] %j is not a time', (typed) =>
    expect(parseTime(typed)).toBeNull(),
  );
});

describe('parseMinutes', () => {
  test.each([
    ['45', 45],
    ['45m', 45],
    ['45 min', 45],
    ['1h', 60],
    ['1 h 30', 90],
    ['1h30', 90],
    ['1:30 h', 90],
    ['1:30', 90],
    ['1.5 h', 90],
    ['1,5h', 90],
    ['2 horas', 120],
    ['1 hora y 15 minutos', 75],
    ['1 hour and 15 minutes', 75],
    ['0', 0],
    ['24h', 1440],
  ])('[G8] %s is %i minutes', (typed, minutes) => expect(parseMinutes(typed)).toBe(minutes));

  test.each(['', 'x', '25h', '1441', '-5', '1:75', '1.5h30', 'h', '1e3', '99999999999999999999'])('[G8] %j is not a duration', (typed) =>
    expect(parseMinutes(typed)).toBeNull(),
  );

  test('[G8] anything typed gives a whole number within a day, or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9hm:., ]{0,12}$/)), (typed) => {
        const minutes = parseMinutes(typed);
        expect(minutes === null || (Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440)).toBe(true);
        const time = parseTime(typed);
        expect(time === null || /^([01]\d|2[0-3]):[0-5]\d$/.test(time)).toBe(true);
      }),
    );
  });
});
