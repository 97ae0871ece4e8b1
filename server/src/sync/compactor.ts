// Makes a snapshot of a document so that it loads fast (R11, F19): the merge of its log, added beside the entries, which stay. It is
// saved only after it has been loaded and found to be the same document. The log alone remains the truth.
import type { Shape } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import * as Y from 'yjs';
import type { UpdateLog } from '../store/port/update-log.ts';
import { createHubDoc, hasPending } from './replica.ts';

/** Answers up to which number of the log there is a snapshot now. Throws where it would not be the document: then there is none. */
export async function compactDocument(log: UpdateLog, documentId: DocumentId, shape: Shape): Promise<number> {
  const { snapshot, tail } = await log.load(documentId);
  const seq = tail.at(-1)?.seq;
  if (seq === undefined) return snapshot?.seq ?? 0;
  const updates = tail.map((entry) => entry.update);
  const doc = createHubDoc(shape, snapshot === null ? updates : [snapshot.state, ...updates]);
  try {
    if (hasPending(doc)) throw new Error('the log has a gap');
    const state = Y.encodeStateAsUpdate(doc);
    requireSame(doc, state, shape);
    await log.saveSnapshot(documentId, { seq, state });
    return seq;
  } finally {
    doc.destroy();
  }
}

/** Loads `state` and compares clocks, deletions and content with `doc`. */
export function requireSame(doc: Y.Doc, state: Uint8Array, shape: Shape): void {
  const loaded = createHubDoc(shape, [state]);
  try {
    if (hasPending(loaded)) throw new Error('the snapshot has a gap');
    if (!Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(loaded))) throw new Error('the snapshot has other clocks or deletions');
    if (readContent(doc, shape) !== readContent(loaded, shape)) throw new Error('the snapshot has other content');
  } finally {
    loaded.destroy();
  }
}

/** Everything a reader could see, as one string; the keys of maps in one order. */
export function readContent(doc: Y.Doc, shape: Shape): string {
  const roots = Object.entries(shape.roots).map(([name, kind]) =>
    kind === 'xml' ? readXml(doc.getXmlFragment(name)) : sortKeys(doc.getMap(name).toJSON()),
  );
  return JSON.stringify(roots);
}

function readXml(node: Y.XmlFragment | Y.XmlElement | Y.XmlText | Y.XmlHook): unknown {
  if (node instanceof Y.XmlText) return node.toDelta();
  const children = node instanceof Y.XmlFragment ? node.toArray().map(readXml) : [];
  return node instanceof Y.XmlElement ? [node.nodeName, sortKeys(node.getAttributes()), children] : children;
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
