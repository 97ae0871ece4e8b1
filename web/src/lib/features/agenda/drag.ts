// Drag of agenda items, loaded after the list is on the screen: until then, and on a touch screen, there are Alt ↑↓ and the menu.
// Row or tab → this → drag-targets.
import type { AgendaItemId } from '@enlace/shared/ids';
import type { Attachment } from 'svelte/attachments';
import type { RowTarget } from './drag-targets.ts';

export type { Edge } from './drag-targets.ts';

type Targets = typeof import('./drag-targets.ts');

/** Attaches once the targets are there, unless the element is gone by then. */
const later =
  (choose: (targets: Targets) => Attachment<HTMLElement>): Attachment<HTMLElement> =>
  (element) => {
    let isGone = false;
    let detach: ReturnType<Attachment<HTMLElement>>;
    void import('./drag-targets.ts').then((targets) => {
      if (!isGone) detach = choose(targets)(element);
    });
    return () => {
      isGone = true;
      detach?.();
    };
  };

/** On the handle of a row. `label`: what is shown beside the pointer. */
export const dragFrom = (id: AgendaItemId, label: () => string): Attachment<HTMLElement> => later((targets) => targets.dragFrom(id, label));

/** On a row: the half that the pointer is in decides the side. */
export const dropOnRow = (row: RowTarget): Attachment<HTMLElement> => later((targets) => targets.dropOnRow(row));

/** On a day's tab, the tray, an empty day: the item goes to its end. A row inside that took the drop keeps it. */
export const dropOnPlace = (show: (isOver: boolean) => void, drop: (dragged: AgendaItemId) => void): Attachment<HTMLElement> =>
  later((targets) => targets.dropOnPlace(show, drop));
