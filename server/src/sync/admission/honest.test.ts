// What honest clients send passes the gate (R3), each kind by name.

import { SHAPES } from '@enlace/shared/document/shape';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createHubDoc } from '../replica.ts';
import { paragraph } from '../sync.support.ts';
import { checkUpdate } from './check-update.ts';
import { createState, edit, judge, MINE } from './forge.support.ts';
import { parseUpdate } from './parse-update.ts';

describe('[R3] what honest clients do', () => {
  test('a stock client’s paragraph, a text directly in the body, formats, attributes', () => {
    const changes: ((doc: Y.Doc) => void)[] = [
      (doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')]),
      (doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlText('directo')]),
      (doc) => {
        const element = paragraph('con formato');
        element.setAttribute('lang', 'es');
        doc.getXmlFragment('body').insert(1, [element]);
        const text = element.get(0);
        if (text instanceof Y.XmlText) text.format(0, 3, { strong: {}, link: { href: 'https://example.org' } });
      },
      (doc) => doc.getXmlFragment('body').delete(0, 1),
    ];
    for (const change of changes) expect(judge(edit(change)).kind).toBe('admissible');
  });
  test('an agenda’s items: maps, texts, lists and plain values', () => {
    const item = new Y.Map<unknown>([
      ['place', '2027-03-11/a0'],
      ['titleEs', new Y.Text('Inauguración')],
      ['minutes', 30],
      ['pinned', null],
      ['languages', ['es', 'en']],
      ['half', 0.5],
      ['flag', true],
    ]);
    const update = edit((doc) => doc.getMap('items').set('01ARZ3NDEKTSV4RRFFQ69G5FAV', item), MINE, new Uint8Array([0, 0]));
    expect(judge(update, 'agenda').kind).toBe('admissible');
    expect(judge(update).kind).toBe('inadmissible');
  });
  test('an offline visit whose own text was deleted before it was ever sent', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, createState());
    doc.clientID = MINE;
    const body = doc.getXmlFragment('body');
    const list = new Y.XmlElement('bullet_list');
    list.insert(0, [paragraph('uno'), paragraph('dos')]);
    body.insert(1, [list]);
    list.insert(1, [paragraph('tres')]);
    body.delete(1, 1);
    body.insert(1, [paragraph('cuatro')]);
    const whole = Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(createState()));
    expect(Y.decodeUpdate(whole).structs.some((struct) => struct instanceof Y.GC)).toBe(true);
    expect(judge(whole).kind).toBe('admissible');
  });
  test('the order of neighbours that were all written in one update is plain', () => {
    const state = createState();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, state);
    doc.clientID = MINE;
    doc.getXmlFragment('body').insert(1, [paragraph('uno')]);
    const verdict = judge(Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(state)));
    expect(verdict).toMatchObject({ kind: 'admissible', isPlain: true });
  });
});

test('[R3] the strict reading finds what Yjs itself finds', () => {
  const doc = new Y.Doc();
  doc.clientID = MINE;
  const body = doc.getXmlFragment('body');
  body.insert(0, [paragraph('héroe 🤝'), paragraph('dos')]);
  body.delete(0, 1);
  const update = Y.encodeStateAsUpdate(doc);
  const parsed = parseUpdate(update);
  const byYjs = Y.decodeUpdate(update);
  expect([...parsed.structs.values()].flat().map(({ client, clock, length }) => [client, clock, length])).toEqual(
    byYjs.structs.map((struct) => [struct.id.client, struct.id.clock, struct.length]),
  );
  expect(parsed.deletions.map(({ client, clock, length }) => [client, clock, length])).toEqual(
    [...byYjs.ds.clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }) => [client, clock, len])),
  );
});

test('[F11] what was sent before may be sent again, in other pieces, also where others have deleted from it', () => {
  const doc = new Y.Doc();
  doc.clientID = MINE;
  doc.getXmlFragment('body').push([paragraph('hola 🤝 mundo')]);
  const whole = Y.encodeStateAsUpdate(doc);
  const text = doc.getXmlFragment('body').get(0);
  const other = new Y.Doc();
  Y.applyUpdate(other, whole);
  const same = other.getXmlFragment('body').get(0);
  if (same instanceof Y.XmlElement && same.get(0) instanceof Y.XmlText) (same.get(0) as Y.XmlText).delete(1, 2);
  const hub = createHubDoc(SHAPES.minutes, [Y.encodeStateAsUpdate(other)]);
  if (text instanceof Y.XmlElement) text.setAttribute('lang', 'es');
  const verdict = checkUpdate(Y.encodeStateAsUpdate(doc), { doc: hub, shape: SHAPES.minutes, own: new Set([MINE]) });
  expect(verdict.kind).toBe('admissible');
});
