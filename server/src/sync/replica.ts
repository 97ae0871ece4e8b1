// The text of one room, twice: `head` has everything that was admitted, `settled` only what is durable (R4). The gate and the next
// update look at head; joiners, broadcasts and state vectors that leave the house come from settled, so nobody is ever shown what
// the hub could still lose. Neither holds pending structs (F4). What is appended and sent is what Yjs says an update did, encoded
// anew, never the bytes that came. docs/decisions/0004.
import type { RootKind, Shape } from '@enlace/shared/document/shape';
import { documentBytesMax } from '@enlace/shared/limits';
import * as Y from 'yjs';
import { checkUpdate } from './admission/check-update.ts';
import { straightenUpdate } from './admission/straighten.ts';

export type Admission =
  /** Applied to head; `update` waits to be settled. */
  | { readonly kind: 'news'; readonly update: Uint8Array }
  /** Nothing in it that head did not have. */
  | { readonly kind: 'known' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'unbound'; readonly clients: readonly number[] }
  | { readonly kind: 'too-large' }
  /** It would have to be straightened, and its writer has had enough of that for now. */
  | { readonly kind: 'too-much' }
  | { readonly kind: 'inadmissible'; readonly why: string }
  /** The gate let it pass and Yjs did not: head was thrown away and made again from what had been admitted. */
  | { readonly kind: 'broken'; readonly fault: unknown };

export interface AdmissionTerms {
  /** Client ids bound to the writer's account. */
  readonly own: ReadonlySet<number>;
  /** Asked once for an update that would cost a copy of the document. */
  readonly mayStraighten: () => boolean;
}

const ROOTS: Readonly<Record<RootKind, (doc: Y.Doc, name: string) => unknown>> = {
  map: (doc, name) => doc.getMap(name),
  xml: (doc, name) => doc.getXmlFragment(name),
};

/** A document of the hub: its roots have their types, and it never writes by itself (Yjs would tidy formats away in remote changes). */
export function createHubDoc(shape: Shape, updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: true });
  for (const [name, kind] of Object.entries(shape.roots)) ROOTS[kind](doc, name);
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

export const hasPending = (doc: Y.Doc): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;

export class Replica {
  readonly #shape: Shape;
  readonly #settled: Y.Doc;
  /** Admitted and not yet settled, in order. */
  readonly #unsettled: Uint8Array[] = [];
  #head: Y.Doc;
  #bytes: number;
  #version = 0;

  /** Something in the log depends on what is not there. It is left out, and stays in the log. */
  readonly hasGap: boolean;

  /** Throws where Yjs cannot read the log. */
  constructor(shape: Shape, updates: readonly Uint8Array[]) {
    this.#shape = shape;
    this.#head = createHubDoc(shape, updates);
    this.hasGap = hasPending(this.#head);
    this.#head.store.pendingStructs = null;
    this.#head.store.pendingDs = null;
    const state = Y.encodeStateAsUpdate(this.#head);
    this.#settled = createHubDoc(shape, [state]);
    this.#bytes = state.length;
  }

  /** Grows with every settled update. */
  get version(): number {
    return this.#version;
  }

  admit(bytes: Uint8Array, { own, mayStraighten }: AdmissionTerms): Admission {
    const verdict = checkUpdate(bytes, { doc: this.#head, shape: this.#shape, own });
    if (verdict.kind !== 'admissible') return verdict;
    if (this.#isTooLarge(verdict.update.length)) return { kind: 'too-large' };
    if (!verdict.isPlain && !mayStraighten()) return { kind: 'too-much' };
    const update = verdict.isPlain ? verdict.update : straightenUpdate(this.#head, verdict.update);
    if (update === null) return { kind: 'inadmissible', why: 'order cannot be straightened' };
    const outcome = this.#apply(update);
    if (outcome.kind === 'news') {
      this.#unsettled.push(outcome.update);
      this.#bytes += outcome.update.length;
    }
    return outcome;
  }

  /** The oldest unsettled update is durable. */
  settle(): void {
    const update = this.#unsettled.shift();
    if (update === undefined) throw new Error('nothing to settle');
    Y.applyUpdate(this.#settled, update);
    this.#version += 1;
  }

  /** Takes over what others appended to the log behind this room's back. */
  adopt(updates: readonly Uint8Array[]): void {
    for (const doc of [this.#head, this.#settled]) for (const update of updates) Y.applyUpdate(doc, update);
    this.#version += 1;
  }

  /** Durable clocks. */
  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#settled);
  }

  /** Admitted clocks: what a writer need not send again. */
  admittedStateVector(): Uint8Array {
    return Y.encodeStateVector(this.#head);
  }

  /** All that is durable. */
  whole(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#settled);
  }

  /** What is durable and not covered by `stateVector`. */
  since(stateVector: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.#settled, stateVector);
  }

  close(): void {
    this.#head.destroy();
    this.#settled.destroy();
  }

  #apply(update: Uint8Array): Admission {
    const said: Uint8Array[] = [];
    const hear = (bytes: Uint8Array): void => void said.push(bytes);
    this.#head.on('update', hear);
    try {
      Y.applyUpdate(this.#head, update);
      if (hasPending(this.#head)) throw new Error('structs were left pending');
    } catch (fault) {
      this.#rebuildHead();
      return { kind: 'broken', fault };
    }
    this.#head.off('update', hear);
    if (said.length === 0) return { kind: 'known' };
    return { kind: 'news', update: said.length === 1 && said[0] !== undefined ? said[0] : Y.mergeUpdates(said) };
  }

  #rebuildHead(): void {
    this.#head.destroy();
    this.#head = createHubDoc(this.#shape, [this.whole(), ...this.#unsettled]);
  }

  #isTooLarge(bytes: number): boolean {
    if (this.#bytes + bytes <= documentBytesMax) return false;
    this.#bytes = Y.encodeStateAsUpdate(this.#head).length; // the running sum counts what was deleted since
    return this.#bytes + bytes > documentBytesMax;
  }
}
