// Who is in a room and where their cursor is (R7), on the wire the awareness of y-protocols: peers → this → everyone, at most every
// `presenceIntervalMs`. Every state is the server's: name, institution and right are stamped; a client decides its cursor and nothing
// else, and only under its own client id. Everyone who is connected is shown, also who never says anything; who leaves is gone.
import { awarenessBytesMax, awarenessFrameBytesMax, clientIdMax, presenceIntervalMs, presenceRefreshMs } from '@enlace/shared/limits';
import { ByteReader, Malformed } from '@enlace/shared/sync/byte-reader';
import { type AwarenessEntry, encodeAwareness } from '@enlace/shared/sync/codec';
import type { StampedPresence } from '@enlace/shared/sync/message';
import type { Clock, Random } from '../runtime/clock.ts';
import { type Cursor, parseCursor } from './cursor.ts';
import type { Peer } from './peer.ts';
import type { Cancel, Timer } from './timer.ts';

/** Above it a client's clock is not believed. */
const clockMax = 0x7fff_ffff;
/** Clocks of client ids that have left, kept so that their return is taken for news. */
const clocksKeptMax = 10_000;

interface State {
  clientId: number;
  /** Leased at the join or said by the client; false: chosen here, until the client says one. */
  isClaimed: boolean;
  cursor: Cursor | null;
  saidMs: number;
}

/** `named` for those who see authors, `nameless` for the others (A45). */
type Tell = (named: Uint8Array, nameless: () => Uint8Array) => void;

/** Someone, of some institution. */
const NOBODY = { memberId: '', title: {}, acronym: {}, hue: 'barro' } as const;

interface Heard {
  readonly clientId: number;
  readonly clock: number;
  readonly state: Uint8Array;
}

export class Presence {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #timer: Timer;
  readonly #tell: Tell;
  readonly #states = new Map<Peer, State>();
  /** The last clock under which each client id was said to the others. */
  readonly #clocks = new Map<number, number>();
  /** To be said at the next round; null: gone. */
  readonly #news = new Map<number, Peer | null>();
  #cancelRound: Cancel | null = null;
  #cancelRefresh: Cancel | null = null;

  constructor(means: { readonly clock: Clock; readonly random: Random; readonly timer: Timer }, tell: Tell) {
    this.#clock = means.clock;
    this.#random = means.random;
    this.#timer = means.timer;
    this.#tell = tell;
  }

  join(peer: Peer): void {
    const clientId = peer.clientId ?? this.#drawId();
    if (peer.clientId !== null) this.#displace(clientId);
    this.#states.set(peer, { clientId, isClaimed: peer.clientId !== null, cursor: null, saidMs: 0 });
    this.#note(clientId, peer);
    this.#cancelRefresh ??= this.#timer(presenceRefreshMs, () => this.#refresh());
  }

