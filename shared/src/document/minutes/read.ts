// Minutes as plain values: Y.XmlFragment `body` → this → search, exports, the reader's "copy my text".
// Walks the Yjs types without converting them, so that reading can never write (F7); what it does not know it passes through.
import * as Y from 'yjs';
import type { Language } from '../../model/text.ts';
import { isLanguage } from './schema.ts';

/** One block that has text of its own, in order. */
export interface MinutesLine {
  /** Name of the innermost block: `heading`, `paragraph` … */
  readonly kind: string;
  /** Names of the blocks around it, the outermost first. */
  readonly within: readonly string[];
  readonly text: string;
  /** 1 to 3 of a heading, else null. */
  readonly level: number | null;
  /** The block's own language, else the nearest one around it, else null. */
  readonly lang: Language | null;
}

interface Around {
  readonly within: readonly string[];
  readonly lang: Language | null;
}

function textOf(node: Y.XmlElement | Y.XmlText): string {
  if (node instanceof Y.XmlElement) return node.nodeName === 'hard_break' ? '\n' : '';
  const delta: readonly { insert?: unknown }[] = node.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}

function isInline(node: unknown): node is Y.XmlText | Y.XmlElement {
  return node instanceof Y.XmlText || (node instanceof Y.XmlElement && node.nodeName === 'hard_break');
}

function readElement(element: Y.XmlElement, around: Around): MinutesLine[] {
  const attrs: Readonly<Record<string, unknown>> = element.getAttributes();
  const lang = isLanguage(attrs.lang) ? attrs.lang : around.lang;
  const children = element.toArray();
  const inline = children.filter(isInline);
  const inner: Around = { within: [...around.within, element.nodeName], lang };
  const below = children.filter((child) => child instanceof Y.XmlElement && !isInline(child)) as Y.XmlElement[]; // by the test before
  const isTextBlock = inline.length > 0 || below.length === 0;
  const own: MinutesLine = {
    kind: element.nodeName,
    within: around.within,
    text: inline.map(textOf).join(''),
    level: element.nodeName === 'heading' ? (typeof attrs.level === 'number' ? attrs.level : 2) : null,
    lang,
  };
  return [...(isTextBlock ? [own] : []), ...below.flatMap((child) => readElement(child, inner))];
}

/** Every block with text of its own, empty ones too. */
export function readMinutes(body: Y.XmlFragment): MinutesLine[] {
  return body.toArray().flatMap((node) => {
    if (node instanceof Y.XmlElement) return readElement(node, { within: [], lang: null });
    if (node instanceof Y.XmlText) return [{ kind: 'paragraph', within: [], text: textOf(node), level: null, lang: null }];
    return [];
  });
}

export interface OutlineEntry {
  readonly level: number;
  readonly text: string;
}

export const readOutline = (body: Y.XmlFragment): OutlineEntry[] =>
  readMinutes(body).flatMap(({ level, text }) => (level === null || text.trim() === '' ? [] : [{ level, text }]));

function lineAsText({ text, within, kind }: MinutesLine): string {
  if (kind === 'heading') return `\n${text}`;
  return within.includes('list_item') ? `- ${text}` : text;
}

/** The words as plain text, one block a line: what a person gets who copies the document. */
export const readPlainText = (body: Y.XmlFragment): string => readMinutes(body).map(lineAsText).join('\n').trim();
