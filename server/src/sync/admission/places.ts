// Where a struct would go: in which parent, under which key, how deep, and whether that parent takes such content (R3).
// Looks structs up in the document and among those of the same update that were judged before. What hangs below something that
// was deleted has no place any more (`null`): Yjs keeps only its clocks.
import type { RootKind, Shape } from '@enlace/shared/document/shape';
import { documentDepthMax } from '@enlace/shared/limits';
import { Malformed } from '@enlace/shared/sync/byte-reader';
import * as Y from 'yjs';
import type { Content, NestedKind } from './content.ts';
import type { Id, Item, Struct } from './parse-update.ts';

type ParentKind = RootKind | NestedKind;
/** Any shared type of Yjs. */
type SharedType = Exclude<Y.Item['parent'], Y.ID | null>;

/** A type that holds others; one object per type, so that identity is sameness. */
export interface Parent {
  readonly kind: ParentKind;
  readonly depth: number;
}

export interface Place {
  readonly parent: Parent;
  readonly key: string | null;
}

/** A struct of the update that has been judged. */
export interface Placed {
  readonly struct: Struct;
  readonly place: Place | null;
  /** What it is as a parent, where its content is a type. */
  readonly asParent: Parent | null;
}

export type Found = { readonly in: 'document'; readonly struct: Y.Item | Y.GC } | { readonly in: 'update'; readonly placed: Placed };

type Takes = readonly (Content['kind'] | NestedKind)[];

/** What each kind of parent takes in its list and under its keys; deleted content always passes. */
const TAKES: Readonly<Record<ParentKind, { readonly list: Takes; readonly keys: Takes }>> = {
  xml: { list: ['xml-element', 'xml-text'], keys: [] },
  'xml-element': { list: ['xml-element', 'xml-text'], keys: ['values'] },
  'xml-text': { list: ['string', 'format'], keys: [] },
  text: { list: ['string', 'format'], keys: [] },
  map: { list: [], keys: ['values', 'map', 'array', 'text'] },
  array: { list: ['values', 'map', 'array', 'text'], keys: [] },
};

export class Places {
  readonly #doc: Y.Doc;
  readonly #shape: Shape;
  readonly #known = new Map<SharedType, Parent>();
  readonly #judged = new Map<number, Placed[]>();

  constructor(doc: Y.Doc, shape: Shape) {
    this.#doc = doc;
    this.#shape = shape;
  }

  /** The struct that holds `id`, which is known. */
  find({ client, clock }: Id): Found {
    const structs = this.#doc.store.clients.get(client) ?? [];
    if (clock < Y.getState(this.#doc.store, client)) {
      const struct = structs[Y.findIndexSS(structs, clock)];
      if (struct !== undefined) return { in: 'document', struct };
    }
    const judged = this.#judged.get(client) ?? [];
    let low = 0;
    let high = judged.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const placed = judged[middle];
      if (placed === undefined) break;
      if (clock < placed.struct.clock) high = middle - 1;
      else if (clock >= placed.struct.clock + placed.struct.length) low = middle + 1;
      else return { in: 'update', placed };
    }
    throw new Malformed('points to nothing');
  }

  /** Judges a struct whose dependencies are all known, and remembers it. Throws Malformed where it may not be there. */
  add(struct: Struct, item: Item | null, place: Place | null): Placed {
    if (item !== null && place !== null) this.#requireTaken(item.content, place);
    const asParent = item?.content.kind === 'type' ? this.#asParent(item.content, place) : null;
    const placed = { struct, place, asParent };
    const judged = this.#judged.get(struct.client);
    if (judged === undefined) this.#judged.set(struct.client, [placed]);
    else judged.push(placed);
    return placed;
  }

  /** The place that an item without neighbours names. */
  named(item: Item): Place | null {
    if (item.root !== null) return { parent: this.#root(item.root), key: item.key };
    if (item.parent === null) throw new Malformed('no place at all');
    const found = this.find(item.parent);
    const parent = found.in === 'update' ? this.#updateParent(found.placed) : this.#documentParent(found.struct);
    return parent === null ? null : { parent, key: item.key };
  }

  /** The place of a neighbour. */
  of(found: Found): Place | null {
    if (found.in === 'update') return found.placed.place;
    if (!(found.struct instanceof Y.Item) || !(found.struct.parent instanceof Y.AbstractType)) return null;
    return { parent: this.#parentOf(found.struct.parent), key: found.struct.parentSub };
  }

  #updateParent({ asParent, struct }: Placed): Parent | null {
    if (asParent !== null) return asParent;
    if (struct.item === null || struct.item.content.kind === 'deleted') return null;
    throw new Malformed('inside what holds nothing');
  }

  #documentParent(struct: Y.Item | Y.GC): Parent | null {
    if (!(struct instanceof Y.Item)) return null;
    if (struct.content instanceof Y.ContentType) return this.#parentOf(struct.content.type);
    if (struct.deleted) return null;
    throw new Malformed('inside what holds nothing');
  }

  #root(name: string): Parent {
    const type = Object.hasOwn(this.#shape.roots, name) ? this.#doc.share.get(name) : undefined;
    if (type === undefined) throw new Malformed('root that this document does not have');
    return this.#parentOf(type);
  }

  #parentOf(type: SharedType): Parent {
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    const parent = { kind: this.#kindOf(type), depth: depthOf(type) };
    this.#known.set(type, parent);
    return parent;
  }

  #kindOf(type: SharedType): ParentKind {
    if (type instanceof Y.XmlElement) return 'xml-element';
    if (type instanceof Y.XmlText) return 'xml-text';
    if (type instanceof Y.Text) return 'text';
    if (type instanceof Y.Array) return 'array';
    if (type instanceof Y.Map) return 'map';
    if (type instanceof Y.XmlFragment) return 'xml';
    throw new Malformed('type that no document has');
  }

  #asParent(content: Content, place: Place | null): Parent | null {
    if (content.kind !== 'type') return null;
    if (content.name !== null && !this.#shape.nodeNames.has(content.name)) throw new Malformed('element that this document does not have');
    const depth = (place?.parent.depth ?? 0) + 1;
    if (depth > documentDepthMax) throw new Malformed('too deep');
    return place === null ? null : { kind: content.type, depth };
  }

  #requireTaken(content: Content, { parent, key }: Place): void {
    if (content.kind === 'deleted') return;
    const takes = TAKES[parent.kind][key === null ? 'list' : 'keys'];
    if (!takes.includes(content.kind === 'type' ? content.type : content.kind)) throw new Malformed(`${content.kind} in ${parent.kind}`);
  }
}

function depthOf(type: SharedType): number {
  let depth = 0;
  for (let at = type._item; at !== null && depth <= documentDepthMax; depth += 1) {
    at = at.parent instanceof Y.AbstractType ? at.parent._item : null;
  }
  return depth;
}
