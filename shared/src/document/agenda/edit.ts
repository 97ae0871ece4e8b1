// Every change that a person makes to an agenda: one function an operation, one transaction each, with AGENDA_EDIT as its origin,
// so that undo takes back one's own and nothing else (F24). A change of an item that is no longer there does nothing.
import * as Y from 'yjs';
import type { AgendaItemId, InstitutionId } from '../../ids.ts';
import { agendaItemsMax, itemMinutesMax, nameCharsMax, titleCharsMax } from '../../limits.ts';
import type { AgendaItemKind } from '../../model/agenda.ts';
import type { Language } from '../../model/text.ts';
import type { CivilDate, WallTime } from '../../model/time.ts';
import { diffText, rebaseSplice } from '../../text/splice.ts';
import { rankBetween, rankCharsMax } from './rank.ts';
import { type AgendaItem, itemsOf, readAgenda } from './read.ts';
import { type AgendaItemDraft, createItem, DAYS_ROOT, type Elasticity, encodePlace, ITEMS_ROOT, rootMap, type TRAY } from './shape.ts';

/** Origin of these transactions; an undo manager tracks it. */
export const AGENDA_EDIT = 'agenda-edit';

/** Where an item goes: a day (or the tray) and the item it comes before; null: at the end. */
export interface Place {
  readonly day: CivilDate | typeof TRAY;
  readonly beforeId: AgendaItemId | null;
}

export interface ItemPatch {
  readonly minutes?: number;
  readonly pinned?: WallTime | null;
  readonly kind?: AgendaItemKind;
  readonly leadId?: InstitutionId | null;
  readonly room?: string;
  readonly languages?: readonly Language[];
  readonly elasticity?: Elasticity;
  readonly minMinutes?: number;
}

function itemMap(doc: Y.Doc, id: AgendaItemId): Y.Map<unknown> | null {
  const found = rootMap(doc, ITEMS_ROOT)?.get(id);
  return found instanceof Y.Map ? found : null;
}

const inEdit = (doc: Y.Doc, work: () => void): void => {
  doc.transact(work, AGENDA_EDIT);
};

/** Gives a whole day new ranks; needed where equal ranks or long ones leave no room between two items. */
function rankAnew(doc: Y.Doc, day: Place['day'], others: readonly AgendaItem[]): AgendaItem[] {
  let rank: string | null = null;
  return others.map((item) => {
    rank = rankBetween(rank, null);
    itemMap(doc, item.id)?.set('place', encodePlace(day, rank));
    return { ...item, rank };
  });
}

/** A rank for `moving` at this place; inside a transaction, because it may rank the day anew. */
function rankAt(doc: Y.Doc, { day, beforeId }: Place, moving: AgendaItemId): string {
  const others = itemsOf(readAgenda(doc), day).filter((item) => item.id !== moving);
  const found = others.findIndex((item) => item.id === beforeId);
  const at = found < 0 ? others.length : found;
  const low = others[at - 1]?.rank ?? null;
  const high = others[at]?.rank ?? null;
  if (low === null || high === null || low < high) {
    const rank = rankBetween(low, high);
    if (rank.length <= rankCharsMax) return rank;
  }
  const ranked = rankAnew(doc, day, others);
  return rankBetween(ranked[at - 1]?.rank ?? null, ranked[at]?.rank ?? null);
}

/** Answers false, and does nothing, where the agenda is full or has this id already. */
export function addItem(doc: Y.Doc, draft: AgendaItemDraft, place: Place): boolean {
  const items = rootMap(doc, ITEMS_ROOT);
  if (items === null || items.has(draft.id) || items.size >= agendaItemsMax) return false;
  inEdit(doc, () => items.set(draft.id, createItem(draft, encodePlace(place.day, rankAt(doc, place, draft.id)))));
  return true;
}

export function moveItem(doc: Y.Doc, id: AgendaItemId, place: Place): void {
  const item = itemMap(doc, id);
  if (item === null || place.beforeId === id) return;
  inEdit(doc, () => item.set('place', encodePlace(place.day, rankAt(doc, place, id))));
}

/** Sets only what differs. */
export function editItem(doc: Y.Doc, id: AgendaItemId, patch: ItemPatch): void {
  const item = itemMap(doc, id);
  if (item === null) return;
  const { leadId, minutes, room, languages, ...rest } = patch;
  const fields = {
    ...rest,
    ...(leadId === undefined ? {} : { lead: leadId }),
    ...(minutes === undefined ? {} : { minutes: Math.min(itemMinutesMax, Math.max(0, Math.round(minutes))) }),
    ...(room === undefined ? {} : { room: room.slice(0, nameCharsMax) }),
    ...(languages === undefined ? {} : { languages: [...languages] }),
  };
  inEdit(doc, () => {
    for (const [field, value] of Object.entries(fields)) {
      if (value !== undefined && JSON.stringify(item.get(field)) !== JSON.stringify(value)) item.set(field, value);
    }
  });
}

const titleField = (language: Language): string => (language === 'es' ? 'titleEs' : 'titleEn');

/**
 * Writes the one stretch in which the new title differs from the one that the person saw (`from`; without it, the present one),
 * so that what others type in it meanwhile stays.
 */
export function setTitle(
  doc: Y.Doc,
  id: AgendaItemId,
  { language, text, from }: { readonly language: Language; readonly text: string; readonly from?: string },
): void {
  const item = itemMap(doc, id);
  if (item === null) return;
  const next = text.slice(0, titleCharsMax);
  const held = item.get(titleField(language));
  inEdit(doc, () => {
    if (!(held instanceof Y.Text)) {
      item.set(titleField(language), new Y.Text(next));
      return;
    }
    const now = held.toString();
    const seen = from ?? now;
    const { at, removed, added } = rebaseSplice(diffText(seen, next), diffText(seen, now));
    if (removed > 0) held.delete(at, removed);
    if (added !== '') held.insert(at, added);
  });
}

export function removeItem(doc: Y.Doc, id: AgendaItemId): void {
  inEdit(doc, () => rootMap(doc, ITEMS_ROOT)?.delete(id));
}

/** Puts a removed item back where it was, as it was when it was removed. */
export function restoreItem(doc: Y.Doc, item: AgendaItem): void {
  const items = rootMap(doc, ITEMS_ROOT);
  if (items === null || items.has(item.id)) return;
  inEdit(doc, () => items.set(item.id, createItem(item, encodePlace(item.day, item.rank))));
}

/** A copy after the original, not pinned. Answers false where there is no such item, or no room. */
export function duplicateItem(doc: Y.Doc, id: AgendaItemId, copyId: AgendaItemId): boolean {
  const { items } = readAgenda(doc);
  const at = items.findIndex((item) => item.id === id);
  const original = items[at];
  if (original === undefined) return false;
  const following = items[at + 1];
  const beforeId = following?.day === original.day ? following.id : null;
  return addItem(doc, { ...original, id: copyId, pinned: null }, { day: original.day, beforeId });
}

export function setDayStart(doc: Y.Doc, day: CivilDate, start: WallTime): void {
  const days = rootMap(doc, DAYS_ROOT);
  const held = days?.get(day);
  inEdit(doc, () => {
    if (held instanceof Y.Map) held.set('start', start);
    else days?.set(day, new Y.Map([['start', start]]));
  });
}

/** Adds the drafts at the end of a day, all in one step of undo. */
export function applyTemplate(doc: Y.Doc, day: Place['day'], drafts: readonly AgendaItemDraft[]): void {
  inEdit(doc, () => {
    for (const draft of drafts) addItem(doc, draft, { day, beforeId: null });
  });
}
