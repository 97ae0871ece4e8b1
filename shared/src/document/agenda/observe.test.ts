// Who wrote which cell.
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { AgendaItemId } from '../../ids.ts';
import { addItem, editItem, removeItem, setTitle } from './edit.ts';
import { fieldsWritten, type WrittenField } from './observe.ts';
import { createAgenda } from './shape.ts';

const idOf = (n: number): AgendaItemId => String(n).padStart(26, '0') as AgendaItemId;

test('[G5] a change from elsewhere names the cells it wrote and the client that wrote them', () => {
  const first = createAgenda({ days: [], items: [{ id: idOf(1), day: '2027-03-11' }], clientId: 7 });
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  theirs.clientID = 99;
  for (const doc of [mine, theirs]) Y.applyUpdate(doc, first);
  const seen: WrittenField[] = [];
  mine.on('afterTransaction', (transaction: Y.Transaction) => {
    if (!transaction.local) seen.push(...fieldsWritten(transaction));
  });
  theirs.on('update', (update: Uint8Array) => Y.applyUpdate(mine, update));
  editItem(theirs, idOf(1), { minutes: 45, room: 'Sala A' });
  setTitle(theirs, idOf(1), { language: 'es', text: 'Apertura' });
  addItem(theirs, { id: idOf(2) }, { day: '2027-03-11', beforeId: null });
  removeItem(theirs, idOf(2));
  editItem(mine, idOf(1), { minutes: 20 });
  expect(seen.map(({ itemId, field, clientId }) => [Number(itemId), field, clientId])).toEqual([
    [1, 'minutes', 99],
    [1, 'room', 99],
    [2, '', 99],
    [2, '', null],
  ]);
});
