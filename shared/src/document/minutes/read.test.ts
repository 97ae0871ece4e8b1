// Minutes read as plain values, from documents that people and strangers wrote.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Block, insertBlocks } from './blocks.ts';
import { readMinutes, readOutline, readPlainText } from './read.ts';
import { createMinutesBody } from './template.ts';

function load(blocks: readonly Block[]): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, createMinutesBody(blocks, 1));
  return doc;
}

const SAMPLE: readonly Block[] = [
  { kind: 'heading', text: 'Notas', level: 2 },
  { kind: 'paragraph', text: 'La entrevista se realiza en un espacio separado.' },
  { kind: 'statement', text: 'The guides were shared ahead.', lang: 'en' },
  { kind: 'bullets', items: ['uno', 'dos'] },
  { kind: 'heading', text: 'Pendientes', level: 3 },
  { kind: 'paragraph', text: '' },
];

test('[R12] every block is read in order with its kind, its surroundings and its language', () => {
  const lines = readMinutes(load(SAMPLE).getXmlFragment('body'));
  expect(lines.map(({ kind, within }) => [...within, kind].join('/'))).toEqual([
    'heading',
    'paragraph',
    'statement/paragraph',
    'bullet_list/list_item/paragraph',
    'bullet_list/list_item/paragraph',
    'heading',
    'paragraph',
  ]);
  expect(lines[2]?.lang).toBe('en');
  expect(lines[1]?.lang).toBeNull();
});

test('[R12] the outline holds the headings that have words', () => {
  const doc = load([...SAMPLE, { kind: 'heading', text: ' ' }]);
  expect(readOutline(doc.getXmlFragment('body'))).toEqual([
    { level: 2, text: 'Notas' },
    { level: 3, text: 'Pendientes' },
  ]);
});

test('[R12] plain text keeps every word, lists with their dash', () => {
  expect(readPlainText(load(SAMPLE).getXmlFragment('body'))).toBe(
    'Notas\nLa entrevista se realiza en un espacio separado.\nThe guides were shared ahead.\n- uno\n- dos\n\nPendientes',
  );
});

test('[F7] reading writes nothing, also from a node it does not know', () => {
  const doc = load(SAMPLE);
  const body = doc.getXmlFragment('body');
  const unknown = new Y.XmlElement('translation_pair');
  unknown.insert(0, [new Y.XmlText('de una versión posterior')]);
  body.insert(0, [unknown]);
  insertBlocks(body, 1, [{ kind: 'paragraph', text: 'y sigue' }]);
  const before = Y.encodeStateAsUpdate(doc);
  expect(readPlainText(body)).toContain('de una versión posterior\ny sigue');
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});
