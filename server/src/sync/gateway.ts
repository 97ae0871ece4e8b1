// The sync door, and the one home of `ws`: upgrade → handshake → accept → connection → room. Refusals are said with a close code after
// accepting, because a client cannot read a status at the upgrade (R1). Heartbeat, bounds of frames and of pending upgrades, the
// door's answer to facts (R9), its metrics, and its orderly end.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { DocumentId, MemberId } from '@enlace/shared/ids';
import * as limits from '@enlace/shared/limits';
import type { RefusalCode } from '@enlace/shared/refusals';
import { closeCode } from '@enlace/shared/sync/close';
import { SUBPROTOCOL } from '@enlace/shared/sync/version';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Caller, Fact } from '../domain/house.ts';
import type { Clock, Random } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { UpdateLog } from '../store/port/update-log.ts';
import { Connection, type Wire } from './connection.ts';
import { decideUpgrade, type Grant, type HandshakeMeans, type Knock } from './handshake.ts';
import { Outbox } from './outbox.ts';
import { RoomRegistry } from './room-registry.ts';
import { Roster } from './roster.ts';
import { systemTimer, type Timer } from './timer.ts';

export interface SyncDoorMeans extends Omit<HandshakeMeans, 'clientsOf'> {
  readonly updateLog: UpdateLog;
  /** Whether the caller of an open socket still is signed in; `isActive`: they have written since the last time. */
  isSignedIn(caller: Caller, isActive: boolean): Promise<boolean>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Pick<Log, 'error' | 'warn' | 'info'>;
  /** Each time an update of the member has become durable. */
  readonly onWrote?: (documentId: DocumentId, memberId: MemberId) => void;
  readonly timer?: Timer;
}

export interface SyncMetrics {
  readonly connections: number;
  readonly rooms: number;
  readonly peersStale: number;
  /** Admitted and not yet durable. */
  readonly pendingBytes: number;
  /** By refusal code, since the start. */
  readonly upgradesRefused: Readonly<Record<string, number>>;
  readonly writesRefused: Readonly<Record<string, number>>;
}

export interface SyncDoor {
  /** Takes the socket over, whatever its path. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  onFact(fact: Fact): void;
  /** Lets nobody in any more, waits until everything admitted is durable (at most `drainMs`), and closes all with 1012. */
  drain(): Promise<void>;
  metrics(): SyncMetrics;
}

/** A frame a little too large still gets a close code of ours; far beyond, `ws` itself ends it with 1009. */
const payloadSlackBytes = 64 * 1024;
/** How long a refused or finished socket may take to say goodbye. */
const goodbyeMs = 5_000;

export function createSyncDoor(means: SyncDoorMeans): SyncDoor {
  return new Gateway(means);
}

class Gateway implements SyncDoor {
  readonly #means: SyncDoorMeans & { readonly timer: Timer };
  readonly #server: WebSocketServer;
  readonly #rooms: RoomRegistry;
  readonly #roster: Roster;
  /** Upgrades being decided, by remote address. */
  readonly #pending = new Map<string, number>();
  readonly #upgradesRefused: Record<string, number> = {};
  readonly #writesRefused: Record<string, number> = {};
  #isDraining = false;

