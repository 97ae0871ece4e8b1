// What each kind of document may hold, as the admission gate and the loader of rooms see it (R3, R12): the names and types of its
// Yjs roots, and the names of its elements. It follows the schemas of agenda and minutes, which say what an element may contain.
import type { DocumentKind } from '../model/document.ts';
import { DAYS_ROOT, ITEMS_ROOT } from './agenda/shape.ts';
import { minutesNodeNames } from './minutes/schema.ts';

/** `xml`: a Y.XmlFragment of elements and texts. `map`: a Y.Map of plain values, maps, arrays and texts. */
export type RootKind = 'map' | 'xml';

export interface Shape {
  readonly roots: Readonly<Record<string, RootKind>>;
  /** Names that a Y.XmlElement may have. */
  readonly nodeNames: ReadonlySet<string>;
}

/** The Yjs client id under which the hub writes a document's first content (R10); never leased to a person, nor written under by one. */
export const hubClientId = 1;

/** The rich text of minutes. */
export const BODY_ROOT = 'body';

export const SHAPES: Readonly<Record<DocumentKind, Shape>> = {
  minutes: { roots: { [BODY_ROOT]: 'xml' }, nodeNames: new Set(minutesNodeNames) },
  agenda: { roots: { [ITEMS_ROOT]: 'map', [DAYS_ROOT]: 'map' }, nodeNames: new Set() },
};
