// Editing an agenda: each operation, what two people do at once, undo.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { AgendaItemId, InstitutionId } from '../../ids.ts';
import {
  AGENDA_EDIT,
  addItem,
  applyTemplate,
  duplicateItem,
  editItem,
  moveItem,
  removeItem,
  restoreItem,
  setDayStart,
  setTitle,
} from './edit.ts';
import { itemsOf, readAgenda } from './read.ts';
import { createAgenda, TRAY } from './shape.ts';
import { AGENDA_TEMPLATES, createTemplate } from './templates.ts';

const D1 = '2027-03-10';
const D2 = '2027-03-11';
const idOf = (n: number): AgendaItemId => String(n).padStart(26, '0') as AgendaItemId;
const [A, B, C, D] = [idOf(1), idOf(2), idOf(3), idOf(4)];

function openAgenda(clientId = 1): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const items = [A, B, C].map((id) => ({ id, day: D1, title: { es: `Punto ${Number(id)}` } }));
  Y.applyUpdate(doc, createAgenda({ days: [D1, D2], items, clientId: 7 }));
  return doc;
}
const order = (doc: Y.Doc, day: string = D1): number[] => itemsOf(readAgenda(doc), day).map((item) => Number(item.id));

function merge(...docs: Y.Doc[]): void {
  const updates = docs.map((doc) => Y.encodeStateAsUpdate(doc));
  for (const doc of docs) for (const update of updates) Y.applyUpdate(doc, update);
}

describe('createAgenda', () => {
  test('[R10] the first update is the same bytes for the same input', () => {
    const input = { days: [D1, D2], items: [{ id: A, day: D1, title: { es: 'Apertura' } }], starts: { [D2]: '08:30' }, clientId: 42 };
    expect(createAgenda(input)).toEqual(createAgenda(input));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, createAgenda(input));
    const agenda = readAgenda(doc);
    expect(agenda.items[0]).toMatchObject({
      id: A,
      day: D1,
      title: { es: 'Apertura', en: '' },
      minutes: 30,
      pinned: null,
      kind: 'plenary',
    });
    expect([...agenda.days]).toEqual([
      [D1, { start: '09:00' }],
      [D2, { start: '08:30' }],
    ]);
  });
});

describe('operations', () => {
  test('[G3] an item is added before another, at the end, and in the tray', () => {
    const doc = openAgenda();
    addItem(doc, { id: D, title: { en: 'Break' } }, { day: D1, beforeId: B });
    addItem(doc, { id: idOf(5) }, { day: D1, beforeId: null });
    addItem(doc, { id: idOf(6) }, { day: TRAY, beforeId: null });
    expect(order(doc)).toEqual([1, 4, 2, 3, 5]);
    expect(order(doc, TRAY)).toEqual([6]);
    expect(addItem(doc, { id: A }, { day: D2, beforeId: null })).toBe(false);
  });

  test('[G3] an item moves up, down, to another day and to the tray', () => {
    const doc = openAgenda();
    moveItem(doc, C, { day: D1, beforeId: A });
    expect(order(doc)).toEqual([3, 1, 2]);
    moveItem(doc, C, { day: D1, beforeId: null });
    expect(order(doc)).toEqual([1, 2, 3]);
    moveItem(doc, A, { day: D2, beforeId: null });
    moveItem(doc, B, { day: TRAY, beforeId: null });
    expect([order(doc), order(doc, D2), order(doc, TRAY)]).toEqual([[3], [1], [2]]);
  });

  test('[G3] fields are set, bounded, and written only where they differ', () => {
    const doc = openAgenda();
    const lead = '01HZZZZZZZZZZZZZZZZZZZZZZZ' as InstitutionId;
    editItem(doc, A, { minutes: 5000, pinned: '10:15', kind: 'break', leadId: lead, room: 'Sala Soconusco', languages: ['en', 'es'] });
    expect(readAgenda(doc).items[0]).toMatchObject({
      minutes: 1440,
      pinned: '10:15',
      kind: 'break',
      leadId: lead,
      languages: ['es', 'en'],
    });
    const before = Y.encodeStateVector(doc);
    editItem(doc, A, { minutes: 1440, room: 'Sala Soconusco', languages: ['en', 'es'] });
    expect(Y.encodeStateVector(doc)).toEqual(before);
    setDayStart(doc, D1, '08:00');
    expect(readAgenda(doc).days.get(D1)).toEqual({ start: '08:00' });
  });

  test('[G3] a removed item comes back where it was; a copy stands after its original and is not pinned', () => {
    const doc = openAgenda();
    editItem(doc, B, { pinned: '12:00' });
    const item = readAgenda(doc).items.find(({ id }) => id === B);
    if (item === undefined) throw new Error('B is in the agenda');
    removeItem(doc, B);
    expect(order(doc)).toEqual([1, 3]);
    restoreItem(doc, item);
    expect(readAgenda(doc).items.find(({ id }) => id === B)).toEqual(item);
    duplicateItem(doc, B, D);
    expect(order(doc)).toEqual([1, 2, 4, 3]);
    expect(readAgenda(doc).items.find(({ id }) => id === D)).toMatchObject({ title: { es: 'Punto 2' }, pinned: null });
  });

  test('[G3] every template gives complete points in both languages', () => {
    for (const template of AGENDA_TEMPLATES) {
      const doc = openAgenda();
      let next = 10;
      applyTemplate(
        doc,
        D2,
        createTemplate(template, () => idOf(next++)),
      );
      const items = itemsOf(readAgenda(doc), D2);
      expect(items.length).toBeGreaterThan(3);
      expect(items.every(({ title, minutes }) => title.es !== '' && title.en !== '' && minutes > 0)).toBe(true);
    }
  });

  test('[F24] undo takes back one’s own change and leaves what others did', () => {
    const [mine, theirs] = [openAgenda(1), openAgenda(2)];
    const undo = new Y.UndoManager([mine.getMap('items'), mine.getMap('days')], {
      trackedOrigins: new Set([AGENDA_EDIT]),
      captureTimeout: 0,
    });
    editItem(mine, A, { minutes: 45 });
    editItem(theirs, B, { minutes: 60 });
    merge(mine, theirs);
    undo.undo();
    const minutes = readAgenda(mine).items.map((item) => item.minutes);
    expect(minutes).toEqual([30, 60, 30]);
  });
});

