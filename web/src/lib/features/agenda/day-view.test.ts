// The rows of a day, its days, what changed since the edition, in words.

import { editItem, moveItem, removeItem } from '@enlace/shared/document/agenda/edit';
import { freezeAgenda } from '@enlace/shared/document/agenda/freeze';
import { readAgenda } from '@enlace/shared/document/agenda/read';
import { createAgenda } from '@enlace/shared/document/agenda/shape';
import type { AgendaItemId } from '@enlace/shared/ids';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { changesSince, daysOf, dayToOpen, placeOnMove, rippleBetween, viewDay } from './day-view.ts';
import { differsAt, labelZone, ownTime, shortDay } from './moments.ts';
import { describeMinutes, describeRipple, describeShift, type RippleWords, shortMinutes } from './words.ts';

const DAY = '2027-03-11';
const ZONE = 'America/Mexico_City';
const idOf = (n: number): AgendaItemId => String(n).padStart(26, '0') as AgendaItemId;
const WORDS: RippleWords = {
  moved: ({ count, shift }) => `${count} puntos se mueven ${shift}`,
  movedVariously: ({ count }) => `${count} puntos se mueven`,
  missing: ({ title, missing }) => `«${title}» está fija: faltan ${missing}`,
};

function openDay(): Y.Doc {
  const doc = new Y.Doc();
  const items = [
    { id: idOf(1), day: DAY, title: { es: 'Apertura' } },
    { id: idOf(2), day: DAY, title: { es: 'Diagnóstico' }, minutes: 60 },
    { id: idOf(3), day: DAY, title: { es: 'Hoja de ruta' }, minutes: 60 },
    { id: idOf(4), day: DAY, title: { es: 'Comida' }, minutes: 60, pinned: '11:35' },
  ];
  Y.applyUpdate(doc, createAgenda({ days: [DAY], items, clientId: 1 }));
  return doc;
}

describe('rows', () => {
  test('[G6] a gap and an overlap are rows of their own before the pinned item', () => {
    const doc = openDay();
    expect(viewDay(readAgenda(doc), DAY, ZONE).map((row) => (row.kind === 'item' ? row.entry?.start : [row.kind, row.minutes]))).toEqual([
      '09:00',
      '09:30',
      '10:30',
      ['gap', 5],
      '11:35',
    ]);
    editItem(doc, idOf(1), { minutes: 45 });
    expect(viewDay(readAgenda(doc), DAY, ZONE).filter((row) => row.kind !== 'item')).toMatchObject([{ kind: 'overlap', minutes: 10 }]);
  });

  test('[G7] the consequences of a change are one sentence', () => {
    const doc = openDay();
    const before = readAgenda(doc);
    editItem(doc, idOf(1), { minutes: 45 });
    const ripple = rippleBetween(before, readAgenda(doc), ZONE, new Set([idOf(1)]));
    const titles = new Map(readAgenda(doc).items.map((item) => [item.id, item.title.es]));
    expect(describeRipple(ripple, (id) => titles.get(id) ?? '', WORDS)).toBe(
      '2 puntos se mueven +15 min; «Comida» está fija: faltan 10 min',
    );
    expect(describeRipple({ movedIds: [], byMinutes: null, conflicts: [] }, String, WORDS)).toBe('');
    expect(describeRipple({ movedIds: [idOf(1), idOf(2)], byMinutes: null, conflicts: [] }, String, WORDS)).toBe('2 puntos se mueven');
  });

  test('[G3] an item moves one place up or down, and not beyond the ends', () => {
    const { items } = readAgenda(openDay());
    expect(placeOnMove(items, idOf(1), -1)).toBeUndefined();
    expect(placeOnMove(items, idOf(1), 1)).toBe(idOf(3));
    expect(placeOnMove(items, idOf(3), 1)).toBeNull();
    expect(placeOnMove(items, idOf(3), -1)).toBe(idOf(2));
    expect(placeOnMove(items, idOf(4), 1)).toBeUndefined();
  });
});

