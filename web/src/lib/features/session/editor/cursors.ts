// The others' cursors in the text, quiet (UX §2.6): a caret in the institution's hue, the label only while that person types and
// three seconds after, an avatar in the gutter of their paragraph. awareness, stamped by the hub (R7) → this → decorations.
// Own decorations: y-prosemirror's write a style attribute, which the CSP blocks (RELIABILITY S10). Carets are aria-hidden.
import { type EditorState, Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { toCaret } from './caret.ts';
import { type CursorLook, createCaret, createGutter } from './cursor-look.ts';
import { bindingOf, toAbsolute, toRelative } from './positions.ts';

/** How long a label stays after the last key. */
const typingMs = 3_000;

export interface ShownCursor extends CursorLook {
  readonly clientId: number;
  readonly cursor: { readonly anchor: unknown; readonly head: unknown };
}

interface CursorsOptions {
  readonly awareness: Awareness;
  /** Those whose cursors this person wants to see now, and how they look. */
  readonly shown: () => readonly ShownCursor[];
}

const key = new PluginKey<DecorationSet>('cursors');

function placeOf(state: EditorState, position: unknown): number | null {
  const found = toAbsolute(bindingOf(state), position);
  return found === null ? null : Math.min(found, state.doc.content.size);
}

function draw(state: EditorState, cursors: readonly ShownCursor[], typing: ReadonlySet<number>): DecorationSet {
  if (bindingOf(state).binding.mapping.size === 0) return DecorationSet.empty;
  const decorations: Decoration[] = [];
  const byBlock = new Map<number, CursorLook[]>();
  for (const cursor of cursors) {
    const anchor = placeOf(state, cursor.cursor.anchor);
    const head = placeOf(state, cursor.cursor.head);
    if (anchor === null || head === null) continue;
    const $head = state.doc.resolve(head);
    const isTyping = typing.has(cursor.clientId);
    const isBelow = $head.depth > 0 && $head.index(0) === 0;
    decorations.push(
      Decoration.widget(head, () => createCaret(cursor, { isTyping, isBelow }), {
        key: `${cursor.clientId}/${isTyping}/${isBelow}/${cursor.label}`,
        side: 10,
        ignoreSelection: true,
      }),
    );
    if (anchor !== head) {
      decorations.push(Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), { class: `peer-selection hue-${cursor.hue}` }));
    }
    if ($head.depth > 0) byBlock.set($head.start(), [...(byBlock.get($head.start()) ?? []), cursor]);
  }
  for (const [start, looks] of byBlock) {
    const names = looks.map((look) => look.initials).join(' ');
    decorations.push(Decoration.widget(start, () => createGutter(looks), { key: `gutter/${names}`, side: -1, ignoreSelection: true }));
  }
  return DecorationSet.create(state.doc, decorations);
}

/** Asks the plugin to draw anew, because the person chose other cursors. */
export const redrawCursors = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(key, true));

export function createCursorsPlugin({ awareness, shown }: CursorsOptions): Plugin<DecorationSet> {
  const typing = new Map<number, ReturnType<typeof setTimeout>>();
  const drawNow = (state: EditorState): DecorationSet => draw(state, shown(), new Set(typing.keys()));
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: (_, state) => drawNow(state),
      apply: (tr, old, _, state) =>
        tr.getMeta(key) === true || bindingOf(state).isChangeOrigin ? drawNow(state) : old.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => {
      let scheduled: ReturnType<typeof setTimeout> | undefined;
      let drawn = '';
      // only what looks different is drawn: a redraw between a key and the browser's word of the new selection would take the key back
      const redraw = (): void => {
        scheduled ??= setTimeout(() => {
          scheduled = undefined;
          const look = JSON.stringify([shown(), [...typing.keys()]]);
          if (look === drawn) return;
          drawn = look;
          redrawCursors(view);
        }, 0);
      };
      /** Who typed: whose clock a transaction from elsewhere moved. */
      const onTransaction = (transaction: Y.Transaction): void => {
        if (transaction.local) return;
        for (const [clientId, clock] of transaction.afterState) {
          if ((transaction.beforeState.get(clientId) ?? 0) === clock || !awareness.states.has(clientId)) continue;
          clearTimeout(typing.get(clientId));
          typing.set(
            clientId,
            setTimeout(() => {
              typing.delete(clientId);
              redraw();
            }, typingMs),
          );
        }
      };
      const sayWhere = (): void => tellOwnCursor(view, awareness);
      awareness.on('change', redraw);
      awareness.doc.on('afterTransaction', onTransaction);
      view.dom.addEventListener('focusin', sayWhere);
      view.dom.addEventListener('focusout', sayWhere);
      return {
        update: sayWhere,
        destroy: () => {
          clearTimeout(scheduled);
          for (const timer of typing.values()) clearTimeout(timer);
          awareness.off('change', redraw);
          awareness.doc.off('afterTransaction', onTransaction);
          view.dom.removeEventListener('focusin', sayWhere);
          view.dom.removeEventListener('focusout', sayWhere);
          if (awareness.getLocalState() !== null) awareness.setLocalStateField('cursor', null);
        },
      };
    },
  });
}

interface OwnCursor {
  readonly anchor: unknown;
  readonly head: unknown;
}

/** All that a client says of itself: where its cursor is, or that it has none here. */
function tellOwnCursor(view: EditorView, awareness: Awareness): void {
  const state = awareness.getLocalState();
  if (state === null) return;
  const before = (state.cursor ?? null) as OwnCursor | null; // set below and nowhere else
  if (!view.hasFocus()) {
    if (before !== null) awareness.setLocalStateField('cursor', null);
    return;
  }
  const bound = bindingOf(view.state);
  const { selection } = view.state;
  const now: OwnCursor = selection.empty
    ? { anchor: toCaret(bound, view, selection.head), head: toCaret(bound, view, selection.head) }
    : { anchor: toRelative(bound, selection.anchor), head: toRelative(bound, selection.head) };
  if (before !== null && JSON.stringify(before) === JSON.stringify(now)) return;
  awareness.setLocalStateField('cursor', now);
}
