// Minutes from a plain list of blocks: block → this → nodes of the XmlFragment `body`, as y-prosemirror stores them
// (an attribute that is null is absent, a level is a number). Node names and attributes are those of document/minutes/schema.
// Used by the template (R10) and by whoever writes minutes without an editor.
import * as Y from 'yjs';
import type { Language } from '../../model/text.ts';

interface InLanguage {
  /** Where the block is not in the first language of the document. */
  readonly lang?: Language;
}

export type Block = InLanguage &
  (
    | { readonly kind: 'heading'; readonly text: string; readonly level?: 2 | 3 }
    /** An empty text is an empty paragraph: the place to write in. */
    | { readonly kind: 'paragraph' | 'blockquote' | 'statement' | 'decision'; readonly text: string }
    | { readonly kind: 'bullets' | 'numbered'; readonly items: readonly string[] }
  );

function createElement(name: string, children: readonly (Y.XmlElement | Y.XmlText)[], lang?: Language): Y.XmlElement {
  const element = new Y.XmlElement(name);
  if (lang !== undefined) element.setAttribute('lang', lang);
  element.insert(0, [...children]);
  return element;
}

const createTexts = (text: string): Y.XmlText[] => (text === '' ? [] : [new Y.XmlText(text)]);
const createParagraph = (text: string, lang?: Language): Y.XmlElement => createElement('paragraph', createTexts(text), lang);

function createNode(block: Block): Y.XmlElement {
  const { lang } = block;
  switch (block.kind) {
    case 'heading': {
      const heading = createElement('heading', createTexts(block.text), lang);
      setLevel(heading, block.level ?? 2);
      return heading;
    }
    case 'paragraph':
      return createParagraph(block.text, lang);
    case 'blockquote':
    case 'statement':
    case 'decision':
      return createElement(block.kind, [createParagraph(block.text, lang)]);
    case 'bullets':
    case 'numbered': {
      const items = block.items.map((item) => createElement('list_item', [createParagraph(item, lang)]));
      return createElement(block.kind === 'bullets' ? 'bullet_list' : 'ordered_list', items);
    }
  }
}

/** Yjs types attributes as strings and stores any JSON value; y-prosemirror writes numbers, and reads them back as they are. */
function setLevel(heading: Y.XmlElement, level: number): void {
  (heading as unknown as Y.XmlElement<{ level: number }>).setAttribute('level', level); // the same element, its attributes typed as they are stored
}

/** Puts the blocks before what stands at `index` of the body. The caller owns the transaction. */
export function insertBlocks(body: Y.XmlFragment, index: number, blocks: readonly Block[]): void {
  body.insert(index, blocks.map(createNode));
}
