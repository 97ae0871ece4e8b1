// Stretches of the text that something outside of it speaks of, such as comments: anchors → this → decorations.
// The set is kept in the plugin's state and mapped through each local transaction: computed afresh from the binding it would stand
// askew for the transaction under way (y-prosemirror's mapping follows only after it).

import { quoteCharsMax } from '@enlace/shared/limits';
import type { Anchor } from '@enlace/shared/model/comment';
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import { bindingOf, decodePlace, encodeEnd, encodeStart } from './positions.ts';

type TextAnchor = Extract<Anchor, { kind: 'text' }>;

export interface Highlight {
  readonly id: string;
  readonly anchor: TextAnchor;
  readonly isActive: boolean;
}

export interface HighlightsOptions {
  readonly shown: () => readonly Highlight[];
  /** The ids whose words are gone; called when that changes. */
  readonly onOrphans: (ids: readonly string[]) => void;
  /** A highlighted stretch was pressed. */
  readonly onPress: (id: string) => void;
}

interface Drawn {
  readonly decorations: DecorationSet;
  readonly orphans: readonly string[];
}

const key = new PluginKey<Drawn>('highlights');

interface Range {
  readonly from: number;
  readonly to: number;
}

/** A quote shorter than this may stand anywhere by chance. */
const quoteCharsMin = 12;

/** The one place where the quoted words stand; null where there is none or more than one. */
function findQuote(state: EditorState, quote: string): Range | null {
  if (quote.length < quoteCharsMin) return null;
  const found: Range[] = [];
  state.doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const text = node.textBetween(0, node.content.size, undefined, '\n');
    for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
      found.push({ from: pos + 1 + at, to: pos + 1 + at + quote.length });
    }
    return false;
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** From where to where an anchor stands now; null where its words are gone. Words that an undo brought back are new to all others: the quote finds them. */
export function locateAnchor(state: EditorState, anchor: TextAnchor): Range | null {
  const bound = bindingOf(state);
  const from = decodePlace(bound, anchor.start);
  const to = decodePlace(bound, anchor.end);
  return from === null || to === null || from >= to || to > state.doc.content.size ? findQuote(state, anchor.quote) : { from, to };
}

function draw(state: EditorState, shown: readonly Highlight[]): Drawn {
  const orphans: string[] = [];
  const decorations: Decoration[] = [];
  for (const { id, anchor, isActive } of shown) {
    const range = locateAnchor(state, anchor);
    if (range === null) orphans.push(id);
    else
      decorations.push(
        Decoration.inline(range.from, range.to, { class: `highlight${isActive ? ' active' : ''}`, 'data-highlight': id }, { id }),
      );
  }
  return { decorations: DecorationSet.create(state.doc, decorations), orphans };
}

/** What a local transaction leaves of the highlights. */
function follow(old: Drawn, tr: Transaction, shown: readonly Highlight[]): Drawn {
  if (!tr.docChanged) return old;
  const decorations = old.decorations.map(tr.mapping, tr.doc);
  const left = new Set(decorations.find().map((decoration): unknown => decoration.spec.id));
  return { decorations, orphans: shown.map(({ id }) => id).filter((id) => !left.has(id)) };
}

export const redrawHighlights = (view: EditorView): void => view.dispatch(view.state.tr.setMeta(key, true));

export function createHighlightsPlugin({ shown, onOrphans, onPress }: HighlightsOptions): Plugin<Drawn> {
  return new Plugin<Drawn>({
    key,
    state: {
      init: (_, state) => draw(state, shown()),
      apply: (tr, old, _, state) =>
        tr.getMeta(key) === true || bindingOf(state).isChangeOrigin ? draw(state, shown()) : follow(old, tr, shown()),
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      handleClick: (view, pos) => {
        const [found] = key.getState(view.state)?.decorations.find(pos, pos) ?? [];
        const id: unknown = found?.spec.id;
        if (typeof id === 'string') onPress(id);
        return false;
      },
    },
    view: (first) => {
      let told = '';
      const tell = (view: EditorView): void => {
        const orphans = key.getState(view.state)?.orphans ?? [];
        if (orphans.join() === told) return;
        told = orphans.join();
        onOrphans(orphans);
      };
      tell(first);
      return { update: tell };
    },
  });
}

/** An anchor for the selected words; for the whole document where nothing is selected. */
export function createAnchor(state: EditorState): Anchor {
  const { from, to, empty } = state.selection;
  const quote = empty ? '' : state.doc.textBetween(from, to, '\n').slice(0, quoteCharsMax);
  if (quote.trim() === '') return { kind: 'document' };
  const bound = bindingOf(state);
  return { kind: 'text', start: encodeStart(bound, from), end: encodeEnd(bound, to), quote };
}
