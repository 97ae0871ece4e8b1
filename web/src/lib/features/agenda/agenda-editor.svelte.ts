// The agenda while it is edited: Y.Doc → this → DayEditor, Tray. Each operation writes the document (shared/document/agenda/edit),
// says in words what it did and what followed for the rest of the day (G7), and can be undone; undo takes back one's own only (F24).
import {
  AGENDA_EDIT,
  addItem,
  applyTemplate,
  duplicateItem,
  editItem,
  type ItemPatch,
  moveItem,
  type Place,
  removeItem,
  restoreItem,
  setDayStart,
  setTitle,
} from '@enlace/shared/document/agenda/edit';
import { fieldsWritten } from '@enlace/shared/document/agenda/observe';
import { type AgendaItem, type AgendaValue, itemsOf, readAgenda } from '@enlace/shared/document/agenda/read';
import { type AgendaItemDraft, DAYS_ROOT, ITEMS_ROOT, rootMap, type TRAY } from '@enlace/shared/document/agenda/shape';
import type { AgendaItemId } from '@enlace/shared/ids';
import type { CivilDate, WallTime, Zone } from '@enlace/shared/model/time';
import * as Y from 'yjs';
import type { Language } from '#lib/state/preferences.svelte.ts';
import { rippleBetween } from './day-view.ts';

/** Where a person's cursor is: an item and its field as in the document's shape. */
export interface AgendaCursor {
  readonly itemId: AgendaItemId;
  readonly field: string;
}
/** What was just done, shown for a while with the way back. */
export interface Notice {
  readonly text: string;
  readonly undo: (() => void) | null;
}
/** Someone else wrote the cell that this person is in. */
export interface Conflict extends AgendaCursor {
  readonly clientId: number | null;
}

export interface EditorMeans {
  readonly zone: () => Zone;
  /** Consequences in words; empty where there are none. */
  readonly describe: (ripple: ReturnType<typeof rippleBetween>, agenda: AgendaValue) => string;
  readonly say: (text: string) => void;
  readonly removedByOther: (item: AgendaItem) => string;
}

const trackedOrigins = new Set([AGENDA_EDIT]);

export class AgendaEditor {
  value: AgendaValue = $state.raw({ items: [], days: new Map() });
  notice: Notice | null = $state.raw(null);
  conflict: Conflict | null = $state.raw(null);
  canUndo: boolean = $state(false);
  canRedo: boolean = $state(false);
  /** True while rows change places: a cell that loses the focus by it has not been left. */
  isReordering = false;
  readonly #doc: Y.Doc;
  readonly #means: EditorMeans;
  readonly #undo: Y.UndoManager;
  #cursor: AgendaCursor | null = null;

  constructor(doc: Y.Doc, means: EditorMeans) {
    this.#doc = doc;
    this.#means = means;
    const roots = [rootMap(doc, ITEMS_ROOT), rootMap(doc, DAYS_ROOT)].filter((root) => root !== null);
    this.#undo = new Y.UndoManager(roots, { trackedOrigins });
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) this.#undo.on(event, this.#onStack);
    doc.on('afterTransaction', this.#onTransaction);
    this.value = readAgenda(doc);
  }

  close(): void {
    this.#doc.off('afterTransaction', this.#onTransaction);
    this.#undo.destroy();
  }

  itemOf(id: AgendaItemId): AgendaItem | null {
    return this.value.items.find((item) => item.id === id) ?? null;
  }

  /** The cell that the person is in; null: none. */
  moveCursor(cursor: AgendaCursor | null): void {
    this.#cursor = cursor;
    if (this.conflict !== null && (cursor?.itemId !== this.conflict.itemId || cursor.field !== this.conflict.field)) this.conflict = null;
  }

  /** The consequences that a change of one item would have, before it is made. */
  preview(id: AgendaItemId, patch: Pick<ItemPatch, 'minutes' | 'pinned'>): string {
    const items = this.value.items.map((item) => (item.id === id ? { ...item, ...patch } : item));
    const after = { ...this.value, items };
    return this.#means.describe(rippleBetween(this.value, after, this.#means.zone(), new Set([id])), after);
  }

  edit(id: AgendaItemId, patch: ItemPatch, what?: (item: AgendaItem) => string): void {
    this.#run([id], () => editItem(this.#doc, id, patch), what === undefined ? null : () => this.#about(id, what));
  }

