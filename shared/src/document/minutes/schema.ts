// The shape of minutes: the ProseMirror schema that editor, server and exports share, and the names the admission gate lets in (R3, R12).
// Y.XmlFragment `body` → y-prosemirror → this → DOM. An attribute that is null is absent in the document.
// Content rules are loose on purpose: y-prosemirror deletes from the shared document what its schema rejects (F7), so two
// people's concurrent edits must never add up to a node that this schema does not take; only an empty wrapper is rejected.
// Values are not trusted here either: what toDOM writes is safe whatever a document holds (S10).
import { type Attrs, type DOMOutputSpec, type MarkSpec, type Node, type NodeSpec, Schema } from 'prosemirror-model';
import { SCHEMA_VERSIONS } from '../../model/document.ts';
import { type Language, languageSchema } from '../../model/text.ts';

/** The version of this shape; grows with every change that an older client would not understand. */
export const minutesSchemaVersion = SCHEMA_VERSIONS.minutes;

/** Of `link`; anything else is shown as plain text. */
const SAFE_LINK = /^(https?:\/\/|mailto:)\S+$/i;

/** The address as it may be stored and followed; null where it is not one that minutes link to. */
export function parseLink(href: unknown): string | null {
  const text = typeof href === 'string' ? href.trim() : '';
  return text.length <= 2_000 && SAFE_LINK.test(text) ? text : null;
}

const LANGUAGES: readonly string[] = languageSchema.options;

export const isLanguage = (value: unknown): value is Language => typeof value === 'string' && LANGUAGES.includes(value);

/** `es`, `es-MX`, `en-GB` → `es`, `en`; null for every other language. */
function parseLanguage(value: string | null): Language | null {
  const language = value?.slice(0, 2).toLowerCase();
  return isLanguage(language) ? language : null;
}

/** What a parse rule looks at in an HTMLElement; this package has no DOM. */
interface Parsed {
  getAttribute(name: string): string | null;
}

const langAttrs = { lang: { default: null } };
const parseLang = (element: Parsed): Attrs => ({ lang: parseLanguage(element.getAttribute('lang')) });
const writeLang = (node: Node): { lang?: string } => (isLanguage(node.attrs.lang) ? { lang: node.attrs.lang } : {});

const headingLevel = (node: Node): 1 | 2 | 3 => (node.attrs.level === 1 || node.attrs.level === 3 ? node.attrs.level : 2);
const speakerOf = (node: Node): string | null => (typeof node.attrs.speaker === 'string' ? node.attrs.speaker : null);

/** A block that is one element with the blocks inside it. */
const wrapper = (tag: string, content: string): NodeSpec => ({
  content,
  group: 'block',
  defining: true,
  attrs: langAttrs,
  parseDOM: [{ tag, getAttrs: parseLang }],
  toDOM: (node): DOMOutputSpec => [tag, writeLang(node), 0],
});

const nodes = {
  doc: { content: 'block+' },
  paragraph: {
    content: 'inline*',
    group: 'block',
    attrs: langAttrs,
    parseDOM: [{ tag: 'p', getAttrs: parseLang }],
    toDOM: (node): DOMOutputSpec => ['p', writeLang(node), 0],
  },
  heading: {
    content: 'inline*',
    group: 'block',
    defining: true,
    attrs: { level: { default: 2 }, ...langAttrs },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (element: Parsed) => ({ level: Math.min(level, 3), ...parseLang(element) }),
    })),
    toDOM: (node): DOMOutputSpec => [`h${headingLevel(node)}`, writeLang(node), 0],
  },
  bullet_list: wrapper('ul', 'list_item+'),
  ordered_list: wrapper('ol', 'list_item+'),
  list_item: {
    content: 'block+',
    defining: true,
    attrs: langAttrs,
    parseDOM: [{ tag: 'li', getAttrs: parseLang }],
    toDOM: (node): DOMOutputSpec => ['li', writeLang(node), 0],
  },
  blockquote: wrapper('blockquote', 'block+'),
  /** What one delegation said. `speaker` is the id of its institution; null is "a participant". */
  statement: {
    content: 'block+',
    group: 'block',
    defining: true,
    attrs: { speaker: { default: null }, ...langAttrs },
    parseDOM: [
      {
        tag: 'section[data-statement]',
        getAttrs: (element: Parsed) => ({ speaker: element.getAttribute('data-speaker'), ...parseLang(element) }),
      },
    ],
    toDOM: (node): DOMOutputSpec => {
      const speaker = speakerOf(node);
      return ['section', { 'data-statement': '', ...(speaker === null ? {} : { 'data-speaker': speaker }), ...writeLang(node) }, 0];
    },
  },
  /** What was decided in the session; the record that institutions stand behind is a row, not this. */
  decision: {
    content: 'block+',
    group: 'block',
    defining: true,
    attrs: langAttrs,
    parseDOM: [{ tag: 'section[data-decision]', getAttrs: parseLang }],
    toDOM: (node): DOMOutputSpec => ['section', { 'data-decision': '', ...writeLang(node) }, 0],
  },
  hard_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: (): DOMOutputSpec => ['br'],
  },
  text: { group: 'inline' },
} satisfies Record<string, NodeSpec>;

const marks = {
  link: {
    attrs: { href: { default: '' } },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element: Parsed) => {
          const href = parseLink(element.getAttribute('href'));
          return href === null ? false : { href };
        },
      },
    ],
    toDOM: (mark): DOMOutputSpec => {
      const href = parseLink(mark.attrs.href);
      return href === null ? ['span', 0] : ['a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, 0];
    },
  },
  // the data attributes stand for the style attributes of office programs, which the page does not let in (web: paste)
  em: {
    parseDOM: [{ tag: 'i' }, { tag: 'em' }, { tag: '[data-em]' }],
    toDOM: (): DOMOutputSpec => ['em', 0],
  },
  strong: {
    parseDOM: [{ tag: 'strong' }, { tag: 'b' }, { tag: '[data-strong]' }],
    toDOM: (): DOMOutputSpec => ['strong', 0],
  },
} satisfies Record<string, MarkSpec>;

export type MinutesNode = keyof typeof nodes;
export type MinutesMark = keyof typeof marks;

export const createMinutesSchema = (): Schema<MinutesNode, MinutesMark> => new Schema<MinutesNode, MinutesMark>({ nodes, marks });

/** Names of Y.XmlElement in the body, with the attributes each may carry. */
export const minutesElements: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries<NodeSpec>(nodes)
    .filter(([name]) => name !== 'doc' && name !== 'text')
    .map(([name, spec]) => [name, Object.keys(spec.attrs ?? {})]),
);
/** For the allow-list of the admission gate. */
export const minutesNodeNames: readonly string[] = Object.keys(minutesElements);
/** Names of formats in a Y.XmlText. */
export const minutesMarkNames: readonly string[] = Object.keys(marks);
