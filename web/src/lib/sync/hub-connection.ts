// The connection of one document to the hub, kept up: join (a ticket each time, R1) → y-websocket → lost → wait with jitter → again.
// Ends for good only by a refusal that says so. document-link tells it what may leave and hears what came.
import type { Join } from '@enlace/shared/api/document';
import { REFUSALS, type RefusalCode } from '@enlace/shared/refusals';
import type { Result } from '@enlace/shared/result';
import { decodeServerFrame } from '@enlace/shared/sync/codec';
import { FRAME_ACK, FRAME_REFUSED, FRAME_RIGHT, FRAME_STORE, type ServerFrame } from '@enlace/shared/sync/message';
import { SUBPROTOCOL, TICKET_PREFIX } from '@enlace/shared/sync/version';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { backOffMs } from './back-off.ts';
import { closedBy } from './closed-by.ts';
import { createIncomingHold, type IncomingHold } from './incoming-hold.ts';
import { createGatedSocket, type OutgoingFrame, probeFrame } from './outgoing-frames.ts';

/** What was sent goes no longer than this without a sign of the hub before the connection counts as lost (F23). */
const silentMs = 5_000;
/** A connection that has not opened by then is tried again. */
const openMs = 10_000;
const tickMs = 500;

interface HubConnectionOptions {
  readonly documentId: string;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** Asks for a ticket; a refusal that passes is tried again, any other ends the connection. */
  readonly join: () => Promise<Result<Join>>;
  /** Asked of every frame before it leaves. */
  readonly mayPass: (frame: OutgoingFrame) => boolean;
  /** Since when the hub owes an answer to a frame, in the time of Date.now. */
  readonly waitingSinceMs: () => number | null;
  readonly onConnected: () => void;
  readonly onSynced: (isSynced: boolean) => void;
  readonly onFrame: (frame: ServerFrame) => void;
  /** Not connected, and trying; also after each attempt that failed. */
  readonly onLost: () => void;
  readonly onEnded: (code: RefusalCode) => void;
}

export class HubConnection {
  readonly #options: HubConnectionOptions;
  readonly provider: WebsocketProvider;
  /** What others wrote waits while a letter is being composed. */
  readonly incoming: IncomingHold;
  readonly #stops: (() => void)[] = [];
  #retry: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  #isJoining = false;
  #isClosed = false;
  /** Refused for good. */
  #isEnded = false;
  #connectingSince = 0;
  #probedAt: number | null = null;

  constructor(options: HubConnectionOptions) {
    this.#options = options;
    this.provider = this.#createProvider();
    this.incoming = createIncomingHold(this.provider);
    this.#listen();
  }

  get isOpen(): boolean {
    return this.provider.wsconnected;
  }

  /** Tries now, whatever wait was under way. */
  async open(): Promise<void> {
    clearTimeout(this.#retry);
    if (this.#isClosed || this.#isEnded || this.#isJoining || this.provider.ws !== null) return;
    this.#isJoining = true;
    const joined = await this.#options.join();
    this.#isJoining = false;
    if (this.#isClosed) return;
    if (!joined.ok) {
      const { code } = joined.refusal;
      if (REFUSALS[code].retry) this.#onLost();
      else this.#onEnded(code);
      return;
    }
    this.provider.protocols = [SUBPROTOCOL, `${TICKET_PREFIX}${joined.value.ticket}`];
    this.#connectingSince = Date.now();
    this.provider.connect();
  }

  /** Begins a new connection, which starts with everything that the hub lacks. */
  reopen(): void {
    this.#attempt = 0;
    if (this.provider.ws === null) void this.open();
    else this.provider.disconnect();
  }

  /** Tries again after an end that was for good, because the person has removed its cause. */
  resume(): void {
    this.#isEnded = false;
    this.reopen();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#retry);
    for (const stop of this.#stops) stop();
    this.incoming.release();
    this.provider.destroy();
  }

  #createProvider(): WebsocketProvider {
    const { documentId, doc, awareness, mayPass } = this.#options;
    const provider = new WebsocketProvider(`${location.origin.replace(/^http/, 'ws')}/sync`, documentId, doc, {
      connect: false,
      disableBc: true,
      awareness,
      maxBackoffTime: 0, // its own retry would come with a used ticket: `connection-close` turns it off before it runs
      WebSocketPolyfill: createGatedSocket(mayPass),
    });
    for (const type of [FRAME_ACK, FRAME_REFUSED, FRAME_RIGHT, FRAME_STORE]) {
      provider.messageHandlers[type] = (_, decoder) => {
        const frame = decodeServerFrame(type, decoder);
        if (frame !== null) this.#options.onFrame(frame);
      };
    }
    provider.on('status', ({ status }) => {
      if (status === 'connected') this.#options.onConnected();
    });
    provider.on('sync', (isSynced) => {
      if (isSynced) this.#attempt = 0;
      this.#options.onSynced(isSynced);
    });
    provider.on('connection-close', (event) => this.#onConnectionClose(event));
    return provider;
  }

  #onConnectionClose(event: CloseEvent | null): void {
    this.provider.shouldConnect = false;
    this.#probedAt = null;
    if (this.#isClosed) return;
    const code = closedBy(event);
    if (code === null) this.#onLost();
    else this.#onEnded(code);
  }

  #onLost(): void {
    this.#options.onLost();
    this.#retryLater();
  }

  #onEnded(code: RefusalCode): void {
    this.#isEnded = true;
    this.#options.onEnded(code);
  }

  #retryLater(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.open(), backOffMs(this.#attempt, Math.random()));
    this.#attempt += 1;
  }

  /** The network or the person is back: try at once, or see whether a connection that slept still lives (UX §6, C2). */
  #wake(): void {
    if (this.provider.ws === null) void this.open();
    else if (this.isOpen) {
      this.#probedAt ??= Date.now();
      this.provider.ws.send(probeFrame());
    }
  }

  #watch(): void {
    if (this.provider.ws === null) return;
    const now = Date.now();
    const heardAt = this.provider.wsLastMessageReceived;
    if (this.#probedAt !== null && heardAt > this.#probedAt) this.#probedAt = null;
    const waitingSince = this.#probedAt ?? this.#options.waitingSinceMs();
    const isSilent = waitingSince !== null && now - Math.max(waitingSince, heardAt) > silentMs;
    if (this.isOpen ? isSilent : now - this.#connectingSince > openMs) this.provider.disconnect();
  }

  #listen(): void {
    const listen = (target: EventTarget, type: string, listener: () => void): void => {
      target.addEventListener(type, listener);
      this.#stops.push(() => target.removeEventListener(type, listener));
    };
    listen(window, 'online', () => this.#wake());
    listen(window, 'offline', () => this.provider.disconnect());
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#wake();
    });
    const tick = setInterval(() => this.#watch(), tickMs);
    this.#stops.push(() => clearInterval(tick));
  }
}
