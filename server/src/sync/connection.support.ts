// For the tests of connections: a room with a log whose disk a test holds, and connections to it over a wire in memory.
import { SHAPES } from '@enlace/shared/document/shape';
import type { Document } from '@enlace/shared/model/document';
import type { RefusalCode } from '@enlace/shared/refusals';
import { decodeServerFrame } from '@enlace/shared/sync/codec';
import { FRAME_SYNC, type ServerFrame } from '@enlace/shared/sync/message';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { systemRandom } from '../runtime/clock.ts';
import { Connection, type Wire } from './connection.ts';
import type { Grant } from './handshake.ts';
import { createHeldLog, type HeldLog } from './held-log.support.ts';
import { Room } from './room.ts';
import { createDocument, createPerson, createTime, openedFor, paragraph, silent, type TestPerson, turn } from './sync.support.ts';

export class TestWire implements Wire {
  readonly frames: Uint8Array[] = [];
  closedWith: [number, string] | null = null;
  isPaused = false;
  queued = 0;
  send(frame: Uint8Array): void {
    this.frames.push(frame);
  }
  close(code: number, reason: string): void {
    this.closedWith ??= [code, reason];
  }
  pause(): void {
    this.isPaused = true;
  }
  resume(): void {
    this.isPaused = false;
  }
  queuedBytes(): number {
    return this.queued;
  }
  /** Frames of ours, and of sync the step. */
  get said(): (ServerFrame | number)[] {
    return this.frames.map((frame) => {
      const decoder = decoding.createDecoder(frame);
      const type = decoding.readVarUint(decoder);
      return decodeServerFrame(type, decoder) ?? (type === FRAME_SYNC ? decoding.readVarUint(decoder) : -type);
    });
  }
  ours(type: ServerFrame['type']): ServerFrame[] {
    return this.said.filter((frame): frame is ServerFrame => typeof frame === 'object' && frame.type === type);
  }
}

export interface Opened {
  readonly wire: TestWire;
  readonly connection: Connection;
  readonly person: TestPerson;
  readonly doc: Y.Doc;
  /** One update of this client's. */
  write(words?: string): Uint8Array;
}

export interface Bench {
  readonly document: Document;
  readonly log: HeldLog;
  readonly time: ReturnType<typeof createTime>;
  readonly refused: RefusalCode[];
  /** Another room on the same log, which is still loading. */
  reopenRoom(): void;
  /** To the room, which may still be loading. */
  connect(grant?: Partial<Grant>, right?: { readonly mayWrite?: boolean }): Opened;
  /** To the room, once it is ready. */
  open(grant?: Partial<Grant>, right?: { readonly mayWrite?: boolean }): Promise<Opened>;
  /** Entries of the log. */
  logged(): Promise<number>;
}

export function createBench(): Bench {
  const document = createDocument();
  const log = createHeldLog();
  const time = createTime();
  const refused: RefusalCode[] = [];
  const roomMeans = { updateLog: log, clock: time, random: systemRandom, timer: time.timer, log: silent, onWrote: () => {} };
  const openRoom = (): Room => new Room(document.id, SHAPES.minutes, roomMeans, { idle: () => {}, grown: () => {}, failed: () => {} });
  let room = openRoom();

  function connect(grant: Partial<Grant> = {}, { mayWrite = true }: { readonly mayWrite?: boolean } = {}): Opened {
    const person = createPerson();
    const doc = new Y.Doc();
    const wire = new TestWire();
    const opened = openedFor(person, document, { mayWrite });
    const own = new Set([doc.clientID]);
    const full: Grant = { caller: person.caller, opened, isOurs: true, clientId: doc.clientID, own, isOutdated: false, ...grant };
    const onRefused = (code: RefusalCode): void => void refused.push(code);
    const connection = new Connection(full, { wire, room }, { updateLog: log, clock: time, timer: time.timer, log: silent, onRefused });
    void connection.start();
    return {
      wire,
      connection,
      person,
      doc,
      write(words = 'palabra') {
        const before = Y.encodeStateVector(doc);
        doc.getXmlFragment('body').push([paragraph(words)]);
        return Y.encodeStateAsUpdate(doc, before);
      },
    };
  }

  return {
    document,
    log,
    time,
    refused,
    reopenRoom() {
      room = openRoom();
    },
    connect,
    async open(grant, right) {
      const opened = connect(grant, right);
      await turn();
      return opened;
    },
    logged: async () => (await log.load(document.id)).tail.length,
  };
}
