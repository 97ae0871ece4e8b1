// The words that a person typed and the hub does not have: document and clock ranges → this → "copiar mi texto" (UX §2.3, proof 4).
import * as Y from 'yjs';

/** Of each client id, the clock from which on nothing is acknowledged. */
export type UnsavedRanges = ReadonlyMap<number, number>;

const follows = (item: Y.Item): boolean =>
  item.origin !== null && item.origin.client === item.id.client && item.origin.clock === item.id.clock - 1;

/** Own characters inside the ranges that still stand in the document, in the order of typing; what was typed elsewhere on a new line. */
export function readUnsavedWords(doc: Y.Doc, ranges: UnsavedRanges): string {
  let words = '';
  for (const [client, from] of ranges) {
    for (const struct of doc.store.clients.get(client) ?? []) {
      if (!(struct instanceof Y.Item) || struct.deleted || struct.id.clock + struct.length <= from) continue;
      if (!(struct.content instanceof Y.ContentString)) continue;
      const part = struct.content.str.slice(Math.max(0, from - struct.id.clock));
      words += words === '' || follows(struct) ? part : `\n${part}`;
    }
  }
  return words;
}

/** Every text of the document, as plain as any document allows: what is offered where a document has no better form. */
export function readAllText(doc: Y.Doc): string {
  const lines: string[] = [];
  const visit = (value: unknown): void => {
    if (value instanceof Y.XmlText || value instanceof Y.Text) {
      const delta: readonly { insert?: unknown }[] = value.toDelta();
      lines.push(delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join(''));
    } else if (value instanceof Y.XmlFragment || value instanceof Y.Array) for (const child of value.toArray()) visit(child);
    else if (value instanceof Y.Map) for (const child of value.values()) visit(child);
    else if (typeof value === 'string') lines.push(value);
  };
  for (const root of doc.share.values()) visit(root);
  return lines.filter((line) => line.trim() !== '').join('\n');
}
