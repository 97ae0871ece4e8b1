// The agenda document: one Y.Doc an exchange, the live list of points by day. Here: its Yjs roots, and its first update (R10).
// Root `items`: item id → Y.Map of the fields below. Root `days`: date → Y.Map {start}. Edited in edit.ts, read in read.ts.
// A field is last-writer-wins; the titles are Y.Text. Day and rank are one field, so that of two moves at once one wins whole.
import * as Y from 'yjs';
import type { AgendaItemId, InstitutionId } from '../../ids.ts';
import type { AgendaItemKind } from '../../model/agenda.ts';
import type { Language } from '../../model/text.ts';
import type { CivilDate, WallTime } from '../../model/time.ts';
import { rankBetween } from './rank.ts';

export const ITEMS_ROOT = 'items';
export const DAYS_ROOT = 'days';
export const dayStartDefault: WallTime = '09:00';
export const itemMinutesDefault = 30;
/** The day of an item that has none yet: the tray. */
export const TRAY = '';

export const ELASTICITIES = ['fixed', 'compressible', 'droppable'] as const;
export type Elasticity = (typeof ELASTICITIES)[number];

/** What an item is made from; what is left out gets its default. */
export interface AgendaItemDraft {
  readonly id: AgendaItemId;
  readonly title?: { readonly es?: string | undefined; readonly en?: string | undefined };
  readonly minutes?: number;
  /** Start that does not follow from the item before it: a flight, lunch, a minister. */
  readonly pinned?: WallTime | null;
  readonly kind?: AgendaItemKind;
  readonly leadId?: InstitutionId | null;
  readonly room?: string;
  /** Working languages; both: with interpretation. */
  readonly languages?: readonly Language[];
  readonly elasticity?: Elasticity;
  /** How far a compressible item may shrink. */
  readonly minMinutes?: number;
}

/** `place` is `<date>/<rank>`; the date is empty in the tray. */
export const encodePlace = (day: CivilDate | typeof TRAY, rank: string): string => `${day}/${rank}`;

/** The root as a map; null where hostile content has made another type of it. */
export function rootMap(doc: Y.Doc, name: typeof ITEMS_ROOT | typeof DAYS_ROOT): Y.Map<unknown> | null {
  const found = doc.share.get(name);
  if (found === undefined || found.constructor === Y.AbstractType) return doc.getMap(name);
  return found instanceof Y.Map ? found : null;
}

/** A new item's map, not yet in a document. */
export function createItem(draft: AgendaItemDraft, place: string): Y.Map<unknown> {
  return new Y.Map<unknown>(
    Object.entries({
      place,
      titleEs: new Y.Text(draft.title?.es ?? ''),
      titleEn: new Y.Text(draft.title?.en ?? ''),
      minutes: draft.minutes ?? itemMinutesDefault,
      pinned: draft.pinned ?? null,
      kind: draft.kind ?? 'plenary',
      lead: draft.leadId ?? null,
      room: draft.room ?? '',
      languages: [...(draft.languages ?? [])],
      elasticity: draft.elasticity ?? 'fixed',
      minMinutes: draft.minMinutes ?? 0,
    }),
  );
}

export interface NewAgenda {
  readonly days: readonly CivilDate[];
  /** In order within their day. */
  readonly items?: readonly (AgendaItemDraft & { readonly day: CivilDate | typeof TRAY })[];
  readonly starts?: Readonly<Record<CivilDate, WallTime>>;
  readonly clientId: number;
}

/** The first update of an agenda: same input, same bytes. */
export function createAgenda({ days, items = [], starts = {}, clientId }: NewAgenda): Uint8Array {
  const doc = new Y.Doc({ gc: true });
  doc.clientID = clientId;
  doc.transact(() => {
    for (const day of days) doc.getMap(DAYS_ROOT).set(day, new Y.Map([['start', starts[day] ?? dayStartDefault]]));
    const lastRanks = new Map<string, string>();
    for (const { day, ...draft } of items) {
      const rank = rankBetween(lastRanks.get(day) ?? null, null);
      lastRanks.set(day, rank);
      doc.getMap(ITEMS_ROOT).set(draft.id, createItem(draft, encodePlace(day, rank)));
    }
  });
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
