// Updates that do not plainly stand in order (order.ts), looked at exactly, on a copy of the document (R3, E4). In Yjs an honest undo names
// neighbours that never stood side by side, now and then, so that is no reason to refuse: such an item gets the nearest neighbours that
// did, and all who read from the hub see it in one and the same place (decision 0004). Only its writer may see it elsewhere.
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** To straighten one item moves it, and may put another one wrong. */
const roundsMax = 8;

interface Crooked {
  readonly id: Y.ID;
  readonly origin: Y.ID | null;
  readonly right: Y.ID | null;
}

/** The update to apply instead; null where none can be found. Costs a copy of the document per round. */
export function straightenUpdate(doc: Y.Doc, update: Uint8Array): Uint8Array | null {
  const state = Y.encodeStateAsUpdate(doc);
  let straight = update;
  for (let round = 0; round < roundsMax; round += 1) {
    const crooked = findCrooked(state, straight);
    if (crooked === null) return null;
    if (crooked.length === 0) return straight;
    straight = rewrite(straight, crooked);
  }
  return null;
}

/** New items that cannot be between what they name, each with what they could be between; null where the update cannot be applied. */
function findCrooked(state: Uint8Array, update: Uint8Array): Crooked[] | null {
  const copy = new Y.Doc();
  try {
    Y.applyUpdate(copy, state);
    const before = new Map([...copy.store.clients.keys()].map((client) => [client, Y.getState(copy.store, client)]));
    Y.applyUpdate(copy, update);
    const places = new Line(copy);
    const crooked: Crooked[] = [];
    for (const [client, structs] of copy.store.clients) {
      const known = before.get(client) ?? 0;
      for (const struct of structs) {
        if (!(struct instanceof Y.Item) || struct.id.clock + struct.length <= known || places.isStraight(struct)) continue;
        crooked.push(places.straighten(struct));
      }
    }
    return crooked;
  } catch {
    return null; // what cannot be applied to the copy is not applied to the document either
  } finally {
    copy.destroy();
  }
}

/** How far right each item stands in its list, in clocks. */
class Line {
  readonly #doc: Y.Doc;
  readonly #starts = new Map<Y.Item, number>();
  /** Right neighbours given in this round: what follows such an item follows it here too. */
  readonly #given = new Map<Y.Item, Y.ID | null>();

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    for (const structs of doc.store.clients.values()) {
      for (const struct of structs) if (struct instanceof Y.Item && struct.left === null) this.#measure(struct);
    }
  }

  /** Between its neighbours, and nothing between them that either of them names. */
  isStraight(item: Y.Item): boolean {
    const own = this.#starts.get(item);
    if (own === undefined) return true;
    const { origin, rightOrigin } = item;
    const [left, right] = [this.#at(origin, -1), this.#at(rightOrigin, Number.POSITIVE_INFINITY)];
    const originOfRight = rightOrigin === null ? null : this.#originOf(rightOrigin);
    const rightOfLeft = origin === null ? null : this.#rightOf(origin);
    return left < own && own < right && this.#at(originOfRight, -1) <= left && this.#at(rightOfLeft, Number.POSITIVE_INFINITY) >= right;
  }

  /** The neighbours as they were when its left one was written; without a left one, when its right one was. */
  straighten(item: Y.Item): Crooked {
    const { id, origin, rightOrigin } = item;
    if (origin === null) return { id, origin: rightOrigin === null ? null : this.#originOf(rightOrigin), right: rightOrigin };
    const right = this.#rightOf(origin);
    this.#given.set(item, right);
    return { id, origin, right };
  }

  #measure(first: Y.Item): void {
    let start = 0;
    for (let at: Y.Item | null = first; at !== null; at = at.right) {
      this.#starts.set(at, start);
      start += at.length;
    }
  }

  #at(id: Y.ID | null, end: number): number {
    if (id === null) return end;
    const item = Y.getItem(this.#doc.store, id);
    return (this.#starts.get(item) ?? 0) + id.clock - item.id.clock;
  }

  #originOf(id: Y.ID): Y.ID | null {
    const item = Y.getItem(this.#doc.store, id);
    return id.clock > item.id.clock ? Y.createID(id.client, id.clock - 1) : (item.origin ?? null);
  }

  #rightOf(id: Y.ID): Y.ID | null {
    const item = Y.getItem(this.#doc.store, id);
    return this.#given.get(item) ?? item.rightOrigin ?? null;
  }
}

/** The same update with other neighbours for these items; each keeps at least one, so that it keeps its place. */
function rewrite(update: Uint8Array, crooked: readonly Crooked[]): Uint8Array {
  const { structs, ds } = Y.decodeUpdate(update);
  const byClient = Map.groupBy(structs, (struct) => struct.id.client);
  for (const { id, origin, right } of crooked) {
    const struct = byClient.get(id.client)?.find(({ id: { clock }, length }) => clock <= id.clock && id.clock < clock + length);
    if (!(struct instanceof Y.Item)) continue;
    struct.origin = origin;
    struct.rightOrigin = right;
  }
  const encoder = new Y.UpdateEncoderV1();
  const write = (...values: number[]): void => {
    for (const value of values) encoding.writeVarUint(encoder.restEncoder, value);
  };
  write(byClient.size);
  for (const [client, own] of byClient) {
    write(own.length, client, own[0]?.id.clock ?? 0);
    for (const struct of own) struct.write(encoder, 0);
  }
  write(ds.clients.size);
  for (const [client, ranges] of ds.clients) {
    write(client, ranges.length);
    for (const { clock, len } of ranges) write(clock, len);
  }
  return encoder.toUint8Array();
}
