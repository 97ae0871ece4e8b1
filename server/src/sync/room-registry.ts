// The rooms of this node, one a document: opened when somebody comes, unloaded some time after the last has left and everything is
// durable (F17), never earlier. A failed room is forgotten, so that the next to come loads it anew (R5).
import { SHAPES } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import { compactAfterEntries, roomIdleMs } from '@enlace/shared/limits';
import type { Document } from '@enlace/shared/model/document';
import { compactDocument } from './compactor.ts';
import { Room, type RoomMeans } from './room.ts';
import type { Cancel } from './timer.ts';

interface Held {
  readonly room: Room;
  cancelUnload: Cancel;
  isCompacting: boolean;
}

export class RoomRegistry {
  readonly #means: RoomMeans;
  readonly #rooms = new Map<DocumentId, Held>();

  constructor(means: RoomMeans) {
    this.#means = means;
  }

  get rooms(): Room[] {
    return [...this.#rooms.values()].map(({ room }) => room);
  }

  /** The room of the document, loading where nobody was there. */
  enter(document: Document): Room {
    const held = this.#rooms.get(document.id);
    if (held !== undefined) {
      held.cancelUnload();
      held.cancelUnload = () => {};
      this.#armUnload(held, document);
      return held.room;
    }
    const room = new Room(document.id, SHAPES[document.kind], this.#means, {
      idle: () => this.#armUnload(opened, document),
      grown: () => void this.#compact(opened, document),
      failed: () => this.#forget(opened),
    });
    const opened: Held = { room, cancelUnload: () => {}, isCompacting: false };
    this.#rooms.set(document.id, opened);
    this.#armUnload(opened, document);
    return room;
  }

  /** Resolves when nothing waits for the store in any room. */
  async flushed(): Promise<void> {
    await Promise.all(this.rooms.map((room) => room.flushed()));
  }

  close(): void {
    for (const { room, cancelUnload } of this.#rooms.values()) {
      cancelUnload();
      room.close();
    }
    this.#rooms.clear();
  }

  /** Unloads after `roomIdleMs` if nobody is there then; else the room says again when it is idle. */
  #armUnload(held: Held, document: Document): void {
    held.cancelUnload();
    held.cancelUnload = this.#means.timer(roomIdleMs, () => {
      if (!held.room.isIdle) return;
      this.#forget(held);
      held.room.close();
      if (held.room.tailLength >= compactAfterEntries) void this.#compact(held, document);
    });
  }

  #forget(held: Held): void {
    held.cancelUnload();
    if (this.#rooms.get(held.room.documentId) === held) this.#rooms.delete(held.room.documentId);
  }

  async #compact(held: Held, document: Document): Promise<void> {
    if (held.isCompacting) return;
    held.isCompacting = true;
    try {
      held.room.noteSnapshot(await compactDocument(this.#means.updateLog, document.id, SHAPES[document.kind]));
    } catch (fault) {
      this.#means.log.error({ err: fault, documentId: document.id }, 'no snapshot was made; the log has everything');
    } finally {
      held.isCompacting = false;
    }
  }
}
