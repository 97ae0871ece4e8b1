// Keys of the minutes. No chord with Ctrl+Alt, which is AltGr on the keyboards of the room, no bracket keys (UX §2.4).
// Tab indents only inside a list; after Esc the next Tab leaves the text whatever stands there (WCAG 2.1.2).
import { baseKeymap, chainCommands, exitCode } from 'prosemirror-commands';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keydownHandler, keymap } from 'prosemirror-keymap';
import type { Schema } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, Plugin } from 'prosemirror-state';
import { redoCommand, undoCommand } from 'y-prosemirror';
import { toggleEm, toggleStrong } from './commands.ts';

export interface EditorActions {
  readonly onComment: () => void;
  readonly onLink: () => void;
}

function tabPlugin(schema: Schema): Plugin {
  const item = schema.nodes.list_item;
  if (item === undefined) throw new Error('The minutes have no list');
  const handle = keydownHandler({ Tab: sinkListItem(item), 'Shift-Tab': liftListItem(item) });
  let leaves = false;
  return new Plugin({
    props: {
      handleKeyDown: (view, event) => {
        if (event.key === 'Escape') {
          leaves = true;
          return false;
        }
        if (event.key !== 'Tab') {
          if (event.key !== 'Shift') leaves = false;
          return false;
        }
        const isLeaving = leaves;
        leaves = false;
        return isLeaving ? false : handle(view, event);
      },
      handleDOMEvents: {
        focus: () => {
          leaves = false;
          return false;
        },
      },
    },
  });
}

function rules(schema: Schema): Plugin {
  const { heading, bullet_list: bullets, ordered_list: numbers, blockquote } = schema.nodes;
  return inputRules({
    rules: [
      ...(heading === undefined
        ? []
        : [textblockTypeInputRule(/^(#{1,2})\s$/, heading, ([, marks]) => ({ level: (marks?.length ?? 1) + 1 }))]),
      ...(bullets === undefined ? [] : [wrappingInputRule(/^\s*[-*]\s$/, bullets)]),
      ...(numbers === undefined ? [] : [wrappingInputRule(/^1[.)]\s$/, numbers)]),
      ...(blockquote === undefined ? [] : [wrappingInputRule(/^\s*>\s$/, blockquote)]),
    ],
  });
}

const always =
  (run: () => void): Command =>
  () => {
    run();
    return true;
  };

export function createKeyPlugins(schema: Schema, actions: EditorActions): Plugin[] {
  const { hard_break: hardBreak, list_item: item } = schema.nodes;
  const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
    if (hardBreak === undefined) return false;
    dispatch?.(state.tr.replaceSelectionWith(hardBreak.create()).scrollIntoView());
    return true;
  });
  return [
    rules(schema),
    tabPlugin(schema),
    keymap({
      'Mod-b': toggleStrong,
      'Mod-i': toggleEm,
      'Mod-k': always(actions.onLink),
      'Mod-Shift-m': always(actions.onComment),
      'Mod-z': undoCommand,
      'Mod-y': redoCommand,
      'Mod-Shift-z': redoCommand,
      'Shift-Enter': breakLine,
      ...(item === undefined ? {} : { Enter: splitListItem(item) }),
    }),
    keymap(baseKeymap),
  ];
}