  leave(peer: Peer): void {
    const state = this.#states.get(peer);
    if (state === undefined) return;
    this.#states.delete(peer);
    this.#note(state.clientId, null);
    if (this.#states.size > 0) return;
    this.#cancelRefresh?.();
    this.#cancelRefresh = null;
  }

  /** The peer's right has changed, which is part of what is said of it. */
  restamp(peer: Peer): void {
    const state = this.#states.get(peer);
    if (state !== undefined) this.#note(state.clientId, peer);
  }

  /** An awareness update from a peer. What it says of others is what stock clients send back, and is not listened to. Throws Malformed. */
  hear(peer: Peer, payload: Uint8Array): void {
    const state = this.#states.get(peer);
    if (state === undefined || payload.length > awarenessFrameBytesMax) return;
    for (const heard of readEntries(payload)) {
      if (!state.isClaimed && isAway(heard.state)) continue;
      if (!this.#isOwn(peer, state, heard.clientId)) continue;
      state.cursor = readCursor(heard.state);
      if (heard.clock <= clockMax && heard.clock > (this.#clocks.get(heard.clientId) ?? 0))
        this.#keepClock(heard.clientId, heard.clock - 1);
      this.#note(state.clientId, peer);
      return;
    }
  }

  /** Everyone who is here, for one who joins. */
  everyone({ seesAuthors }: Pick<Peer, 'seesAuthors'>): Uint8Array {
    return encodeAwareness([...this.#states].map(([peer, state]) => this.#entry(state.clientId, peer, seesAuthors)));
  }

  close(): void {
    this.#cancelRound?.();
    this.#cancelRefresh?.();
    this.#cancelRound = null;
    this.#cancelRefresh = null;
    this.#states.clear();
    this.#news.clear();
  }

  #isOwn(peer: Peer, state: State, clientId: number): boolean {
    if (clientId === state.clientId) return true;
    if (state.isClaimed || clientId > clientIdMax || this.#holder(clientId) !== null) return false;
    this.#note(state.clientId, null);
    state.clientId = clientId;
    state.isClaimed = true;
    this.#news.set(clientId, peer);
    return true;
  }

  #holder(clientId: number): Peer | null {
    for (const [peer, state] of this.#states) if (state.clientId === clientId) return peer;
    return null;
  }

  /** A leased id belongs to whoever was given the lease last: a socket that lingers after a reconnect makes way. */
  #displace(clientId: number): void {
    const holder = this.#holder(clientId);
    const state = holder === null ? undefined : this.#states.get(holder);
    if (holder === null || state === undefined) return;
    state.clientId = this.#drawId();
    state.isClaimed = true;
    this.#note(state.clientId, holder);
  }

  #drawId(): number {
    for (;;) {
      const bytes = this.#random(4);
      const id = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
      if (this.#holder(id) === null) return id;
    }
  }

  #note(clientId: number, peer: Peer | null): void {
    this.#news.set(clientId, peer);
    this.#cancelRound ??= this.#timer(presenceIntervalMs, () => this.#round());
  }

  #round(): void {
    this.#cancelRound = null;
    const said: [number, Peer | null][] = [];
    for (const [clientId, peer] of this.#news) {
      const state = peer === null ? undefined : this.#states.get(peer);
      const isGone = peer === null || state?.clientId !== clientId;
      if (isGone && !this.#clocks.has(clientId)) continue; // nobody has heard of it
      this.#keepClock(clientId, (this.#clocks.get(clientId) ?? 0) + 1);
      if (state !== undefined && !isGone) state.saidMs = this.#clock.nowMs();
      said.push([clientId, isGone ? null : peer]);
    }
    this.#news.clear();
    if (said.length === 0) return;
    const encode = (isNamed: boolean) => encodeAwareness(said.map(([clientId, peer]) => this.#entry(clientId, peer, isNamed)));
    this.#tell(encode(true), () => encode(false));
  }

  #refresh(): void {
    this.#cancelRefresh = this.#timer(presenceRefreshMs, () => this.#refresh());
    const nowMs = this.#clock.nowMs();
    for (const [peer, state] of this.#states) if (nowMs - state.saidMs >= presenceRefreshMs / 2) this.#note(state.clientId, peer);
  }

  #entry(clientId: number, peer: Peer | null, isNamed: boolean): AwarenessEntry {
    const state = peer === null ? undefined : this.#states.get(peer);
    const stamped: StampedPresence | null =
      peer === null || state === undefined
        ? null
        : { user: isNamed ? peer.user : { ...NOBODY, mayWrite: peer.mayWrite }, cursor: state.cursor };
    return { clientId, clock: this.#clocks.get(clientId) ?? 0, state: JSON.stringify(stamped) };
  }

  #keepClock(clientId: number, clock: number): void {
    this.#clocks.delete(clientId);
    this.#clocks.set(clientId, clock);
    for (const oldest of this.#clocks.keys()) {
      if (this.#clocks.size <= clocksKeptMax) return;
      this.#clocks.delete(oldest);
    }
  }
}

function readEntries(payload: Uint8Array): Heard[] {
  const reader = new ByteReader(payload);
  const entries: Heard[] = [];
  for (let left = reader.readCount(3); left > 0; left -= 1) {
    entries.push({ clientId: reader.readVarUint(), clock: reader.readVarUint(), state: reader.readVarBytes() });
  }
  reader.requireEnd();
  return entries;
}

/** JSON `null`. */
const isAway = (state: Uint8Array): boolean => state.length === 4 && state[0] === 110;

/** A client that takes its state away stays visible, without a cursor. Throws Malformed. */
function readCursor(state: Uint8Array): Cursor | null {
  if (state.length > awarenessBytesMax) return null;
  try {
    const said: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(state));
    return typeof said === 'object' && said !== null && 'cursor' in said ? parseCursor(said.cursor) : null;
  } catch {
    throw new Malformed('awareness state');
  }
}
