// The live agenda as published items, and what changed since.

import * as v from 'valibot';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { AgendaItemId } from '../../ids.ts';
import { publishedItemSchema } from '../../model/agenda.ts';
import { editItem } from './edit.ts';
import { changedFields, freezeAgenda } from './freeze.ts';
import { readAgenda } from './read.ts';
import { createAgenda, TRAY } from './shape.ts';

const idOf = (n: number): AgendaItemId => String(n).padStart(26, '0') as AgendaItemId;
const ZONE = 'America/Mexico_City';

function openAgenda(): Y.Doc {
  const doc = new Y.Doc();
  const items = [
    { id: idOf(3), day: '2027-03-11', title: { es: 'Plenaria' } },
    { id: idOf(1), day: '2027-03-10', title: { en: ' Opening ' }, minutes: 45, room: ' Soconusco ' },
    { id: idOf(2), day: '2027-03-10' },
    { id: idOf(4), day: TRAY, title: { es: 'Por definir' } },
  ];
  Y.applyUpdate(doc, createAgenda({ days: ['2027-03-10', '2027-03-11'], items, clientId: 1 }));
  return doc;
}

test('[G9] what is published has times, is valid, and leaves the tray out', () => {
  const published = freezeAgenda(readAgenda(openAgenda()), ZONE);
  expect(published.map((item) => [Number(item.id), item.day, item.start, item.end])).toEqual([
    [1, '2027-03-10', '09:00', '09:45'],
    [2, '2027-03-10', '09:45', '10:15'],
    [3, '2027-03-11', '09:00', '09:30'],
  ]);
  expect(published[0]).toMatchObject({ title: { en: 'Opening' }, room: 'Soconusco' });
  expect(v.is(v.array(publishedItemSchema), published)).toBe(true);
});

test('[A50] control characters in a title or a room come out as a space, so that screens accept what is published', () => {
  const doc = new Y.Doc();
  const items = [{ id: idOf(1), day: '2027-03-10', title: { es: '\u0007Mesa\u0000\ntécnica\u0085' }, room: 'Sala\u0001 2\u007f' }];
  Y.applyUpdate(doc, createAgenda({ days: ['2027-03-10'], items, clientId: 1 }));
  const published = freezeAgenda(readAgenda(doc), ZONE);
  expect(published).toMatchObject([{ title: { es: 'Mesa técnica' }, room: 'Sala 2' }]);
  expect(v.is(v.array(publishedItemSchema), published)).toBe(true);
});

test('[G9] a change after publication names the fields, on the item and on those that it moved', () => {
  const doc = openAgenda();
  const published = new Map(freezeAgenda(readAgenda(doc), ZONE).map((item) => [item.id, item]));
  editItem(doc, idOf(1), { minutes: 60, kind: 'bilateral' });
  const now = freezeAgenda(readAgenda(doc), ZONE);
  expect(now.map((item) => changedFields(item, published.get(item.id)))).toEqual([['time', 'kind'], ['time'], []]);
  expect(now.slice(0, 1).map((item) => changedFields(item, undefined))).toEqual([['new']]);
});
