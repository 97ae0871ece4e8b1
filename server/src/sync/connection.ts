// One socket in one room: bytes → decode → bound → permit → room, one frame after another (R2, R4, F4); and the peer that the room
// sees. Write frames are counted; `[100, n]` says that the first n are durable or were refused, `[101, n, code]` which were refused.
// What arrives while the room loads, or while an id is being bound, waits in a bounded inbox: beyond it the socket is not read.
import { hubClientId } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import * as limits from '@enlace/shared/limits';
import type { RefusalCode } from '@enlace/shared/refusals';
import { Malformed } from '@enlace/shared/sync/byte-reader';
import { closeCode } from '@enlace/shared/sync/close';
import { decodeClientFrame, decodeStateVector, encodeAck, encodeRefused, encodeRight, isWriteFrame } from '@enlace/shared/sync/codec';
import { type StampedPresence, SYNC_UPDATE } from '@enlace/shared/sync/message';
import type { OpenDocument } from '../domain/documents.ts';
import type { Caller } from '../domain/house.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import { StoreFault, type UpdateLog } from '../store/port/update-log.ts';
import { type Allowance, createAllowance } from './allowance.ts';
import type { Grant } from './handshake.ts';
import { Inbox } from './inbox.ts';
import type { Peer } from './peer.ts';
import { Receipts } from './receipts.ts';
import type { Room } from './room.ts';
import { StateAnswers } from './state-answers.ts';
import type { Timer } from './timer.ts';

/** What a connection sees of its socket. */
export interface Wire {
  send(frame: Uint8Array): void;
  close(code: number, reason: string): void;
  /** Stops and resumes reading. */
  pause(): void;
  resume(): void;
  queuedBytes(): number;
}

export interface ConnectionMeans {
  readonly updateLog: UpdateLog;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** A frame was refused; for the metrics. */
  readonly onRefused: (code: RefusalCode) => void;
}

export class Connection implements Peer {
  readonly caller: Caller;
  readonly documentId: DocumentId;
  readonly isOurs: boolean;
  readonly clientId: number | null;
  readonly #wire: Wire;
  readonly #room: Room;
  readonly #means: ConnectionMeans;
  readonly #own: Set<number>;
  readonly #isOutdated: boolean;
  readonly #allowance: Allowance;
  readonly #states: StateAnswers;
  #opened: OpenDocument;
  #isOpen = true;
  #hasJoined = false;
  readonly #inbox: Inbox;
  readonly #receipts = new Receipts((count) => this.#acknowledge(count));
  #ackDue: number | null = null;
  #idsBound = 0;
  /** When its person last wrote; what a page sends by itself when it comes back is no sign of them. */
  activeMs: number;