describe('setTitle', () => {
  test('[G4] two people write at both ends of a title and both stay', () => {
    const [one, two] = [openAgenda(1), openAgenda(2)];
    setTitle(one, A, { language: 'es', text: 'Nuevo punto 1' });
    setTitle(two, A, { language: 'es', text: 'Punto 1 (bis)' });
    merge(one, two);
    expect(readAgenda(one).items[0]?.title.es).toBe(readAgenda(two).items[0]?.title.es);
    expect(readAgenda(one).items[0]?.title.es).toMatch(/^Nuevo p.*1 \(bis\)$/);
  });

  test('[G4] what was typed on an older view keeps what came in meanwhile', () => {
    const doc = openAgenda();
    setTitle(doc, A, { language: 'es', text: 'Gran punto 1' });
    setTitle(doc, A, { language: 'es', text: 'Punto 1 final', from: 'Punto 1' });
    expect(readAgenda(doc).items[0]?.title.es).toBe('Gran punto 1 final');
  });

  test('[G4] any title becomes any other, whole characters only', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(words, words, (from, to) => {
        const doc = openAgenda();
        setTitle(doc, A, { language: 'en', text: from });
        setTitle(doc, A, { language: 'en', text: to });
        const held = (doc.getMap('items').get(A) as Y.Map<Y.Text>).get('titleEn');
        expect(held?.toString()).toBe(to);
        const copy = new Y.Doc();
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
        expect((copy.getMap('items').get(A) as Y.Map<Y.Text>).get('titleEn')?.toString()).toBe(to);
      }),
    );
  });
});

describe('at the same time', () => {
  test('[G5] two people move one item: it stands in one place, the same for both', () => {
    const [one, two] = [openAgenda(1), openAgenda(2)];
    moveItem(one, C, { day: D1, beforeId: A });
    moveItem(two, C, { day: D2, beforeId: null });
    merge(one, two);
    expect(readAgenda(one)).toEqual(readAgenda(two));
    expect(readAgenda(one).items.filter(({ id }) => id === C)).toHaveLength(1);
  });

  test('[G5] two items that got the same rank at once can still be parted', () => {
    const [one, two] = [openAgenda(1), openAgenda(2)];
    addItem(one, { id: idOf(8) }, { day: D1, beforeId: null });
    addItem(two, { id: idOf(9) }, { day: D1, beforeId: null });
    merge(one, two);
    expect(order(one)).toEqual([1, 2, 3, 8, 9]);
    moveItem(one, A, { day: D1, beforeId: idOf(9) });
    expect(order(one)).toEqual([2, 3, 8, 1, 9]);
  });

  test('[G5] random edits of two copies converge, with every item once', () => {
    const place = fc.record({ day: fc.constantFrom(D1, D2, TRAY), beforeId: fc.constantFrom(A, B, C, idOf(11), idOf(12), null) });
    const step = fc.record({
      who: fc.nat(1),
      what: fc.nat(6),
      id: fc.constantFrom(A, B, C, idOf(11), idOf(12)),
      place,
      minutes: fc.nat(90),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(5), (steps, mergeEvery) => {
        const docs = [openAgenda(1), openAgenda(2)] as const;
        steps.forEach(({ who, what, id, place: to, minutes }, at) => {
          const doc = docs[who] ?? docs[0];
          if (what === 0) addItem(doc, { id }, to);
          else if (what === 1) removeItem(doc, id);
          else if (what === 2) editItem(doc, id, { minutes });
          else if (what === 3) setTitle(doc, id, { language: 'es', text: `Título ${minutes}` });
          else moveItem(doc, id, to);
          if (at % (mergeEvery + 2) === 0) merge(...docs);
        });
        merge(...docs);
        const [mine, theirs] = docs.map((doc) => readAgenda(doc));
        expect(mine).toEqual(theirs);
        const ids = mine?.items.map((item) => item.id) ?? [];
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
