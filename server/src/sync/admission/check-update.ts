// The gate (R3, F3, F4, F10): whether an update may be applied to this document, decided before it is. parse-update → this → replica.
// It walks the structs in the order in which Yjs would integrate them, so that what passes leaves nothing pending, and judges each
// by its clock, its writer, its neighbours, its place and its content. It guards structure, identity and cost, never good content.
import type { Shape } from '@enlace/shared/document/shape';
import { clockAdvanceMax } from '@enlace/shared/limits';
import { Malformed } from '@enlace/shared/sync/byte-reader';
import * as Y from 'yjs';
import { requireNoFork } from './forks.ts';
import { createOrderCheck, type Neighbours, type OrderCheck } from './order.ts';
import { type Id, type Item, type ParsedUpdate, parseUpdate, type Struct } from './parse-update.ts';
import { type Place, Places } from './places.ts';

export type Verdict =
  /** `isPlain` false: it may not load in the order in which it is applied (order.ts). */
  | { readonly kind: 'admissible'; readonly update: Uint8Array; readonly isPlain: boolean }
  /** Something before it has not arrived: the writer is asked for everything that is missing (F4). */
  | { readonly kind: 'gap' }
  /** Client ids that nobody has used in this document and that the writer has not bound yet. */
  | { readonly kind: 'unbound'; readonly clients: readonly number[] }
  | { readonly kind: 'inadmissible'; readonly why: string };

export interface Gate {
  readonly doc: Y.Doc;
  readonly shape: Shape;
  /** Client ids bound to the writer's account in this document. */
  readonly own: ReadonlySet<number>;
}

/** Never throws: what the gate itself stumbles over is not admitted. */
export function checkUpdate(bytes: Uint8Array, gate: Gate): Verdict {
  try {
    return check(bytes, gate);
  } catch (error) {
    if (error instanceof Gap) return { kind: 'gap' };
    return { kind: 'inadmissible', why: error instanceof Malformed ? error.message : `gate: ${String(error)}` };
  }
}

/** Thrown where the update depends on something that is not here. */
class Gap extends Error {}

function check(bytes: Uint8Array, gate: Gate): Verdict {
  const { update, parsed } = withoutKnown(bytes, parseUpdate(bytes), gate);
  const unbound = judgeWriters(parsed, gate);
  if (unbound.length > 0) return { kind: 'unbound', clients: unbound };
  const order = createOrderCheck();
  const walk = new Walk(parsed, gate, order);
  walk.judgeAll();
  for (const { client, clock, length } of parsed.deletions) {
    if (clock + length > walk.stateOf(client)) throw new Gap();
  }
  return { kind: 'admissible', update, isPlain: order.isPlain() };
}

/** Cuts away structs that the document has: Yjs would look at their neighbours again, and split what they name. */
function withoutKnown(
  bytes: Uint8Array,
  parsed: ParsedUpdate,
  { doc, own }: Gate,
): { readonly update: Uint8Array; readonly parsed: ParsedUpdate } {
  const state = new Map<number, number>();
  let hasKnown = false;
  for (const [client, structs] of parsed.structs) {
    const known = Y.getState(doc.store, client);
    state.set(client, known);
    if ((structs[0]?.clock ?? 0) < known) hasKnown = true;
  }
  if (!hasKnown) return { update: bytes, parsed };
  requireNoFork(doc, parsed, own);
  const update = Y.diffUpdate(bytes, Y.encodeStateVector(state));
  return { update, parsed: parseUpdate(update) };
}

/** New structs only under ids of the writer, each going on exactly where that id stands. Answers ids that could still be bound. */
function judgeWriters(parsed: ParsedUpdate, { doc, own }: Gate): number[] {
  const unbound: number[] = [];
  for (const [client, structs] of parsed.structs) {
    const known = Y.getState(doc.store, client);
    const last = structs.at(-1);
    if (last !== undefined && last.clock + last.length - known > clockAdvanceMax) throw new Malformed('clock runs ahead');
    if (!own.has(client) && known > 0) throw new Malformed('client id of somebody else');
    if ((structs[0]?.clock ?? 0) > known) throw new Gap();
    if (!own.has(client)) unbound.push(client);
  }
  return unbound;
}

interface Queue {
  readonly structs: readonly Struct[];
  next: number;
  /** Clock up to which this client is known, with what was judged so far. */
  state: number;
  isWaiting: boolean;
}

/** Depth first over the clients of the update, as Yjs integrates it; each struct is judged once, when all it names is known. */
class Walk {
  readonly #queues = new Map<number, Queue>();
  readonly #places: Places;
  readonly #doc: Y.Doc;
  readonly #order: OrderCheck;

  constructor(parsed: ParsedUpdate, gate: Gate, order: OrderCheck) {
    this.#places = new Places(gate.doc, gate.shape);
    this.#doc = gate.doc;
    this.#order = order;
    for (const [client, structs] of parsed.structs) {
      this.#queues.set(client, { structs, next: 0, state: Y.getState(gate.doc.store, client), isWaiting: false });
    }
  }

  stateOf(client: number): number {
    return this.#queues.get(client)?.state ?? Y.getState(this.#doc.store, client);
  }

  judgeAll(): void {
    for (const first of this.#queues.values()) {
      const waiting: Queue[] = [];
      let queue: Queue | undefined = first;
      while (queue !== undefined) {
        const struct: Struct | undefined = queue.structs[queue.next];
        if (struct === undefined) {
          if (queue !== first) throw new Gap();
          queue = undefined;
          continue;
        }
        const missing = this.#missing(struct);
        if (missing !== null) {
          const depended = this.#queues.get(missing);
          if (depended === undefined) throw new Gap();
          if (depended.isWaiting) throw new Malformed('structs that wait for each other');
          queue.isWaiting = true;
          waiting.push(queue);
          queue = depended;
          continue;
        }
        this.#judge(struct);
        queue.next += 1;
        queue.state = struct.clock + struct.length;
        queue = waiting.pop() ?? first;
        queue.isWaiting = false;
      }
    }
  }

  /** The client of the first thing this struct names that is not known yet. */
  #missing({ item, client, clock }: Struct): number | null {
    if (item === null) return null;
    for (const id of [item.origin, item.right, item.parent]) {
      if (id === null) continue;
      if (id.client === client) {
        if (id.clock >= clock) throw new Malformed('names what comes after it');
      } else if (id.clock >= this.stateOf(id.client)) return id.client;
    }
    return null;
  }

  #judge(struct: Struct): void {
    const { item } = struct;
    this.#places.add(struct, item, item === null ? null : this.#placeOf(item.origin, item.right, struct));
  }

  #placeOf(origin: Id | null, right: Id | null, { item }: Struct): Place | null {
    const before = origin === null ? null : { id: origin, found: this.#places.find(origin) };
    const after = right === null ? null : { id: right, found: this.#places.find(right) };
    const place = before === null && after === null ? this.#named(item) : this.#between(before, after);
    if (place !== null) this.#order.look({ left: before, right: after });
    return place;
  }

  #named(item: Item | null): Place | null {
    return item === null ? null : this.#places.named(item);
  }

  #between(before: Neighbours['left'], after: Neighbours['right']): Place | null {
    const [one, other] = [before, after].filter((each) => each !== null).map(({ found }) => this.#places.of(found));
    if (one === undefined || one === null || other === null) return null; // next to what has no place any more
    if (other !== undefined && (one.parent !== other.parent || one.key !== other.key)) throw new Malformed('between two places');
    return one;
  }
}
