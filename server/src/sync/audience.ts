// The peers of one room, and how updates reach them (R6): everyone gets every durable update in one order, except its writer, who has
// it. A peer whose queue is full is stale: nothing more is queued for it, and once it has drained it is sent all it missed in one
// update. A stale peer whose queue does not shrink for `peerStaleMs` is closed. It never slows the others.
import { peerStaleMs } from '@enlace/shared/limits';
import type { Peer } from './peer.ts';
import type { Cancel, Timer } from './timer.ts';

interface Stale {
  /** What the peer had when it was last sent something: durable clocks, encoded. */
  readonly since: Uint8Array;
  cancel: Cancel;
}

export class Audience {
  readonly #missedFrame: (since: Uint8Array) => Uint8Array;
  readonly #timer: Timer;
  readonly #peers = new Set<Peer>();
  readonly #stale = new Map<Peer, Stale>();

  /** `missedFrame`: a frame with all that is durable and not in `since`. */
  constructor(missedFrame: (since: Uint8Array) => Uint8Array, timer: Timer) {
    this.#missedFrame = missedFrame;
    this.#timer = timer;
  }

  get size(): number {
    return this.#peers.size;
  }

  get staleCount(): number {
    return this.#stale.size;
  }

  get peers(): ReadonlySet<Peer> {
    return this.#peers;
  }

  add(peer: Peer): void {
    this.#peers.add(peer);
  }

  /** Whether it was there. */
  remove(peer: Peer): boolean {
    this.#stale.get(peer)?.cancel();
    this.#stale.delete(peer);
    return this.#peers.delete(peer);
  }

  /** `before`: durable clocks without this update, which a peer that misses it has; asked for only where one does. */
  tellUpdate(frame: Uint8Array, writer: Peer | null, before: () => Uint8Array): void {
    for (const peer of this.#peers) {
      if (peer === writer || this.#stale.has(peer)) continue;
      if (!peer.send(frame)) this.#markStale(peer, before());
    }
  }

  /** A frame that nobody misses for long, so a stale peer simply does not get it; made once, if there is anybody to get it. */
  tellPassing(encode: () => Uint8Array, to: (peer: Peer) => boolean): void {
    let frame: Uint8Array | null = null;
    for (const peer of this.#peers) {
      if (this.#stale.has(peer) || !to(peer)) continue;
      frame ??= encode();
      peer.send(frame);
    }
  }

  /** The peer asked for the state and is getting all of it: nothing is owed any more. */
  settle(peer: Peer): void {
    this.#stale.get(peer)?.cancel();
    this.#stale.delete(peer);
  }

  /** The peer, which has `since`, could not be sent what it asked for: it will be, when it has drained. */
  owe(peer: Peer, since: Uint8Array): void {
    this.settle(peer);
    this.#markStale(peer, since);
  }

  /** The peer's queue has run empty. Answers whether it was stale, and has now been sent what it missed. */
  drained(peer: Peer): boolean {
    const stale = this.#stale.get(peer);
    if (stale === undefined) return false;
    stale.cancel();
    this.#stale.delete(peer);
    const isSent = peer.send(this.#missedFrame(stale.since));
    if (!isSent) this.#markStale(peer, stale.since);
    return isSent;
  }

  clear(): void {
    for (const { cancel } of this.#stale.values()) cancel();
    this.#stale.clear();
    this.#peers.clear();
  }

  #markStale(peer: Peer, since: Uint8Array): void {
    const stale: Stale = { since, cancel: () => {} };
    this.#stale.set(peer, stale);
    const watch = (queued: number): void => {
      stale.cancel = this.#timer(peerStaleMs, () => {
        const left = peer.queuedBytes();
        if (left >= queued) peer.close('too_slow');
        else watch(left);
      });
    };
    watch(peer.queuedBytes());
  }
}
