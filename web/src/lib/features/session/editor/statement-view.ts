// A statement or a decision on the screen: its label (who spoke, "Decisión") beside the text, not in it. Screen readers hear the label as
// the name of the group. Labels follow the reader's language, so the owner relabels all when it changes.
import type { Node } from 'prosemirror-model';
import type { NodeView, NodeViewConstructor } from 'prosemirror-view';

export interface StatementLabel {
  readonly text: string;
  /** Slot of the palette, or null for no institution. */
  readonly hue: string | null;
}

export interface LabelledBlocks {
  readonly nodeViews: Readonly<Record<'statement' | 'decision', NodeViewConstructor>>;
  relabel(): void;
}

export function createLabelledBlocks(labelOf: (node: Node) => StatementLabel): LabelledBlocks {
  const shown = new Set<() => void>();
  const create: NodeViewConstructor = (first) => {
    let node: Node = first;
    const dom = document.createElement('section');
    const label = document.createElement('span');
    const contentDOM = document.createElement('div');
    label.className = 'who';
    label.contentEditable = 'false';
    label.setAttribute('aria-hidden', 'true');
    dom.append(label, contentDOM);
    dom.setAttribute('role', 'group');
    const paint = (): void => {
      const { text, hue } = labelOf(node);
      dom.className = hue === null ? node.type.name : `${node.type.name} hue-${hue}`;
      dom.setAttribute('aria-label', text);
      if (typeof node.attrs.lang === 'string') dom.lang = node.attrs.lang;
      else dom.removeAttribute('lang');
      label.textContent = text;
    };
    paint();
    shown.add(paint);
    const view: NodeView = {
      dom,
      contentDOM,
      update: (next) => {
        if (next.type !== node.type) return false;
        node = next;
        paint();
        return true;
      },
      ignoreMutation: (mutation) => mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
      destroy: () => void shown.delete(paint),
    };
    return view;
  };
  return {
    nodeViews: { statement: create, decision: create },
    relabel: () => {
      for (const paint of shown) paint();
    },
  };
}
