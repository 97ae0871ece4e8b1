// Who may not write changes nothing: the editor is not editable, and what a key press under way still brings is dropped (R2, R9).
// What comes from the others passes.
import { Plugin } from 'prosemirror-state';
import { ySyncPluginKey } from 'y-prosemirror';

interface SyncMeta {
  readonly isChangeOrigin?: boolean;
}

export function createLockPlugin(mayWrite: () => boolean): Plugin {
  return new Plugin({
    filterTransaction: (tr) => {
      const meta = tr.getMeta(ySyncPluginKey) as SyncMeta | undefined; // y-prosemirror's own mark on what it brings from the document
      return !tr.docChanged || meta?.isChangeOrigin === true || mayWrite();
    },
    props: { editable: () => mayWrite() },
  });
}
