// Anchors of comments and cursors stay with their words while others type, and hostile ones do no harm.
import { type Block, insertBlocks } from '@enlace/shared/document/minutes/blocks';
import { createMinutesSchema } from '@enlace/shared/document/minutes/schema';
import { createMinutesBody } from '@enlace/shared/document/minutes/template';
import type { Node } from 'prosemirror-model';
import { expect, test } from 'vitest';
import { initProseMirrorDoc } from 'y-prosemirror';
import * as Y from 'yjs';
import { type Binding, decodePlace, encodeEnd, encodeStart, toAbsolute } from './positions.ts';

const schema = createMinutesSchema();
const BLOCKS: readonly Block[] = [
  { kind: 'heading', text: 'Notas' },
  { kind: 'paragraph', text: 'El personal que entrevista no porta uniforme.' },
  { kind: 'bullets', items: ['uno', 'dos'] },
];

function open(doc: Y.Doc): { readonly node: Node; readonly bound: Binding } {
  const type = doc.getXmlFragment('body');
  const { doc: node, mapping } = initProseMirrorDoc(type, schema);
  return { node, bound: { doc, type, binding: { mapping: mapping as never }, isChangeOrigin: false } };
}

function createDoc(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, createMinutesBody(BLOCKS, 1));
  return doc;
}

/** From where to where a word stands. */
function find(node: Node, word: string): { from: number; to: number } {
  let from = -1;
  node.descendants((child, pos) => {
    const at = child.isText ? (child.text ?? '').indexOf(word) : -1;
    if (at >= 0) from = pos + at;
  });
  return { from, to: from + word.length };
}

const textBetween = (node: Node, from: number | null, to: number | null): string => node.textBetween(from ?? 0, to ?? 0);

test('[R2] an anchor follows its words when others write before, inside and around them', () => {
  const doc = createDoc();
  const before = open(doc);
  const { from, to } = find(before.node, 'no porta uniforme');
  const start = encodeStart(before.bound, from);
  const end = encodeEnd(before.bound, to);
  expect(start.length).toBeLessThanOrEqual(400);

  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  insertBlocks(other.getXmlFragment('body'), 0, [{ kind: 'paragraph', text: 'Antes.' }]);
  const paragraph = other.getXmlFragment('body').toArray()[2] as Y.XmlElement; // the paragraph of BLOCKS
  const text = paragraph.toArray()[0] as Y.XmlText;
  text.insert(0, 'Hoy: ');
  text.insert(text.toString().indexOf('porta') + 5, 'ba');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));

  const after = open(doc);
  expect(textBetween(after.node, decodePlace(after.bound, start), decodePlace(after.bound, end))).toBe('no portaba uniforme');
});

test('[R2] when its words are deleted, an anchor collapses or is gone', () => {
  const doc = createDoc();
  const { node, bound } = open(doc);
  const { from, to } = find(node, 'no porta uniforme');
  const [start, end] = [encodeStart(bound, from), encodeEnd(bound, to)];
  const paragraph = doc.getXmlFragment('body').toArray()[1] as Y.XmlElement; // the paragraph of BLOCKS
  (paragraph.toArray()[0] as Y.XmlText).delete(27, 17); // its only text
  const after = open(doc);
  expect(decodePlace(after.bound, start)).toBe(decodePlace(after.bound, end));
  doc.getXmlFragment('body').delete(1, 1);
  const gone = open(doc);
  const [a, b] = [decodePlace(gone.bound, start), decodePlace(gone.bound, end)];
  expect(a === null || a === b).toBe(true);
});

test('[R2] what is written on behind the words of an anchor does not belong to it', () => {
  const doc = createDoc();
  const { node, bound } = open(doc);
  const { from, to } = find(node, 'porta uniforme.');
  const [start, end] = [encodeStart(bound, from), encodeEnd(bound, to)];
  const paragraph = doc.getXmlFragment('body').toArray()[1] as Y.XmlElement; // the paragraph of BLOCKS
  const text = paragraph.toArray()[0] as Y.XmlText; // its only text
  text.insert(text.length, ' Y sigue.');
  const after = open(doc);
  expect(textBetween(after.node, decodePlace(after.bound, start), decodePlace(after.bound, end))).toBe('porta uniforme.');
});

test('[R7] a forged place throws nothing', () => {
  const { bound } = open(createDoc());
  const forged: unknown[] = [
    {},
    { type: { client: 1, clock: 9_999 }, tname: null, item: null, assoc: 0 },
    { type: null, tname: 'constructor', item: null, assoc: 0 },
    { type: { client: 1, clock: 2 }, tname: null, item: { client: 1, clock: 3 }, assoc: -1 },
    { type: null, tname: null, item: { client: 4_294_967_295, clock: 0 }, assoc: 0 },
    null,
  ];
  for (const place of forged) expect(() => toAbsolute(bound, place)).not.toThrow();
  for (const text of ['', '####', 'AAAA', btoa('\x09\xff\xff'), btoa('\x00')]) expect(() => decodePlace(bound, text)).not.toThrow();
});
