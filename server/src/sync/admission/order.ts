// Whether what a struct names as its left neighbour really stands left of what it names as its right one (R3, E4). Yjs takes an update
// that lies about it, and then the document may come back in another order when it is loaded again.
// Cheap for what people type: one step. Where it is not so, or not seen in a bounded number of steps, a copy of the document decides:
// Yjs itself lets an undo name neighbours the wrong way round, so that alone is no reason to refuse.
import { orderStepsMax } from '@enlace/shared/limits';
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
  look(neighbours: Neighbours): void;
  needsProof(): boolean;
}

const isSame = (one: Id | null | undefined, other: Id | null | undefined): boolean =>
  one?.client === other?.client && one?.clock === other?.clock;

/** For the structs of one update; they share the steps. */
export function createOrderCheck(): OrderCheck {
  let stepsLeft = orderStepsMax;
  let isOpen = false;

  function reaches(from: Y.Item, to: Y.Item): boolean {
    let at = from.right;
    while (at !== null && at !== to && stepsLeft > 0) {
      at = at.right;
      stepsLeft -= 1;
    }
    return at === to;
  }

  function isPlain({ origin, left, right, after }: Neighbours): boolean {
    if (left.in === 'document' && after.in === 'document') {
      if (!(left.struct instanceof Y.Item) || !(after.struct instanceof Y.Item)) return true;
      return left.struct === after.struct ? origin.clock < right.clock : reaches(left.struct, after.struct);
    }
    if (left.in === 'update' && stoodBefore(left.placed.struct, origin, right)) return true;
    return after.in === 'update' && isSame(originAt(after.placed.struct, right.clock), origin);
  }

  return {
    needsProof: () => isOpen,
    look(neighbours) {
      if (!isOpen && !isPlain(neighbours)) isOpen = true;
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
 * The proof: on a copy of the document, the update leads to one that loads again with everything in the same order. Costs two copies;
 * of honest clients, undoing what others have moved about may cause it, rarely. Here and not before, Yjs says whether it is all right.
 */
export function loadsInOrder(doc: Y.Doc, update: Uint8Array): boolean {
  const copy = new Y.Doc();
  const loaded = new Y.Doc();
  try {
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    Y.applyUpdate(copy, update);
    Y.applyUpdate(loaded, Y.encodeStateAsUpdate(copy));
    return readOrder(copy) === readOrder(loaded);
  } catch {
    return false; // what cannot be applied to the copy is not applied to the document either
  } finally {
    copy.destroy();
    loaded.destroy();
  }
}

/** Every list of the document as runs of clocks in the order in which they stand; how Yjs cuts them into items is no matter. */
function readOrder(doc: Y.Doc): string {
  const lists: string[] = [];
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) {
      if (struct instanceof Y.Item && struct.left === null) lists.push(readList(struct));
    }
  }
  return lists.sort().join('\n');
}

function readList(first: Y.Item): string {
  const runs: string[] = [];
  let client = -1;
  let clock = -1;
  for (let at: Y.Item | null = first; at !== null; at = at.right) {
    if (at.id.client !== client || at.id.clock !== clock) runs.push(`${at.id.client}:${at.id.clock}`);
    ({ client, clock } = at.id);
    clock += at.length;
  }
  return runs.join(' ');
}
