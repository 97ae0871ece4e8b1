// The editor over a document: what it says, what it takes back, what it tells of the others.

import { editItem, removeItem } from '@enlace/shared/document/agenda/edit';
import { itemsOf } from '@enlace/shared/document/agenda/read';
import { createAgenda } from '@enlace/shared/document/agenda/shape';
import type { AgendaItemId } from '@enlace/shared/ids';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { AgendaEditor } from './agenda-editor.svelte.ts';
import { describeRipple } from './words.ts';

const DAY = '2027-03-11';
const idOf = (n: number): AgendaItemId => String(n).padStart(26, '0') as AgendaItemId;
const WORDS = {
  moved: ({ count, shift }: { count: number; shift: string }) => `${count} se mueven ${shift}`,
  movedVariously: ({ count }: { count: number }) => `${count} se mueven`,
  missing: ({ title, missing }: { title: string; missing: string }) => `«${title}» está fija: faltan ${missing}`,
};

function openEditor() {
  const first = createAgenda({
    days: [DAY],
    items: [
      { id: idOf(1), day: DAY, title: { es: 'Apertura' } },
      { id: idOf(2), day: DAY, title: { es: 'Diagnóstico' } },
      { id: idOf(3), day: DAY, title: { es: 'Comida' }, pinned: '10:05' },
    ],
    clientId: 7,
  });
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()];
  theirs.clientID = mine.clientID + 1; // of two writes of a field at once, theirs wins
  for (const doc of [mine, theirs]) Y.applyUpdate(doc, first);
  theirs.on('update', (update: Uint8Array) => Y.applyUpdate(mine, update, 'remote'));
  const said: string[] = [];
  const editor = new AgendaEditor(mine, {
    zone: () => 'America/Mexico_City',
    describe: (ripple, agenda) => describeRipple(ripple, (id) => agenda.items.find((item) => item.id === id)?.title.es ?? '', WORDS),
    say: (text) => void said.push(text),
    removedByOther: (item) => `Quitaron «${item.title.es}»`,
  });
  return { editor, mine, theirs, said };
}
const order = (editor: AgendaEditor) => itemsOf(editor.value, DAY).map((item) => Number(item.id));

describe('AgendaEditor', () => {
  test('[G7] an operation says what it did and what followed; a preview says the same before', () => {
    const { editor, said } = openEditor();
    expect(editor.preview(idOf(1), { minutes: 45 })).toBe('1 se mueven +15 min; «Comida» está fija: faltan 10 min');
    expect(editor.value.items[0]?.minutes).toBe(30);
    editor.edit(idOf(1), { minutes: 45 }, (item) => `«${item.title.es}» dura 45 min.`);
    expect(said).toEqual(['«Apertura» dura 45 min. 1 se mueven +15 min; «Comida» está fija: faltan 10 min.']);
    editor.edit(idOf(1), { room: 'Sala A' });
    expect(said).toHaveLength(1);
  });

  test('[F24] the notice takes back its own step, and a removed item comes back even after other changes', () => {
    const { editor, theirs } = openEditor();
    editor.edit(idOf(1), { minutes: 45 }, () => 'dura');
    const { notice } = editor;
    editor.edit(idOf(2), { minutes: 20 });
    notice?.undo?.();
    expect(editor.value.items.map((item) => item.minutes)).toEqual([45, 20, 30]);
    const [first] = editor.value.items;
    if (first === undefined) throw new Error('the day has items');
    editor.remove(first, 'quitado');
    const removal = editor.notice;
    editItem(theirs, idOf(2), { room: 'Sala C' });
    editor.edit(idOf(3), { minutes: 90 });
    removal?.undo?.();
    expect(order(editor)).toEqual([1, 2, 3]);
    expect(editor.value.items.map((item) => item.minutes)).toEqual([45, 20, 90]);
    expect(editor.itemOf(idOf(2))?.room).toBe('Sala C');
  });

  test('[F24] undo and redo walk through one’s own steps only', () => {
    const { editor, theirs } = openEditor();
    expect(editor.canUndo).toBe(false);
    editor.move(idOf(3), { day: DAY, beforeId: idOf(1) }, () => 'movido');
    editItem(theirs, idOf(1), { minutes: 10 });
    expect([order(editor), editor.canUndo]).toEqual([[3, 1, 2], true]);
    editor.undo();
    expect([order(editor), editor.itemOf(idOf(1))?.minutes, editor.canRedo]).toEqual([[1, 2, 3], 10, true]);
    editor.redo();
    expect(order(editor)).toEqual([3, 1, 2]);
  });

  test('[G5] someone else’s change of the cell in use is told with who made it, until the cell is left', () => {
    const { editor, theirs } = openEditor();
    editItem(theirs, idOf(1), { minutes: 40 });
    expect(editor.conflict).toBeNull();
    editor.moveCursor({ itemId: idOf(1), field: 'minutes' });
    editItem(theirs, idOf(1), { room: 'Sala B' });
    expect(editor.conflict).toBeNull();
    editItem(theirs, idOf(1), { minutes: 50 });
    expect(editor.conflict).toEqual({ itemId: idOf(1), field: 'minutes', clientId: theirs.clientID });
    editor.moveCursor(null);
    expect(editor.conflict).toBeNull();
  });

  test('[G5] an item that someone removed while it was in use can be put back', () => {
    const { editor, theirs, said } = openEditor();
    editor.moveCursor({ itemId: idOf(2), field: 'titleEs' });
    removeItem(theirs, idOf(2));
    expect([order(editor), said]).toEqual([[1, 3], ['Quitaron «Diagnóstico»']]);
    editor.notice?.undo?.();
    expect(order(editor)).toEqual([1, 2, 3]);
  });
});