describe('days', () => {
  test('[P24] the days are those of the exchange and any other with items', () => {
    const span = { startsOn: '2027-03-10', endsOn: '2027-03-12' };
    expect(daysOf(span, [{ day: '2027-03-15' }, { day: '' }, { day: '2027-03-11' }])).toEqual([
      '2027-03-10',
      '2027-03-11',
      '2027-03-12',
      '2027-03-15',
    ]);
  });
  test('[P24] an exchange of more than two weeks shows the days with items and the one asked for, else its first', () => {
    const span = { startsOn: '2017-01-01', endsOn: '2018-12-31' };
    const items = [{ day: '2018-01-15' }, { day: '2017-12-18' }, { day: '' }, { day: '2017-12-18' }];
    expect(daysOf(span, items)).toEqual(['2017-12-18', '2018-01-15']);
    expect(daysOf(span, items, '2017-12-20')).toEqual(['2017-12-18', '2017-12-20', '2018-01-15']);
    expect(daysOf(span, items, '2016-12-31')).toEqual(['2017-12-18', '2018-01-15']);
    expect(daysOf(span, [])).toEqual(['2017-01-01']);
    expect(daysOf({ startsOn: '2027-03-01', endsOn: '2027-03-14' }, [])).toHaveLength(14);
    expect(daysOf({ startsOn: '2027-03-01', endsOn: '2027-03-15' }, [])).toHaveLength(1);
  });
  test('[P24] the day asked for opens, else today, else the first', () => {
    const days = ['2027-03-10', '2027-03-11'];
    expect(dayToOpen(days, '2027-03-11', '2027-03-10')).toBe('2027-03-11');
    expect(dayToOpen(days, 'x', '2027-03-11')).toBe('2027-03-11');
    expect(dayToOpen(days, null, '2027-04-01')).toBe('2027-03-10');
    expect(dayToOpen([], null, '2027-04-01')).toBeNull();
  });
});

test('[G9] what changed since the edition: fields by item, and what is gone', () => {
  const doc = openDay();
  const edition = { items: freezeAgenda(readAgenda(doc), ZONE) };
  expect(changesSince(readAgenda(doc), ZONE, edition).count).toBe(0);
  removeItem(doc, idOf(3));
  moveItem(doc, idOf(2), { day: DAY, beforeId: idOf(1) });
  const changes = changesSince(readAgenda(doc), ZONE, edition);
  expect([...changes.fields]).toEqual([
    [idOf(2), ['time']],
    [idOf(1), ['time']],
  ]);
  expect(changes.removed.map((item) => item.title.es)).toEqual(['Hoja de ruta']);
  expect(changes.count).toBe(3);
  expect(changesSince(readAgenda(doc), ZONE, null).count).toBe(0);
});

describe('words', () => {
  test('[G6] durations and shifts', () => {
    expect([0, 45, 60, 90, 1440].map(describeMinutes)).toEqual(['0 min', '45 min', '1 h', '1 h 30 min', '24 h']);
    expect([45, 60, 90].map(shortMinutes)).toEqual(['45 min', '1 h', '1 h 30']);
    expect([15, -65].map(describeShift)).toEqual(['+15 min', '−1 h 5 min']);
  });
  test('[P25] days and zones are labelled in the reader’s language', () => {
    expect([shortDay(DAY, 'es'), shortDay(DAY, 'en')]).toEqual(['jue 11 mar', 'Thu 11 Mar']);
    expect(shortDay(DAY, 'es', true)).toBe('jue 11 mar 2027');
    expect(labelZone('Tapachula', ZONE, Date.parse('2027-03-11T15:00:00Z'))).toBe('Tapachula (UTC−6)');
  });
  test('[P26] the reader’s time, on the reader’s day', () => {
    const late = { startsAt: '2027-03-11T23:30:00.000Z', endsAt: '2027-03-12T00:30:00.000Z' };
    expect(ownTime(late, DAY, 'Europe/Amsterdam')).toEqual({ start: '00:30', end: '01:30', dayOffset: 1 });
    expect(differsAt(Date.parse('2027-03-11T15:00:00Z'), ZONE, 'America/Monterrey')).toBe(false);
    expect(differsAt(Date.parse('2027-07-11T15:00:00Z'), 'America/Cancun', 'America/Ciudad_Juarez')).toBe(true);
  });
});
