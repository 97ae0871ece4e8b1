// Whether the two neighbours that a struct names can ever have stood side by side before its writer (R3, E4). If not, Yjs takes the
// struct all the same, and then the document stands in another order each time it is loaded. Nothing may come between left and right
// that either of them names itself. For what people type that is seen in one step: the one names the other.
// What is not seen cheaply is not plain, and straighten.ts looks at it on a copy of the document.
import { orderStepsMax } from '@enlace/shared/limits';
import * as Y from 'yjs';
import type { Id } from './parse-update.ts';
import type { Found } from './places.ts';

/** An end of the list is null. */
export interface Neighbours {
  readonly left: { readonly id: Id; readonly found: Found } | null;
  readonly right: { readonly id: Id; readonly found: Found } | null;
}

export interface OrderCheck {
  look(neighbours: Neighbours): void;
  /** Whether all that was looked at is certainly in order. */
  isPlain(): boolean;
}

/** For the structs of one update; they share the steps. */
export function createOrderCheck(): OrderCheck {
  let stepsLeft = orderStepsMax;
  let isPlain = true;

  /** Reaches `right` from `left` without meeting what either of them names. */
  function reaches(left: Y.Item, right: Y.Item): boolean {
    const named = [left.rightOrigin, right.origin];
    for (let at = left.right; at !== null && stepsLeft > 0; at = at.right) {
      if (at === right) return true;
      if (named.some((id) => at !== null && id !== null && holds(at, id))) return false;
      stepsLeft -= 1;
    }
    return false;
  }

  function areInOrder({ left, right }: Neighbours): boolean {
    if (left === null || right === null) {
      if (left !== null) return rightOf(left.found) === null;
      return right === null || originOf(right.found, right.id) === null;
    }
    if (isSame(originOf(right.found, right.id), left.id) || isSame(rightOf(left.found), right.id)) return true;
    if (left.found.in !== 'document' || right.found.in !== 'document') return false;
    const [one, other] = [left.found.struct, right.found.struct];
    if (!(one instanceof Y.Item) || !(other instanceof Y.Item)) return true; // below something deleted there is no order
    return one !== other && other.id.clock === right.id.clock && reaches(one, other);
  }

  return {
    isPlain: () => isPlain,
    look(neighbours) {
      if (isPlain && !areInOrder(neighbours)) isPlain = false;
    },
  };
}

const isSame = (one: Id | null, other: Id | null): boolean => one?.client === other?.client && one?.clock === other?.clock;

const holds = ({ id, length }: Y.Item, { client, clock }: Y.ID): boolean =>
  id.client === client && id.clock <= clock && clock < id.clock + length;

/** What stood left of this clock of the struct when it was written: the clock before, or what the struct names. */
function originOf(found: Found, { client, clock }: Id): Id | null {
  const start = found.in === 'update' ? found.placed.struct.clock : found.struct.id.clock;
  if (clock > start) return { client, clock: clock - 1 };
  if (found.in === 'update') return found.placed.struct.item?.origin ?? null;
  return found.struct instanceof Y.Item ? found.struct.origin : null;
}

/** What stood right of the whole struct when it was written. */
function rightOf(found: Found): Id | null {
  if (found.in === 'update') return found.placed.struct.item?.right ?? null;
  return found.struct instanceof Y.Item ? found.struct.rightOrigin : null;
}