  constructor(grant: Grant, { wire, room }: { readonly wire: Wire; readonly room: Room }, means: ConnectionMeans) {
    this.caller = grant.caller;
    this.documentId = grant.opened.document.id;
    this.isOurs = grant.isOurs;
    this.clientId = grant.clientId;
    this.#opened = grant.opened;
    this.#isOutdated = grant.isOutdated;
    this.#own = new Set(grant.own);
    this.#wire = wire;
    this.#room = room;
    this.#means = means;
    this.activeMs = means.clock.nowMs();
    this.#allowance = createAllowance(means.clock);
    this.#inbox = new Inbox({
      handle: (bytes) => this.#handle(bytes),
      fault: (fault) => this.#fail(fault),
      pause: () => wire.pause(),
      resume: () => wire.resume(),
    });
    this.#states = new StateAnswers(means, (stateVector) => room.sendState(this, stateVector));
  }

  get accountId(): Caller['account']['id'] {
    return this.caller.account.id;
  }

  get memberId(): OpenDocument['member']['id'] {
    return this.#opened.member.id;
  }

  get exchangeId(): OpenDocument['document']['exchangeId'] {
    return this.#opened.document.exchangeId;
  }

  get mayWrite(): boolean {
    return this.#opened.mayWrite && !this.#isOutdated;
  }

  get seesAuthors(): boolean {
    return this.#opened.seesAuthors;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get user(): StampedPresence['user'] {
    const { id, functionalTitle, acronym, hue } = this.#opened.member;
    return { memberId: id, title: functionalTitle, acronym, hue, mayWrite: this.mayWrite };
  }

  /** Joins the room once it is ready. Until then what is received waits. */
  async start(): Promise<void> {
    const isReady = await this.#room.opened;
    if (!this.#isOpen) return;
    if (!isReady) {
      this.close('storage_failed');
      return;
    }
    this.#hasJoined = true;
    this.#sayRight();
    this.#room.join(this);
    this.#inbox.start();
  }

  receive(bytes: Uint8Array): void {
    if (!this.#isOpen) return;
    if (this.#allowance.takeFrame(bytes.length)) this.#inbox.push(bytes);
    else this.close('rate_limited');
  }

  /** What the caller may do has changed, or may have (R9). */
  changeRight(opened: OpenDocument): void {
    const couldWrite = this.mayWrite;
    const reason = this.#opened.reason;
    this.#opened = opened;
    if (!this.#isOpen || !this.#hasJoined || (couldWrite === this.mayWrite && reason === opened.reason)) return;
    this.#sayRight();
    this.#room.restamp(this);
  }

  send(frame: Uint8Array): boolean {
    if (!this.#isOpen) return true;
    const queued = this.#wire.queuedBytes();
    if (queued > 0 && queued + frame.length > limits.peerQueueBytesMax) return false;
    this.#wire.send(frame);
    return true;
  }

  queuedBytes(): number {
    return this.#wire.queuedBytes();
  }

  drained(): void {
    if (!this.#isOpen || !this.#hasJoined) return;
    if (this.#ackDue !== null) this.#acknowledge(this.#ackDue);
    this.#room.drained(this);
  }

  close(code: RefusalCode): void {
    if (!this.#isOpen) return;
    this.#wire.close(closeCode(code), code);
    this.closed();
  }

  /** The socket is gone. */
  closed(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#inbox.close();
    this.#states.close();
    this.#room.leave(this);
  }

  #fail(fault: unknown): void {
    this.#means.log.error({ err: fault, documentId: this.documentId }, 'a frame could not be handled');
    this.close('internal');
  }

  #handle(bytes: Uint8Array): Promise<void> | null {
    const isWrite = isWriteFrame(bytes);
    const number = isWrite ? this.#receipts.open() : 0;
    if (isWrite && !this.mayWrite) return this.#refuse(number, this.#reason());
    const frame = decodeClientFrame(bytes);
    if (!frame.ok) {
      if (isWrite) this.#refuse(number, frame.refusal.code);
      this.close(frame.refusal.code);
      return null;
    }
    switch (frame.value.type) {
      case 'write':
        if (frame.value.step === SYNC_UPDATE) this.activeMs = this.#means.clock.nowMs();
        return this.#write(number, frame.value.update);
      case 'step1':
        return this.#answerState(frame.value.stateVector);
      case 'awareness':
        return this.#hearPresence(frame.value.payload);
      case 'query-awareness':
        if (this.#allowance.takeQuestion()) this.#room.sendPresence(this);
        return null;
    }
  }

  #write(number: number, update: Uint8Array): Promise<void> | null {
    const outcome = this.#room.write(this, update, {
      own: this.#own,
      mayStraighten: () => this.#allowance.takeStraightening(),
      durable: () => this.#receipts.settle(number),
    });
    if (outcome.kind === 'taken') return null;
    if (outcome.kind === 'unbound') return this.#bind(number, update, outcome.clients);
    if (outcome.why !== undefined) {
      const { documentId, accountId } = this;
      this.#means.log.warn({ documentId, accountId, why: outcome.why, bytes: update.length }, 'inadmissible update');
    }
    this.#refuse(number, outcome.code);
    if (outcome.code === 'out_of_order' && this.#allowance.takeGap()) this.#room.askMissing(this);
    else this.close(outcome.code);
    return null;
  }

  /** First use of client ids that nobody has, the hub included: they become the writer's for ever (F10, F11). */
  async #bind(number: number, update: Uint8Array, clients: readonly number[]): Promise<void> {
    this.#idsBound += clients.length;
    let isBound = this.#idsBound <= limits.clientIdsPerConnectionMax;
    try {
      for (const client of clients) {
        isBound &&= client !== hubClientId && (await this.#means.updateLog.bindClient(this.documentId, client, this.accountId));
        if (isBound) this.#own.add(client);
      }
    } catch (fault) {
      if (!(fault instanceof StoreFault)) throw fault;
      this.#refuse(number, fault.code);
      this.close(fault.code);
      return;
    }
    if (!this.#isOpen || !this.#room.isReady) return;
    if (!this.mayWrite) this.#refuse(number, this.#reason());
    else if (isBound) await this.#write(number, update);
    else {
      this.#refuse(number, 'inadmissible');
      this.close('inadmissible');
    }
  }

  #answerState(stateVector: Uint8Array): null {
    try {
      decodeStateVector(stateVector);
      this.#states.ask(stateVector);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.close('bad_request');
    }
    return null;
  }

  #hearPresence(payload: Uint8Array): null {
    try {
      this.#room.hearPresence(this, payload);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.close('bad_request');
    }
    return null;
  }

  #refuse(number: number, code: RefusalCode): null {
    this.#means.onRefused(code);
    if (this.isOurs) this.#tell(encodeRefused(number, code));
    this.#receipts.settle(number);
    return null;
  }

  /** Where the queue is full the newest acknowledgement waits until it has drained: it says all that the others said. */
  #acknowledge(count: number): void {
    if (this.isOurs) this.#ackDue = this.send(encodeAck(count)) ? null : count;
  }

  /** A frame that must not be missed. */
  #tell(frame: Uint8Array): void {
    if (!this.send(frame)) this.close('too_slow');
  }

  #sayRight(): void {
    if (this.isOurs) this.#tell(encodeRight(this.mayWrite, this.mayWrite ? '' : this.#reason()));
  }

  #reason(): RefusalCode {
    if (this.#opened.mayWrite && this.#isOutdated) return 'client_outdated';
    return this.#opened.reason ?? 'read_only';
  }
}