  constructor(means: SyncDoorMeans) {
    const timer = means.timer ?? systemTimer;
    this.#means = { ...means, timer };
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: limits.frameBytesMax + payloadSlackBytes,
      handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
    });
    this.#rooms = new RoomRegistry({ ...means, timer, onWrote: (...wrote) => this.#tellWrote(...wrote) });
    this.#roster = new Roster({ ...means, timer, open: (...asked) => means.open(...asked) });
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const address = request.socket.remoteAddress ?? '';
    const pending = this.#pending.get(address) ?? 0;
    socket.on('error', () => socket.destroy()); // the peer went away; there is nobody to tell
    if (pending >= limits.pendingUpgradesPerAddressMax) {
      this.#count(this.#upgradesRefused, 'busy');
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\n\r\n');
      return;
    }
    this.#pending.set(address, pending + 1);
    void this.#decide(request, socket, head).finally(() => {
      const left = (this.#pending.get(address) ?? 1) - 1;
      if (left > 0) this.#pending.set(address, left);
      else this.#pending.delete(address);
    });
  }

  onFact(fact: Fact): void {
    this.#roster.onFact(fact);
  }

  async drain(): Promise<void> {
    this.#isDraining = true;
    let cancel = (): void => {};
    const deadline = new Promise<void>((resolve) => {
      cancel = this.#means.timer(limits.drainMs, resolve);
    });
    await Promise.race([this.#rooms.flushed(), deadline]);
    cancel();
    this.#roster.closeAll('shutting_down');
    this.#rooms.close();
  }

  metrics(): SyncMetrics {
    const { rooms } = this.#rooms;
    return {
      connections: this.#roster.size,
      rooms: rooms.length,
      peersStale: rooms.reduce((sum, room) => sum + room.staleCount, 0),
      pendingBytes: rooms.reduce((sum, room) => sum + room.pendingBytes, 0),
      upgradesRefused: { ...this.#upgradesRefused },
      writesRefused: { ...this.#writesRefused },
    };
  }

  async #decide(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const knock = readKnock(request);
    const accept = (use: (webSocket: WebSocket) => void): void => {
      if (!socket.destroyed) this.#server.handleUpgrade(request, socket, head, use);
    };
    const refuse = (code: RefusalCode): void => {
      this.#count(this.#upgradesRefused, code);
      accept((webSocket) => this.#sayGoodbye(webSocket, code));
    };
    try {
      if (this.#isDraining) return refuse('shutting_down');
      const means = { ...this.#means, clientsOf: this.#means.updateLog.clientsOf.bind(this.#means.updateLog) };
      const decision = await decideUpgrade(knock, means, () => this.#roster.epoch);
      if (this.#isDraining) return refuse('shutting_down');
      if (!decision.ok) return refuse(decision.refusal.code);
      if (this.#roster.isFull(decision.value.caller.account.id)) return refuse('busy');
      accept((webSocket) => this.#connect(webSocket, decision.value));
    } catch (fault) {
      this.#means.log.error({ err: fault }, 'an upgrade could not be decided');
      refuse('storage_failed');
    }
  }

  #connect(webSocket: WebSocket, grant: Grant): void {
    const room = this.#rooms.enter(grant.opened.document);
    if (room.peerCount >= limits.connectionsPerRoomMax) {
      this.#sayGoodbye(webSocket, 'busy');
      return;
    }
    const means = { ...this.#means, onRefused: (code: RefusalCode) => this.#count(this.#writesRefused, code) };
    const heartbeat = new Heartbeat(webSocket, this.#means);
    const outbox = new Outbox(
      (bytes, isLast, gone) => webSocket.send(bytes, { binary: true, fin: isLast }, gone),
      () => connection.drained(),
    );
    const wire: Wire = {
      send: (frame) => outbox.push(frame),
      close: (code, reason) => {
        outbox.clear();
        this.#roster.remove(connection);
        this.#close(webSocket, code, reason);
      },
      pause: () => webSocket.pause(),
      resume: () => webSocket.resume(),
      queuedBytes: () => outbox.bytes,
    };
    const connection = new Connection(grant, { wire, room }, means);
    this.#roster.add(connection);
    webSocket.on('message', (data, isBinary) => {
      heartbeat.heard();
      if (isBinary) connection.receive(toBytes(data));
      else connection.close('bad_request');
    });
    webSocket.on('pong', () => heartbeat.heard());
    webSocket.on('error', () => connection.close('bad_request')); // a broken frame or a broken pipe: nothing more can be read
    webSocket.on('close', () => {
      heartbeat.stop();
      this.#roster.remove(connection);
      connection.closed();
    });
    connection.start().catch((fault: unknown) => {
      this.#means.log.error({ err: fault, documentId: connection.documentId }, 'a connection could not start');
      connection.close('internal');
    });
  }

  /** What listens must not harm the room. */
  #tellWrote(documentId: DocumentId, memberId: MemberId): void {
    try {
      this.#means.onWrote?.(documentId, memberId);
    } catch (fault) {
      this.#means.log.error({ err: fault, documentId }, 'a listener of writes failed');
    }
  }

  #sayGoodbye(webSocket: WebSocket, code: RefusalCode): void {
    webSocket.on('error', () => webSocket.terminate());
    this.#close(webSocket, closeCode(code), code);
  }

  #close(webSocket: WebSocket, code: number, reason: string): void {
    webSocket.resume(); // else the other side's goodbye would not be read
    webSocket.close(code, reason);
    const cancel = this.#means.timer(goodbyeMs, () => webSocket.terminate());
    webSocket.once('close', cancel);
  }

  #count(counts: Record<string, number>, code: RefusalCode): void {
    counts[code] = (counts[code] ?? 0) + 1;
  }
}

/** Pings, and cuts off who has not been heard of for `connectionSilenceMs`; while much is on its way to a peer it may be silent. */
class Heartbeat {
  readonly #webSocket: WebSocket;
  readonly #means: { readonly clock: Clock; readonly timer: Timer };
  #heardMs: number;
  #cancel = (): void => {};

  constructor(webSocket: WebSocket, means: { readonly clock: Clock; readonly timer: Timer }) {
    this.#webSocket = webSocket;
    this.#means = means;
    this.#heardMs = means.clock.nowMs();
    this.#arm();
  }

  heard(): void {
    this.#heardMs = this.#means.clock.nowMs();
  }

  stop(): void {
    this.#cancel();
  }

  #arm(): void {
    this.#cancel = this.#means.timer(limits.connectionSilenceMs / 3, () => {
      if (this.#means.clock.nowMs() - this.#heardMs >= limits.connectionSilenceMs * 0.9) return this.#webSocket.terminate();
      if (!this.#webSocket.isPaused) this.#webSocket.ping();
      this.#arm();
    });
  }
}

const readKnock = ({ url, headers }: IncomingMessage): Knock => ({
  path: url ?? '',
  cookie: headers.cookie,
  origin: headers.origin,
  secFetchSite: headers['sec-fetch-site']?.toString(),
  protocols: headers['sec-websocket-protocol'],
});

/** `ws` hands over one Buffer unless asked for something else. */
function toBytes(data: RawData): Uint8Array {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const buffer = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
