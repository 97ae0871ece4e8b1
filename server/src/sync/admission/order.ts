// Whether what a struct names as its left neighbour really stands left of what it names as its right one (R3, E4): an update that
// lies about it is taken by Yjs, and comes back in another order when the document is loaded again.
// Cheap for what people type: one step. What cannot be settled in the bounded number of steps is proved on a copy of the document.
import { orderStepsMax } from '@enlace/shared/limits';
import { Malformed } from '@enlace/shared/sync/byte-reader';
import * as Y from 'yjs';
import type { Id, Struct } from './parse-update.ts';
import type { Found } from './places.ts';

export interface Neighbours {
  readonly origin: Id;
  readonly left: Found;
  readonly right: Id;
  readonly after: Found;
}

export interface OrderCheck {
  /** Throws Malformed where the order is certainly wrong. */
  require(neighbours: Neighbours): void;
  needsProof(): boolean;
}

const isSame = (one: Id | null | undefined, other: Id | null | undefined): boolean =>
  one?.client === other?.client && one?.clock === other?.clock;

/** For the structs of one update; they share the steps. */
export function createOrderCheck(): OrderCheck {
  let stepsLeft = orderStepsMax;
  let isOpen = false;

  function walk(from: Y.Item, to: Y.Item): void {
    for (let at = from.right; at !== to; at = at.right) {
      if (at === null) throw new Malformed('neighbours in the wrong order');
      stepsLeft -= 1;
      if (stepsLeft <= 0) {
        isOpen = true;
        return;
      }
    }
  }

  return {
    needsProof: () => isOpen,
    require({ origin, left, right, after }) {
      if (left.in === 'document' && after.in === 'document') {
        if (!(left.struct instanceof Y.Item) || !(after.struct instanceof Y.Item)) return;
        if (left.struct !== after.struct) return walk(left.struct, after.struct);
        if (right.clock <= origin.clock) throw new Malformed('neighbours in the wrong order');
        return;
      }
      if (left.in === 'update' && stoodBefore(left.placed.struct, origin, right)) return;
      if (after.in === 'update' && isSame(originAt(after.placed.struct, right.clock), origin)) return;
      isOpen = true;
    },
  };
}

/** Whether a struct of this update was written with `right` after it, or holds it further on. */
function stoodBefore(struct: Struct, origin: Id, right: Id): boolean {
  if (struct.client === right.client && origin.clock < right.clock && right.clock < struct.clock + struct.length) return true;
  return isSame(struct.item?.right ?? null, right);
}

/** The left neighbour of one clock inside a struct. */
const originAt = (struct: Struct, clock: number): Id | null =>
  clock > struct.clock ? { client: struct.client, clock: clock - 1 } : (struct.item?.origin ?? null);

/**
 * The proof: applies the update to a copy and asks of every new item whether it stands between the neighbours it names.
 * Costs a copy of the document; honest clients cause it rarely.
 */
export function isInOrder(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = new Y.Doc();
  try {
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    const before = Y.decodeStateVector(Y.encodeStateVector(copy));
    Y.applyUpdate(copy, update);
    const ranks = rankItems(copy);
    for (const [client, structs] of copy.store.clients) {
      const known = before.get(client) ?? 0;
      for (const struct of structs) {
        if (struct.id.clock + struct.length <= known || !(struct instanceof Y.Item)) continue;
        if (!standsBetween(copy, struct, ranks)) return false;
      }
    }
    return true;
  } catch {
    return false; // what cannot be applied to the copy is not applied to the document either
  } finally {
    copy.destroy();
  }
}

/** Items of each list in the order in which they stand. */
function rankItems(doc: Y.Doc): Map<Y.Item, number> {
  const ranks = new Map<Y.Item, number>();
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || struct.left !== null) continue;
      for (let at: Y.Item | null = struct, rank = 0; at !== null && !ranks.has(at); at = at.right, rank += 1) ranks.set(at, rank);
    }
  }
  return ranks;
}

function standsBetween(doc: Y.Doc, item: Y.Item, ranks: ReadonlyMap<Y.Item, number>): boolean {
  const rankOf = (id: Y.ID | null): number | null => {
    const struct = id === null ? null : Y.getItem(doc.store, id);
    return struct instanceof Y.Item ? (ranks.get(struct) ?? null) : null;
  };
  const own = ranks.get(item);
  if (own === undefined) return true; // it hangs below something deleted
  const left = rankOf(item.origin);
  const right = rankOf(item.rightOrigin);
  if (left !== null && left > own) return false;
  if (right !== null && right < own) return false;
  return left !== own || right !== own;
}
