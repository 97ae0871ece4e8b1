// A room: the live form of one document on this node. connection → this → backlog → log, and back: durable → ack → everyone else (R4).
// It is loading, ready, failed or closed (R5): nothing is answered before ready, and a failed room answers nothing and changes nothing.
// A write is admitted to the replica's head, waits in the backlog, and only when it is durable is it acknowledged and broadcast, in
// one order. A room sees peers, never connections.
import type { Shape } from '@enlace/shared/document/shape';
import type { DocumentId, MemberId } from '@enlace/shared/ids';
import { compactLiveAfterEntries } from '@enlace/shared/limits';
import { encodeStep1, encodeStep2, encodeStore, encodeUpdate } from '@enlace/shared/sync/codec';
import type { Clock, Random } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { UpdateLog } from '../store/port/update-log.ts';
import { Audience } from './audience.ts';
import { Backlog, type StoreFaultCode, type Waiting } from './backlog.ts';
import { LogPlace } from './log-place.ts';
import type { Peer } from './peer.ts';
import { Presence } from './presence.ts';
import { Replica } from './replica.ts';
import type { Timer } from './timer.ts';
import { readOutcome, type WriteOutcome, type WriteTerms } from './write-outcome.ts';

export interface RoomMeans {
  readonly updateLog: UpdateLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly timer: Timer;
  readonly log: Pick<Log, 'error' | 'warn' | 'info'>;
  /** After an update of this member has become durable. */
  readonly onWrote: (documentId: DocumentId, memberId: MemberId) => void;
}

export interface RoomEvents {
  /** Nobody is in it and nothing waits: it may be unloaded. */
  idle(): void;
  /** Its log has grown by much since the newest snapshot. */
  grown(): void;
  /** It can no longer be trusted and has sent everyone away. */
  failed(): void;
}

interface WaitingWrite extends Waiting {
  readonly writer: Peer;
  readonly durable: () => void;
}

type RoomState = { readonly is: 'loading' | 'failed' | 'closed' } | { readonly is: 'ready'; readonly replica: Replica };

export class Room {
  readonly documentId: DocumentId;
  readonly #shape: Shape;
  readonly #means: RoomMeans;
  readonly #events: RoomEvents;
  readonly #audience: Audience;
  readonly #backlog: Backlog<WaitingWrite>;
  readonly #presence: Presence;
  #state: RoomState = { is: 'loading' };
  readonly #place = new LogPlace();
  #whole: { readonly version: number; readonly frame: Uint8Array } | null = null;
  /** Resolves when the room is ready (true) or has failed (false). */
  readonly opened: Promise<boolean>;

