// Waits until several Y.Docs hold the same state; the test's own time limit is the only clock.
import * as Y from 'yjs';

const stateOf = (doc: Y.Doc): string => JSON.stringify([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b));

export function converged(docs: readonly Y.Doc[]): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (new Set(docs.map(stateOf)).size > 1) return;
      for (const doc of docs) doc.off('update', look);
      resolve();
    };
    for (const doc of docs) doc.on('update', look);
    look();
  });
}