  /** One keystroke after another is one step of undo. `from`: the title that the person saw. */
  write(id: AgendaItemId, language: Language, change: { readonly text: string; readonly from: string }): void {
    setTitle(this.#doc, id, { language, ...change });
  }

  /** Answers whether there was room. */
  add(draft: AgendaItemDraft, place: Place, what: (item: AgendaItem) => string): boolean {
    let isAdded = false;
    this.#run(
      [draft.id],
      () => {
        isAdded = addItem(this.#doc, draft, place);
      },
      () => this.#about(draft.id, what),
    );
    return isAdded;
  }

  move(id: AgendaItemId, place: Place, what: (item: AgendaItem) => string): void {
    this.#run(
      [id],
      () => moveItem(this.#doc, id, place),
      () => this.#about(id, what),
    );
  }

  duplicate(id: AgendaItemId, copyId: AgendaItemId, what: (item: AgendaItem) => string): void {
    this.#run(
      [copyId],
      () => duplicateItem(this.#doc, id, copyId),
      () => this.#about(copyId, what),
    );
  }

  remove(item: AgendaItem, what: string): void {
    this.#run(
      [item.id],
      () => removeItem(this.#doc, item.id),
      () => what,
      () => this.restore(item, null),
    );
  }

  restore(item: AgendaItem, what: string | null): void {
    this.#run([item.id], () => restoreItem(this.#doc, item), what === null ? null : () => what);
    if (what === null) this.notice = null;
  }

  startDay(day: CivilDate, start: WallTime, what: string): void {
    this.#run(
      [],
      () => setDayStart(this.#doc, day, start),
      () => what,
    );
  }

  fill(day: CivilDate | typeof TRAY, drafts: readonly AgendaItemDraft[], what: string): void {
    this.#run(
      drafts.map(({ id }) => id),
      () => applyTemplate(this.#doc, day, drafts),
      () => what,
    );
  }

  undo(): boolean {
    this.notice = null;
    return this.#undo.undo() !== null;
  }

  redo(): boolean {
    this.notice = null;
    return this.#undo.redo() !== null;
  }

  /** The position of an item in its day, from 1, and how many there are. */
  positionOf(item: AgendaItem): { readonly position: number; readonly total: number } {
    const items = itemsOf(this.value, item.day);
    return { position: items.findIndex(({ id }) => id === item.id) + 1, total: items.length };
  }

  #about(id: AgendaItemId, what: (item: AgendaItem) => string): string | null {
    const item = this.itemOf(id);
    return item === null ? null : what(item);
  }

  /** Does it as one step of undo; then says it, with its consequences, where there is something to say. */
  #run(touched: readonly AgendaItemId[], work: () => void, what: (() => string | null) | null, undo?: () => void): void {
    const before = this.value;
    this.#undo.stopCapturing();
    work();
    this.#undo.stopCapturing();
    if (this.value === before) return;
    const said = what?.() ?? '';
    const ripple = rippleBetween(before, this.value, this.#means.zone(), new Set(touched));
    const followed = this.#means.describe(ripple, this.value);
    const text = [said, followed === '' ? '' : `${followed}.`].filter((part) => part !== '').join(' ');
    if (text === '') return;
    const step = this.#undo.undoStack.at(-1);
    this.notice = { text, undo: undo ?? (() => void (step !== undefined && this.#undo.undoStack.at(-1) === step && this.undo())) };
    this.#means.say(text);
  }

  readonly #onStack = (): void => {
    this.canUndo = this.#undo.canUndo();
    this.canRedo = this.#undo.canRedo();
  };

  readonly #onTransaction = (transaction: Y.Transaction): void => {
    if (transaction.changedParentTypes.size === 0) return;
    const before = this.value;
    this.value = readAgenda(this.#doc);
    if (!transaction.local) this.#noteOthers(transaction, before);
  };

  #noteOthers(transaction: Y.Transaction, before: AgendaValue): void {
    const cursor = this.#cursor;
    if (cursor === null) return;
    const mine = fieldsWritten(transaction).filter(({ itemId }) => itemId === cursor.itemId);
    const written = mine.find(({ field }) => field === cursor.field);
    if (written !== undefined) this.conflict = { ...cursor, clientId: written.clientId };
    const lost = before.items.find(({ id }) => id === cursor.itemId);
    if (lost === undefined || this.itemOf(cursor.itemId) !== null) return;
    const text = this.#means.removedByOther(lost);
    this.notice = { text, undo: () => this.restore(lost, null) };
    this.#means.say(text);
  }
}