  constructor(documentId: DocumentId, shape: Shape, means: RoomMeans, events: RoomEvents) {
    this.documentId = documentId;
    this.#shape = shape;
    this.#means = means;
    this.#events = events;
    this.#audience = new Audience((since) => encodeUpdate(this.#replica.since(since)), means.timer);
    this.#presence = new Presence(means, (named, nameless) => {
      this.#audience.tellPassing(
        () => named,
        (peer) => peer.seesAuthors,
      );
      this.#audience.tellPassing(nameless, (peer) => !peer.seesAuthors);
    });
    this.#backlog = new Backlog(
      documentId,
      { log: means.updateLog, timer: means.timer },
      {
        settled: (write, seq) => this.#settled(write, seq),
        store: (code) => this.#storeChanged(code),
        fault: (fault) => this.#fail(fault, 'a write failed and not by the store'),
      },
    );
    this.opened = this.#load();
  }

  get isReady(): boolean {
    return this.#state.is === 'ready';
  }

  get isIdle(): boolean {
    return this.#audience.size === 0 && this.#backlog.isEmpty && this.#state.is !== 'loading';
  }

  get peerCount(): number {
    return this.#audience.size;
  }

  get staleCount(): number {
    return this.#audience.staleCount;
  }

  get pendingBytes(): number {
    return this.#backlog.bytes;
  }

  /** Entries of the log after the newest snapshot. */
  get tailLength(): number {
    return this.#place.tailLength;
  }

  /**
   * From now on the peer gets what the others write. The room is ready. Of two peers with one leased client id the later one stays:
   * two that write under it would lose each other's text (F11).
   */
  join(peer: Peer): void {
    for (const other of this.#audience.peers) if (peer.clientId !== null && other.clientId === peer.clientId) other.close('busy');
    this.#audience.add(peer);
    if (this.#backlog.storeFault !== null) this.#tellStore(peer);
    if (peer.mayWrite) this.askMissing(peer);
    this.#presence.join(peer);
    this.sendPresence(peer);
  }

  leave(peer: Peer): void {
    if (!this.#audience.remove(peer)) return;
    this.#presence.leave(peer);
    this.#tellIdle();
  }

  /** Our step 1: asks a writer for what the hub has not admitted. A reader is never asked, so an honest one never offers. */
  askMissing(peer: Peer): void {
    if (!peer.send(encodeStep1(this.#replica.admittedStateVector()))) peer.close('too_slow');
  }

  /** The answer to a step 1: everything durable that the peer does not have; the whole is encoded once and shared (R13). */
  sendState(peer: Peer, stateVector: Uint8Array): void {
    const isEmpty = stateVector.length === 1 && stateVector[0] === 0;
    if (peer.send(isEmpty ? this.#wholeFrame() : encodeStep2(this.#replica.since(stateVector)))) this.#audience.settle(peer);
    else this.#audience.owe(peer, stateVector);
  }

  /** Its queue has run empty. */
  drained(peer: Peer): void {
    if (this.isReady && this.#audience.drained(peer)) this.#tellStore(peer);
  }

  /** Throws Malformed. */
  hearPresence(peer: Peer, payload: Uint8Array): void {
    this.#presence.hear(peer, payload);
  }

  sendPresence(peer: Peer): void {
    peer.send(this.#presence.everyone(peer));
  }

  /** The peer's right has changed. */
  restamp(peer: Peer): void {
    this.#presence.restamp(peer);
    if (peer.mayWrite) this.askMissing(peer);
  }

  write(writer: Peer, bytes: Uint8Array, { own, mayStraighten, durable }: WriteTerms): WriteOutcome {
    if (!this.#backlog.hasRoom(bytes.length)) return { kind: 'refused', code: this.#backlog.storeFault ?? 'busy' };
    const admission = this.#replica.admit(bytes, { own, mayStraighten });
    if (admission.kind === 'broken') {
      const about = { err: admission.fault, documentId: this.documentId, bytes: bytes.length };
      this.#means.log.error(about, 'an update passed the gate and could not be applied');
    }
    const outcome = readOutcome(admission);
    if (outcome.kind === 'taken') {
      const update = admission.kind === 'news' ? admission.update : null;
      this.#backlog.push({ update, memberId: writer.memberId, writer, durable });
    }
    return outcome;
  }

  /** There is a snapshot up to this number of the log. */
  noteSnapshot(seq: number): void {
    this.#place.noteSnapshot(seq);
  }

  /** Resolves when nothing waits for the store. */
  flushed(): Promise<void> {
    return this.#backlog.emptied();
  }

  close(): void {
    const state = this.#state;
    this.#state = { is: 'closed' };
    this.#backlog.close();
    this.#presence.close();
    this.#audience.clear();
    if (state.is === 'ready') state.replica.close();
  }

  #tellStore(peer: Peer): void {
    if (peer.isOurs) peer.send(encodeStore(this.#backlog.storeFault ?? ''));
  }

  #wholeFrame(): Uint8Array {
    const { version } = this.#replica;
    if (this.#whole?.version !== version) this.#whole = { version, frame: encodeStep2(this.#replica.whole()) };
    return this.#whole.frame;
  }

  get #replica(): Replica {
    if (this.#state.is !== 'ready') throw new Error(`the room is ${this.#state.is}`);
    return this.#state.replica;
  }

  async #load(): Promise<boolean> {
    try {
      const { snapshot, tail } = await this.#means.updateLog.load(this.documentId);
      if (this.#state.is !== 'loading') return false;
      const updates = tail.map((entry) => entry.update);
      const replica = new Replica(this.#shape, snapshot === null ? updates : [snapshot.state, ...updates]);
      if (replica.hasGap) this.#means.log.error({ documentId: this.documentId }, 'the log has a gap: what depends on it is left out');
      this.#place.start(snapshot, tail);
      this.#state = { is: 'ready', replica };
      return true;
    } catch (fault) {
      this.#fail(fault, 'the document could not be loaded');
      return false;
    }
  }

  #settled(write: WaitingWrite, seq: number | null): void {
    if (this.#state.is !== 'ready') return;
    const { replica } = this.#state;
    write.durable();
    if (write.update !== null) {
      this.#audience.tellUpdate(encodeUpdate(write.update), write.writer, () => replica.stateVector());
      replica.settle();
      if (seq !== null) this.#follow(seq);
      this.#means.onWrote(this.documentId, write.writer.memberId);
    }
    if (this.#backlog.isEmpty) this.#tellIdle();
  }

  /** What someone else has written in between is fetched. */
  #follow(seq: number): void {
    const missedAfter = this.#place.advance(seq);
    if (this.tailLength % compactLiveAfterEntries === 0) this.#events.grown();
    if (missedAfter === null) return;
    this.#means.updateLog.after(this.documentId, missedAfter).then(
      (entries) => {
        if (this.#state.is !== 'ready') return;
        const { replica } = this.#state;
        const since = replica.stateVector();
        replica.adopt(entries.map((entry) => entry.update));
        this.#audience.tellUpdate(encodeUpdate(replica.since(since)), null, () => since);
      },
      (fault: unknown) => this.#fail(fault, 'entries of others could not be read'),
    );
  }

  #storeChanged(code: StoreFaultCode | null): void {
    const about = { documentId: this.documentId, code, bytes: this.#backlog.bytes };
    if (code === null) this.#means.log.info(about, 'the store takes writes again');
    else this.#means.log.error(about, 'the store takes no writes');
    this.#audience.tellPassing(
      () => encodeStore(code ?? ''),
      (peer) => peer.isOurs,
    );
  }

  #fail(fault: unknown, words: string): void {
    if (this.#state.is === 'closed' || this.#state.is === 'failed') return;
    this.#means.log.error({ err: fault, documentId: this.documentId }, words);
    const peers = [...this.#audience.peers];
    this.close();
    this.#state = { is: 'failed' };
    for (const peer of peers) peer.close('storage_failed');
    this.#events.failed();
  }

  #tellIdle(): void {
    if (this.isIdle) this.#events.idle();
  }
}
