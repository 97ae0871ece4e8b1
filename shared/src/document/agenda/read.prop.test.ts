// Reading an agenda never fails: random content in every place, hostile root types, bounds.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { agendaDaysMax, agendaItemsMax, itemMinutesMax, nameCharsMax, titleCharsMax } from '../../limits.ts';
import { isCivilDate, isWallTime } from '../../schedule/civil.ts';
import { freezeAgenda } from './freeze.ts';
import { readAgenda } from './read.ts';

const idOf = (n: number): string => String(n).padStart(26, '0');
const anyValue = fc.oneof(
  fc.anything({ maxDepth: 2, withBigInt: false }).filter((value) => {
    try {
      JSON.stringify(value);
      return typeof value !== 'function' && typeof value !== 'symbol';
    } catch {
      return false; // not a value that a Yjs document can hold
    }
  }),
  fc.constantFrom('2027-03-11/V', '2027-02-30/V', '/V', '2027-03-11/', '99:99', '10:15', -1, 1e9, Number.NaN, 'x'.repeat(5000)),
);
const field = fc.constantFrom(
  'place',
  'titleEs',
  'titleEn',
  'minutes',
  'pinned',
  'kind',
  'lead',
  'room',
  'languages',
  'elasticity',
  'start',
  '__proto__',
);
const key = fc.oneof(fc.nat(30).map(idOf), fc.constantFrom('2027-03-11', '2027-02-30', '__proto__', 'x', ''), fc.string());

/** A Yjs value of some type built from plain parts. */
function toShared(kind: number, fields: readonly (readonly [string, unknown])[]): unknown {
  const parts = fields.map(([name, value]) => [name, value === undefined ? null : value] as const);
  if (kind === 0) return new Y.Array();
  if (kind === 1) return new Y.Text('texto');
  if (kind === 2) return parts[0]?.[1] ?? null;
  if (kind === 3) return new Y.Map(parts.map(([name]) => [name, new Y.XmlElement('p')]));
  return new Y.Map(parts);
}

describe('readAgenda', () => {
  test('[G2] any content of both maps is read without throwing, within its bounds, and can be frozen', () => {
    const entry = fc.tuple(key, fc.nat(6), fc.array(fc.tuple(field, anyValue), { maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), fc.array(entry, { maxLength: 4 }), (items, days) => {
        const doc = new Y.Doc();
        for (const [name, kind, fields] of items) {
          try {
            doc.getMap('items').set(name, toShared(kind, fields));
          } catch {}
        }
        for (const [name, kind, fields] of days) {
          try {
            doc.getMap('days').set(name, toShared(kind, fields));
          } catch {}
        }
        const agenda = readAgenda(doc);
        for (const item of agenda.items) {
          expect(item.day === '' || isCivilDate(item.day)).toBe(true);
          expect(Number.isInteger(item.minutes) && item.minutes >= 0 && item.minutes <= itemMinutesMax).toBe(true);
          expect(item.pinned === null || isWallTime(item.pinned)).toBe(true);
          expect(item.room.length <= nameCharsMax && item.title.es.length <= titleCharsMax).toBe(true);
        }
        expect(freezeAgenda(agenda, 'America/Mexico_City').length).toBeLessThanOrEqual(agenda.items.length);
      }),
      { numRuns: 300 },
    );
  });

  test('[G2] roots of a wrong type read as an empty agenda', () => {
    const doc = new Y.Doc();
    doc.getArray('items').push([1]);
    doc.getText('days').insert(0, 'x');
    expect(readAgenda(doc)).toEqual({ items: [], days: new Map() });
  });

  test('[G2] more items and days than allowed are cut to the same ones everywhere', () => {
    const doc = new Y.Doc();
    doc.transact(() => {
      for (let i = agendaItemsMax + 5; i > 0; i -= 1) doc.getMap('items').set(idOf(i), new Y.Map());
      for (let i = 0; i < agendaDaysMax + 5; i += 1)
        doc.getMap('days').set(new Date(i * 86_400_000).toISOString().slice(0, 10), new Y.Map());
    });
    const agenda = readAgenda(doc);
    expect(agenda.items).toHaveLength(agendaItemsMax);
    expect(agenda.items.at(-1)?.id).toBe(idOf(agendaItemsMax));
    expect(agenda.days.size).toBe(agendaDaysMax);
  });
});
