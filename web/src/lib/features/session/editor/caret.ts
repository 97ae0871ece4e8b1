// Holds the caret to the character before it while others write at the same place. y-prosemirror holds it to the character after, or to
// the end of the paragraph: of two people who write at one spot each would then go on behind the other's last letter, letter by letter.
import { TextSelection } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import * as Y from 'yjs';
import { type Binding, bindingOf, toRelative } from './positions.ts';

/** Relative position of a caret: on the letter before it where there is one in its text. */
export function toCaret(bound: Binding, view: EditorView, pos: number): Y.RelativePosition {
  const plain = Y.createRelativePositionFromJSON(toRelative(bound, pos));
  if (view.state.doc.resolve(pos).nodeBefore?.isText !== true) return plain;
  const { type, tname, item } = Y.createRelativePositionFromJSON(toRelative(bound, pos - 1));
  return item === null ? plain : new Y.RelativePosition(type, tname, item, -1);
}

/** The selection that y-prosemirror restores after the transactions under way; null until it, or we, have noted one. */
interface NotingBinding {
  beforeTransactionSelection: { readonly type: string; readonly anchor: Y.RelativePosition; readonly head: Y.RelativePosition } | null;
}

/** Called before the editor is made, so that it is asked before y-prosemirror; `view` answers null until then. Returns the way to stop. */
export function holdCaret(doc: Y.Doc, view: () => EditorView | null): () => void {
  const hold = (): void => {
    const shown = view();
    if (shown === null || !(shown.state.selection instanceof TextSelection) || !shown.state.selection.empty) return;
    const bound = bindingOf(shown.state);
    const binding = bound.binding as unknown as NotingBinding; // y-prosemirror's public class, of which Binding names what positions need
    if (binding.beforeTransactionSelection !== null) return;
    const caret = toCaret(bound, shown, shown.state.selection.head);
    binding.beforeTransactionSelection = { type: 'text', anchor: caret, head: caret };
  };
  doc.on('beforeAllTransactions', hold);
  return () => doc.off('beforeAllTransactions', hold);
}
