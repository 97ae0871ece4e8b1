// For the tests of rooms: rooms on a log whose disk a test holds, writers with their documents, and what a reader ends up with.
import { SHAPES } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import { FRAME_SYNC, SYNC_STEP2, SYNC_UPDATE } from '@enlace/shared/sync/message';
import * as Y from 'yjs';
import { systemRandom } from '../runtime/clock.ts';
import { createHeldLog, type HeldLog } from './held-log.support.ts';
import { Room, type RoomMeans } from './room.ts';
import { createTime, newTestId, paragraph, silent, TestPeer } from './sync.support.ts';
import type { WriteOutcome } from './write-outcome.ts';

export interface RoomBench {
  readonly log: HeldLog;
  readonly time: ReturnType<typeof createTime>;
  readonly means: RoomMeans;
  openRoom(documentId?: DocumentId): Promise<Room>;
}

export function createRoomBench(): RoomBench {
  const log = createHeldLog();
  const time = createTime();
  const means = { updateLog: log, clock: time, random: systemRandom, timer: time.timer, log: silent, onWrote: () => {} };
  return {
    log,
    time,
    means,
    async openRoom(documentId = newTestId<DocumentId>()) {
      const room = new Room(documentId, SHAPES.minutes, means, { idle: () => {}, grown: () => {}, failed: () => {} });
      await room.opened;
      return room;
    },
  };
}

export interface Writer {
  readonly doc: Y.Doc;
  readonly peer: TestPeer;
  readonly own: Set<number>;
  /** Adds a paragraph; answers the update. */
  write(words: string): Uint8Array;
}

/** A client's document and the updates it makes. */
export function createWriter(): Writer {
  const doc = new Y.Doc();
  return {
    doc,
    peer: new TestPeer(doc.clientID),
    own: new Set([doc.clientID]),
    write(words) {
      const updates: Uint8Array[] = [];
      const hear = (update: Uint8Array): void => void updates.push(update);
      doc.on('update', hear);
      doc.transact(() => doc.getXmlFragment('body').push([paragraph(words)]));
      doc.off('update', hear);
      return Y.mergeUpdates(updates);
    },
  };
}

export const isStep =
  (step: number) =>
  (frame: Uint8Array): boolean =>
    frame[0] === FRAME_SYNC && frame[1] === step;
export const isUpdate = isStep(SYNC_UPDATE);
export const EMPTY = new Uint8Array([0]);

/** What someone who takes in these frames ends up with. */
export function read(frames: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const frame of frames) {
    if (!isUpdate(frame) && !isStep(SYNC_STEP2)(frame)) continue;
    let at = 2;
    while ((frame[at] ?? 0) >= 128) at += 1;
    Y.applyUpdate(doc, frame.subarray(at + 1));
  }
  return doc;
}

export function send(room: Room, writer: Writer, update: Uint8Array): { readonly outcome: WriteOutcome; isDurable: boolean } {
  const sent = { isDurable: false };
  const outcome = room.write(writer.peer, update, {
    own: writer.own,
    mayStraighten: () => true,
    durable: () => {
      sent.isDurable = true;
    },
  });
  return Object.assign(sent, { outcome });
}
