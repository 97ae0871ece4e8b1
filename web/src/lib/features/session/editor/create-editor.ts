// The editor of minutes: Y.XmlFragment `body` ↔ y-prosemirror ↔ this ↔ the page. Bare ProseMirror, so that dead keys and IMEs meet
// nothing of ours (UX §6, C3). Mounted only on content that is there (F5); undo takes back one's own edits only (F24).
import { createMinutesSchema } from '@enlace/shared/document/minutes/schema';
import { BODY_ROOT } from '@enlace/shared/document/shape';
import type { Node } from 'prosemirror-model';
import { EditorState, type Plugin } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { initProseMirrorDoc, ySyncPlugin, yUndoPlugin } from 'y-prosemirror';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { holdCaret } from './caret.ts';
import { createCursorsPlugin, type ShownCursor } from './cursors.ts';
import { createKeyPlugins, type EditorActions } from './keys.ts';
import { createLockPlugin } from './lock.ts';
import { cleanPastedHtml } from './paste.ts';
import { bindingOf } from './positions.ts';
import { seedTexts } from './seed-texts.ts';
import { createLabelledBlocks, type StatementLabel } from './statement-view.ts';

export interface EditorOptions extends EditorActions {
  readonly mount: HTMLElement;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly mayWrite: () => boolean;
  readonly shownCursors: () => readonly ShownCursor[];
  readonly labelOf: (node: Node) => StatementLabel;
  readonly attributes: () => Record<string, string>;
  /** Of other features, such as the highlights of comments. */
  readonly plugins: readonly Plugin[];
  /** After each change of text, selection or right. */
  readonly onUpdate: (view: EditorView) => void;
  /** A letter is being composed, or is done: what others write should wait in between. */
  readonly onComposing: (isComposing: boolean) => void;
  /** Others changed the text while this person was in it. */
  readonly onRemoteChange: (isInOwnParagraph: boolean) => void;
}

export interface Editor {
  readonly view: EditorView;
  /** The reader's language has changed. */
  relabel(): void;
  /** The right to write has changed. */
  refreshRight(): void;
  close(): void;
}

/** ProseMirror reads the end of a composition up to 50 ms after the browser has said it. */
const composedMs = 60;

function watchComposition(tell: (isComposing: boolean) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const begin = (): boolean => {
    clearTimeout(timer);
    tell(true);
    return false;
  };
  const end = (): boolean => {
    clearTimeout(timer);
    timer = setTimeout(() => tell(false), composedMs);
    return false;
  };
  return { compositionstart: begin, compositionend: end, blur: end };
}

export function openEditor(options: EditorOptions): Editor {
  const schema = createMinutesSchema();
  const body = options.doc.getXmlFragment(BODY_ROOT);
  const { doc, mapping } = initProseMirrorDoc(body, schema);
  const blocks = createLabelledBlocks(options.labelOf);
  let opened: EditorView | null = null;
  const letCaretGo = holdCaret(options.doc, () => opened);
  const view = new EditorView(options.mount, {
    state: EditorState.create({
      doc,
      plugins: [
        ySyncPlugin(body, { mapping }),
        yUndoPlugin(),
        createLockPlugin(options.mayWrite),
        createCursorsPlugin({ awareness: options.awareness, shown: options.shownCursors }),
        ...options.plugins,
        ...createKeyPlugins(schema, options),
      ],
    }),
    nodeViews: blocks.nodeViews,
    handleDOMEvents: watchComposition(options.onComposing),
    attributes: () => options.attributes(),
    transformPastedHTML: cleanPastedHtml,
    dispatchTransaction(this: EditorView, tr) {
      const before = this.state;
      this.updateState(before.apply(tr));
      options.onUpdate(this);
      if (tr.docChanged && bindingOf(this.state).isChangeOrigin && this.hasFocus()) {
        options.onRemoteChange(!before.selection.$from.parent.eq(this.state.selection.$from.parent));
      }
    },
  });
  const stopSeeding = seedTexts(body);
  opened = view;
  options.onUpdate(view);
  return {
    view,
    relabel: blocks.relabel,
    refreshRight: () => {
      view.updateState(view.state);
      options.onUpdate(view);
    },
    close: () => {
      stopSeeding();
      letCaretGo();
      view.destroy();
    },
  };
}
