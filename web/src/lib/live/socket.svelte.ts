// The live socket of one page: changes of records and who is here, from the hub's `/live` → this → state/exchange.
// Reconnects by itself with jitter and asks for what it missed by the last `seq`; where too much was missed the hub says `resync`.
// A sign-in that ended stops it; nothing on the page is touched by that.
import type { DocumentId, ExchangeId } from '@enlace/shared/ids';
import type { DownEvents, Present, UpEvents } from '@enlace/shared/live/down';
import type { Change } from '@enlace/shared/model/change';
import { isRefusalCode, type RefusalCode } from '@enlace/shared/refusals';
import { io, type Socket } from 'socket.io-client';

/** How long a connection may stay on long polling before the network counts as blocking WebSocket. */
const upgradeMs = 8_000;
const answerMs = 10_000;

export interface Watcher {
  /** In order, without gaps. */
  changes(changes: readonly Change[]): void;
  presence(present: readonly Present[]): void;
  /** Fetch everything again: too much was missed, or the reader's rights changed. */
  refetch(): void;
  /** The hub no longer lets this person follow the exchange. */
  refused(code: RefusalCode): void;
}

interface Watched {
  seq: number | null;
  at: { documentId: DocumentId | null; isIdle: boolean };
  readonly watcher: Watcher;
}

export class LiveSocket {
  isConnected: boolean = $state(false);
  /** Connected, but only by long polling: the network seems to block WebSocket. */
  isLimited: boolean = $state(false);
  /** Why the hub ended this for good; null while it may come back. */
  ended: RefusalCode | null = $state(null);
  readonly #watched = new Map<ExchangeId, Watched>();
  readonly #socket: Socket<DownEvents, UpEvents>;
  #upgradeTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #wake = () => {
    if (document.visibilityState === 'visible' && !this.#socket.connected && this.ended === null) this.#socket.connect();
  };

  constructor() {
    this.#socket = io({
      path: '/live',
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      randomizationFactor: 0.5,
      timeout: 10_000,
    });
    this.#listen();
    addEventListener('online', this.#wake);
    document.addEventListener('visibilitychange', this.#wake);
  }

  /** Follows an exchange from `since` on. Returns the way to stop. */
  watch(exchangeId: ExchangeId, since: number | null, watcher: Watcher): () => void {
    this.#watched.set(exchangeId, { seq: since, at: { documentId: null, isIdle: false }, watcher });
    if (this.#socket.connected) void this.#ask(exchangeId);
    return () => {
      this.#watched.delete(exchangeId);
      if (this.#socket.connected) this.#socket.emit('unwatch', { exchangeId }, () => undefined);
    };
  }

  /** Tells the others where this person is; said again after each reconnection. */
  at(exchangeId: ExchangeId, documentId: DocumentId | null, isIdle: boolean): void {
    const watched = this.#watched.get(exchangeId);
    if (watched === undefined) return;
    watched.at = { documentId, isIdle };
    if (this.#socket.connected) this.#socket.emit('at', { exchangeId, ...watched.at }, () => undefined);
  }

  /** After a new sign-in: connects again with its cookie. */
  resume(): void {
    this.ended = null;
    this.#socket.connect();
  }

  close(): void {
    removeEventListener('online', this.#wake);
    document.removeEventListener('visibilitychange', this.#wake);
    clearTimeout(this.#upgradeTimer);
    this.#socket.disconnect();
    this.isConnected = false;
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('connect', () => {
      this.isConnected = true;
      this.#noteTransport();
      for (const exchangeId of this.#watched.keys()) void this.#ask(exchangeId);
    });
    socket.on('disconnect', (reason) => {
      this.isConnected = false;
      this.isLimited = false;
      clearTimeout(this.#upgradeTimer);
      // the hub closed it in order (a restart): Socket.IO leaves the reconnection to us
      if (reason === 'io server disconnect' && this.ended === null) setTimeout(this.#wake, 500 + Math.random() * 2_000);
    });
    socket.on('connect_error', (error) => {
      if (isRefusalCode(error.message)) this.#end(error.message);
    });
    socket.on('signed-out', () => this.#end('signed_out'));
    socket.on('changes', ({ exchangeId, changes, seq }) => {
      const watched = this.#watched.get(exchangeId);
      if (watched === undefined) return;
      watched.seq = seq;
      watched.watcher.changes(changes);
    });
    socket.on('resync', ({ exchangeId, seq }) => {
      const watched = this.#watched.get(exchangeId);
      if (watched === undefined) return;
      watched.seq = seq;
      watched.watcher.refetch();
    });
    socket.on('presence', ({ exchangeId, present }) => this.#watched.get(exchangeId)?.watcher.presence(present));
    socket.on('access', ({ exchangeId }) => {
      for (const [id, watched] of this.#watched) if (exchangeId === null || exchangeId === id) watched.watcher.refetch();
    });
  }

  async #ask(exchangeId: ExchangeId): Promise<void> {
    const watched = this.#watched.get(exchangeId);
    if (watched === undefined) return;
    try {
      const answer = await this.#socket.timeout(answerMs).emitWithAck('watch', { exchangeId, since: watched.seq });
      if (!answer.ok) watched.watcher.refused(answer.refusal.code);
      else {
        watched.seq ??= answer.value.seq;
        this.at(exchangeId, watched.at.documentId, watched.at.isIdle);
      }
    } catch {
      // no answer in time, or the connection went meanwhile: start over, the next `connect` asks again
      if (this.#socket.connected) this.#socket.disconnect().connect();
    }
  }

  #noteTransport(): void {
    const engine = this.#socket.io.engine;
    clearTimeout(this.#upgradeTimer);
    this.isLimited = false;
    if (engine.transport.name === 'websocket') return;
    engine.once('upgrade', () => {
      clearTimeout(this.#upgradeTimer);
      this.isLimited = false;
    });
    this.#upgradeTimer = setTimeout(() => {
      this.isLimited = this.isConnected;
    }, upgradeMs);
  }

  #end(code: RefusalCode): void {
    this.ended = code;
    this.#socket.disconnect();
  }
}
