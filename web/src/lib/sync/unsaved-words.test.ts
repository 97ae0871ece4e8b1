// Proof 4: who loses the right to write gets back exactly the words that were not saved.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { readAllText, readUnsavedWords } from './unsaved-words.ts';

function write(clientId: number): { doc: Y.Doc; text: Y.XmlText } {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText('guardado. ');
  paragraph.insert(0, [text]);
  doc.getXmlFragment('body').insert(0, [paragraph]);
  return { doc, text };
}

test('[R4] only what came after the acknowledged clock is offered, letter by letter joined', () => {
  const { doc, text } = write(5);
  const saved = Y.getState(doc.store, 5);
  for (const letter of 'Retén') text.insert(text.length, letter);
  expect(readUnsavedWords(doc, new Map([[5, saved]]))).toBe('Retén');
  expect(readUnsavedWords(doc, new Map([[5, 0]]))).toBe('guardado. Retén');
});

test('[R4] what was typed in another place begins a line, what was deleted again is not offered', () => {
  const { doc, text } = write(5);
  const saved = Y.getState(doc.store, 5);
  text.insert(text.length, 'fin');
  text.insert(0, 'Inicio: ');
  text.insert(0, 'x');
  text.delete(0, 1);
  expect(readUnsavedWords(doc, new Map([[5, saved]]))).toBe('fin\nInicio: ');
});

test('[R4] the words of others are not among one’s own', () => {
  const { doc, text } = write(5);
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  const saved = Y.getState(doc.store, 5);
  (other.getXmlFragment('body').toArray()[0] as Y.XmlElement).insert(0, [new Y.XmlText('ajeno')]); // the paragraph written above
  text.insert(text.length, 'propio');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  expect(readUnsavedWords(doc, new Map([[5, saved]]))).toBe('propio');
});

test('[R4] every text of a document can be copied, whatever its shape', () => {
  const { doc } = write(5);
  const item = new Y.Map();
  item.set('title', new Y.Text('Plenaria'));
  doc.getMap('items').set('a', item);
  expect(readAllText(doc)).toBe('guardado. \nPlenaria');
});
