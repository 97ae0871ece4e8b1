// Minutes from a plain list of blocks: block → this → nodes of the XmlFragment `body`, as y-prosemirror stores them
// (an attribute that is null is absent, a level is a number). Node names and attributes are those of document/minutes/schema.
// Used by the template (R10) and by whoever writes minutes without an editor.
import * as Y from 'yjs';
import type { InstitutionId } from '../../ids.ts';
import type { Language } from '../../model/text.ts';

interface InLanguage {
  /** Of the block's text; without it, of what stands around it. */
  readonly lang?: Language;
}

export type Block = InLanguage &
  (
    | { readonly kind: 'heading'; readonly text: string; readonly level?: 2 | 3 }
    /** An empty text is an empty paragraph: the place to write in. */
    | { readonly kind: 'paragraph' | 'blockquote' | 'decision'; readonly text: string }
    /** Without a speaker: a participant. */
    | { readonly kind: 'statement'; readonly text: string; readonly speaker?: InstitutionId }
    | { readonly kind: 'bullets' | 'numbered'; readonly items: readonly string[] }
  );

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Yjs types attributes as strings and stores any JSON value; y-prosemirror writes them, and reads them back, as they are. */
function createElement(name: string, attributes: Attributes, children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const element = new Y.XmlElement(name);
  const typed = element as unknown as Y.XmlElement<Record<string, string | number>>; // the same element, its attributes typed as they are stored
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) typed.setAttribute(key, value);
  element.insert(0, [...children]);
  return element;
}

/** An empty block has its text too: two people who begin it at one moment then write in the same one. */
const createTexts = (text: string): Y.XmlText[] => [new Y.XmlText(text)];
const createParagraph = (text: string): Y.XmlElement => createElement('paragraph', {}, createTexts(text));

function createNode(block: Block): Y.XmlElement {
  const { kind, lang } = block;
  switch (kind) {
    case 'heading':
      return createElement(kind, { level: block.level ?? 2, lang }, createTexts(block.text));
    case 'paragraph':
      return createElement(kind, { lang }, createTexts(block.text));
    case 'blockquote':
    case 'decision':
      return createElement(kind, { lang }, [createParagraph(block.text)]);
    case 'statement':
      return createElement(kind, { speaker: block.speaker, lang }, [createParagraph(block.text)]);
    case 'bullets':
    case 'numbered': {
      const items = block.items.map((item) => createElement('list_item', {}, [createParagraph(item)]));
      return createElement(kind === 'bullets' ? 'bullet_list' : 'ordered_list', { lang }, items);
    }
  }
}

/** Puts the blocks before what stands at `index` of the body. The caller owns the transaction. */
export function insertBlocks(body: Y.XmlFragment, index: number, blocks: readonly Block[]): void {
  body.insert(index, blocks.map(createNode));
}
