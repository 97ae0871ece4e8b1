// Moving an item by drag, the pointer's way beside Alt ↑↓ and the menu: the one home of pragmatic-drag-and-drop.
// Handle → drag → row (before or after it), day tab or tray → the caller moves the item. Loaded by drag.ts once the list stands.
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import type { AgendaItemId } from '@enlace/shared/ids';
import type { Attachment } from 'svelte/attachments';

export type Edge = 'before' | 'after';

export interface RowTarget {
  readonly id: AgendaItemId;
  readonly show: (edge: Edge | null) => void;
  readonly drop: (dragged: AgendaItemId, edge: Edge) => void;
}

const KEY = 'agendaItemId';
const draggedId = (data: Record<string | symbol, unknown>): AgendaItemId | null => (KEY in data ? (data[KEY] as AgendaItemId) : null); // put there by `dragFrom`

/** On the handle of a row. `label`: what is shown beside the pointer. */
export const dragFrom =
  (id: AgendaItemId, label: () => string): Attachment<HTMLElement> =>
  (element) =>
    draggable({
      element,
      getInitialData: () => ({ [KEY]: id }),
      onGenerateDragPreview: ({ nativeSetDragImage }) =>
        setCustomNativeDragPreview({
          nativeSetDragImage,
          render: ({ container }) => {
            const preview = document.createElement('div');
            preview.className = 'agenda-drag-preview';
            preview.textContent = label();
            container.append(preview);
          },
        }),
    });

/** On a row: the half that the pointer is in decides the side. */
export const dropOnRow =
  ({ id, show, drop }: RowTarget): Attachment<HTMLElement> =>
  (element) =>
    dropTargetForElements({
      element,
      canDrop: ({ source }) => ![null, id].includes(draggedId(source.data)),
      getData: ({ input, element: row }) => {
        const { top, height } = row.getBoundingClientRect();
        return { edge: input.clientY < top + height / 2 ? 'before' : 'after' };
      },
      onDrag: ({ self }) => show(self.data.edge === 'before' ? 'before' : 'after'),
      onDragLeave: () => show(null),
      onDrop: ({ source, self }) => {
        show(null);
        const dragged = draggedId(source.data);
        if (dragged !== null) drop(dragged, self.data.edge === 'before' ? 'before' : 'after');
      },
    });

/** On a day's tab, the tray, an empty day: the item goes to its end. A row inside that took the drop keeps it. */
export const dropOnPlace =
  (show: (isOver: boolean) => void, drop: (dragged: AgendaItemId) => void): Attachment<HTMLElement> =>
  (element) =>
    dropTargetForElements({
      element,
      canDrop: ({ source }) => draggedId(source.data) !== null,
      onDropTargetChange: ({ self, location }) => show(location.current.dropTargets[0]?.element === self.element),
      onDragLeave: () => show(false),
      onDrop: ({ source, self, location }) => {
        show(false);
        const dragged = draggedId(source.data);
        if (dragged !== null && location.current.dropTargets[0]?.element === self.element) drop(dragged);
      },
    });
