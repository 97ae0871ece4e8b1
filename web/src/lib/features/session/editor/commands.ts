// What the toolbar and the keys of the minutes do, as ProseMirror commands over the shared schema, and what is on at the cursor.
import type { Language } from '@enlace/shared/model/text';
import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import type { Attrs, MarkType, Node, NodeType, Schema } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';

/** A node or mark of the minutes' schema; missing only where the schema in shared lost it. */
function nodeType(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name];
  if (type === undefined) throw new Error(`The minutes have no node ${name}`);
  return type;
}
function markType(schema: Schema, name: string): MarkType {
  const type = schema.marks[name];
  if (type === undefined) throw new Error(`The minutes have no mark ${name}`);
  return type;
}

/** The nearest block of that name around the cursor, with its position. */
function around(state: EditorState, name: string): { readonly node: Node; readonly pos: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type.name === name) return { node, pos: $from.before(depth) };
  }
  return null;
}

/** What is on at the cursor, for the pressed state of the toolbar. */
export interface ActiveFormat {
  readonly block: 'heading' | 'subheading' | 'text';
  readonly strong: boolean;
  readonly em: boolean;
  readonly link: boolean;
  readonly bulletList: boolean;
  readonly orderedList: boolean;
  readonly statement: boolean;
  readonly decision: boolean;
  readonly lang: Language | null;
  readonly hasSelection: boolean;
}

function hasMark(state: EditorState, name: string): boolean {
  const type = markType(state.schema, name);
  const { empty, $from, from, to } = state.selection;
  return empty ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined : state.doc.rangeHasMark(from, to, type);
}

export function readActiveFormat(state: EditorState): ActiveFormat {
  const { parent } = state.selection.$from;
  const heading = parent.type.name === 'heading';
  const list = [around(state, 'bullet_list'), around(state, 'ordered_list')] as const;
  const inner = Math.max(list[0]?.pos ?? -1, list[1]?.pos ?? -1);
  return {
    block: heading ? (parent.attrs.level === 3 ? 'subheading' : 'heading') : 'text',
    strong: hasMark(state, 'strong'),
    em: hasMark(state, 'em'),
    link: hasMark(state, 'link'),
    bulletList: list[0] !== null && list[0].pos === inner,
    orderedList: list[1] !== null && list[1].pos === inner,
    statement: around(state, 'statement') !== null,
    decision: around(state, 'decision') !== null,
    lang: parent.attrs.lang === 'es' || parent.attrs.lang === 'en' ? parent.attrs.lang : null,
    hasSelection: !state.selection.empty,
  };
}

const mark =
  (name: string): Command =>
  (state, dispatch, view) =>
    toggleMark(markType(state.schema, name))(state, dispatch, view);
export const toggleStrong: Command = mark('strong');
export const toggleEm: Command = mark('em');

/** Keeps the language of the block. */
export const setBlock =
  (block: ActiveFormat['block']): Command =>
  (state, dispatch) => {
    const { lang } = state.selection.$from.parent.attrs;
    return block === 'text'
      ? setBlockType(nodeType(state.schema, 'paragraph'), { lang })(state, dispatch)
      : setBlockType(nodeType(state.schema, 'heading'), { level: block === 'heading' ? 2 : 3, lang })(state, dispatch);
  };

/** Into the list, out of it, or from one kind of list to the other. */
export const toggleList =
  (name: 'bullet_list' | 'ordered_list'): Command =>
  (state, dispatch, view) => {
    const type = nodeType(state.schema, name);
    const item = nodeType(state.schema, 'list_item');
    const active = readActiveFormat(state);
    if (active.bulletList || active.orderedList) {
      const isSame = name === 'bullet_list' ? active.bulletList : active.orderedList;
      if (isSame) return liftListItem(item)(state, dispatch, view);
      const other = around(state, name === 'bullet_list' ? 'ordered_list' : 'bullet_list');
      if (other === null) return false;
      dispatch?.(state.tr.setNodeMarkup(other.pos, type, other.node.attrs));
      return true;
    }
    return wrapInList(type)(state, dispatch, view);
  };

function toggleWrapper(name: 'statement' | 'decision', attrs: Attrs, isOnWith: (node: Node) => boolean): Command {
  return (state, dispatch, view) => {
    const found = around(state, name);
    if (found === null) return wrapIn(nodeType(state.schema, name), attrs)(state, dispatch);
    if (isOnWith(found.node)) return lift(state, dispatch, view);
    dispatch?.(state.tr.setNodeMarkup(found.pos, null, { ...found.node.attrs, ...attrs }));
    return true;
  };
}

/** `speaker`: id of an institution, or null for "a participant". The same speaker again takes the statement away. */
export const toggleStatement = (speaker: string | null): Command =>
  toggleWrapper('statement', { speaker }, (node) => node.attrs.speaker === speaker);
export const toggleDecision: Command = toggleWrapper('decision', {}, () => true);

/** Of every text block that the selection touches; null: the document's own language. */
export const setLanguage =
  (lang: Language | null): Command =>
  (state, dispatch) => {
    const { from, to } = state.selection;
    const { tr } = state;
    state.doc.nodesBetween(from, to, (node, pos) => {
      if (node.isTextblock && node.attrs.lang !== lang) tr.setNodeMarkup(pos, null, { ...node.attrs, lang });
    });
    if (!tr.docChanged) return false;
    dispatch?.(tr);
    return true;
  };

/** The link at the cursor or in the selection, and how far it reaches. */
export function findLink(state: EditorState): { readonly href: string; readonly from: number; readonly to: number } | null {
  const type = markType(state.schema, 'link');
  const { $from } = state.selection;
  const start = $from.parent.childAfter($from.parentOffset);
  const at = start.node?.marks.some((each) => each.type === type) === true ? start : $from.parent.childBefore($from.parentOffset);
  const href: unknown = at.node?.marks.find((each) => each.type === type)?.attrs.href;
  if (at.node === null || at.node === undefined || typeof href !== 'string') return null;
  const from = $from.start() + at.offset;
  return { href, from, to: from + at.node.nodeSize };
}

/** Over the selection, or the whole link at the cursor; without either the address itself is written. Null takes the link away. */
export const setLink =
  (href: string | null): Command =>
  (state, dispatch) => {
    const type = markType(state.schema, 'link');
    const { empty } = state.selection;
    const range = empty ? findLink(state) : state.selection;
    const { tr } = state;
    if (range !== null) {
      tr.removeMark(range.from, range.to, type);
      if (href !== null) tr.addMark(range.from, range.to, type.create({ href }));
    } else if (href !== null) tr.replaceSelectionWith(state.schema.text(href, [type.create({ href })]), false);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
