// Which fields of which items a transaction wrote, and by which Yjs client: how a screen tells a person that someone else
// has just changed the cell they are in.
import * as Y from 'yjs';
import { type AgendaItemId, isId } from '../../ids.ts';
import { ITEMS_ROOT, rootMap } from './shape.ts';

export interface WrittenField {
  readonly itemId: AgendaItemId;
  /** As in shape.ts; `''` where the item itself was added or removed. */
  readonly field: string;
  /** Null where something was removed: Yjs does not say by whom. */
  readonly clientId: number | null;
}

function writerOf(map: Pick<Y.Map<unknown>, '_map'>, key: string): number | null {
  const entry = map._map.get(key);
  return entry === undefined || entry.deleted ? null : entry.id.client;
}

/** Written values only: text inside a title is not a field written. */
export function fieldsWritten(transaction: Y.Transaction): WrittenField[] {
  const root = rootMap(transaction.doc, ITEMS_ROOT);
  const written: WrittenField[] = [];
  for (const [type, keys] of transaction.changed) {
    if (!(type instanceof Y.Map)) continue;
    const itemId = type === root ? null : type.parent === root ? type._item?.parentSub : undefined;
    if (itemId === undefined) continue;
    for (const key of keys) {
      if (key === null) continue;
      const id = itemId ?? key;
      if (isId(id)) written.push({ itemId: id as AgendaItemId, field: itemId === null ? '' : key, clientId: writerOf(type, key) }); // an id by form
    }
  }
  return written;
}
