// Places in the text that survive the edits of others: ProseMirror positions ↔ Yjs relative positions, as JSON for cursors and as
// base64 for the anchors of comments. What comes from outside and fits nowhere is null, whatever it is.
import type { EditorState } from 'prosemirror-state';
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';

/** The part of y-prosemirror's plugin state that positions need. */
export interface Binding {
  readonly doc: Y.Doc;
  readonly type: Y.XmlFragment;
  readonly binding: { readonly mapping: Map<Y.AbstractType<unknown>, unknown> };
  /** The last transaction came from the document, not from this editor. */
  readonly isChangeOrigin: boolean;
}

export const bindingOf = (state: EditorState): Binding => ySyncPluginKey.getState(state) as Binding; // the sync plugin is the first of every editor here

/** Relative position as JSON. */
export const toRelative = ({ type, binding }: Binding, pos: number): unknown =>
  absolutePositionToRelativePosition(pos, type, binding.mapping as never); // declared narrower than what it takes

/** Position in the editor's document, or null. */
export function toAbsolute({ doc, type, binding }: Binding, relative: unknown): number | null {
  try {
    return relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(relative), binding.mapping as never);
  } catch {
    return null; // names a place that the text does not have: forged, or of a shape that this client leaves out
  }
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** The beginning of a stretch holds to the character after it. */
export const encodeStart = (bound: Binding, pos: number): string =>
  toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromJSON(toRelative(bound, pos))));

/** The end of a stretch holds to the character before it, so that what is written on behind does not belong to it. */
export function encodeEnd(bound: Binding, pos: number): string {
  const last = Y.createRelativePositionFromJSON(toRelative(bound, pos - 1));
  if (last.item === null) return encodeStart(bound, pos);
  return toBase64(Y.encodeRelativePosition(new Y.RelativePosition(last.type, last.tname, last.item, -1)));
}

export function decodePlace(bound: Binding, place: string): number | null {
  try {
    const bytes = Uint8Array.from(atob(place), (char) => char.charCodeAt(0));
    return toAbsolute(bound, Y.relativePositionToJSON(Y.decodeRelativePosition(bytes)));
  } catch {
    return null; // not base64, or no position in it
  }
}
