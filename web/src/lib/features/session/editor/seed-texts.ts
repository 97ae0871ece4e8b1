// Gives each new empty block of the document the text that will be written in it. y-prosemirror makes that text with the first letter, so two people
// who begin an empty paragraph at one moment would each make one, and their letters would be doubled when the two are joined.
import { ySyncPluginKey } from 'y-prosemirror';
import * as Y from 'yjs';

const BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading']);

function* emptyBlocks(type: unknown): Generator<Y.XmlElement> {
  if (!(type instanceof Y.XmlElement)) return;
  if (BLOCKS.has(type.nodeName) && type.length === 0) yield type;
  for (const child of type.toArray()) yield* emptyBlocks(child);
}

function* createdBlocks(events: readonly Y.YEvent<Y.AbstractType<unknown>>[]): Generator<Y.XmlElement> {
  for (const event of events) {
    for (const item of event.changes.added) if (item.content instanceof Y.ContentType) yield* emptyBlocks(item.content.type);
  }
}

/** Watches what this editor itself creates. Returns the way to stop. */
export function seedTexts(body: Y.XmlFragment): () => void {
  const seed = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
    if (!transaction.local || transaction.origin !== ySyncPluginKey) return;
    const blocks = [...createdBlocks(events)];
    if (blocks.length === 0 || body.doc === null) return;
    body.doc.transact(() => {
      for (const block of blocks) block.insert(0, [new Y.XmlText()]);
    }, ySyncPluginKey);
  };
  body.observeDeep(seed as Parameters<Y.XmlFragment['observeDeep']>[0]); // Yjs types the events as of any type
  return () => body.unobserveDeep(seed as Parameters<Y.XmlFragment['unobserveDeep']>[0]);
}
