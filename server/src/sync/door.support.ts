// For the tests of the sync door with real sockets: a door on a port with the store in memory, stock y-websocket clients, and sockets
// on which a test writes frames by hand.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DocumentId, MemberId } from '@enlace/shared/ids';
import type { Document } from '@enlace/shared/model/document';
import type { RefusalCode } from '@enlace/shared/refusals';
import { ok, type Result, refuse } from '@enlace/shared/result';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { OpenDocument } from '../domain/documents.ts';
import { systemClock, systemRandom } from '../runtime/clock.ts';
import { openMemoryStore } from '../store/memory/memory-store.ts';
import type { UpdateLog } from '../store/port/update-log.ts';
import { createSyncDoor, type SyncDoor, type SyncDoorMeans } from './gateway.ts';
import type { RedeemedTicket } from './handshake.ts';
import { newTestId, openedFor, silent, type TestPerson } from './sync.support.ts';

/** Rights that a test can change while connections are open. */
export interface TestDoor {
  readonly door: SyncDoor;
  readonly url: string;
  readonly updateLog: UpdateLog;
  readonly wrote: [DocumentId, MemberId][];
  admit(person: TestPerson, document: Document, right: { readonly mayWrite: boolean } | RefusalCode): void;
  signOut(person: TestPerson): void;
  /** From now on nobody can say who may do what. */
  fail(): void;
  issue(person: TestPerson, document: Document, lease: { readonly clientId: number; readonly isOutdated?: boolean }): string;
  close(): Promise<void>;
}

export async function openTestDoor(means: Partial<SyncDoorMeans> = {}): Promise<TestDoor> {
  const people = new Map<string, TestPerson>();
  const rights = new Map<string, () => Result<OpenDocument>>();
  const tickets = new Map<string, RedeemedTicket>();
  const wrote: [DocumentId, MemberId][] = [];
  let isAway = false;
  const updateLog = means.updateLog ?? openMemoryStore().log;
  const door = createSyncDoor({
    updateLog,
    clock: systemClock,
    random: systemRandom,
    log: silent,
    onWrote: (...who) => wrote.push(who),
    isOwnOrigin: ({ origin }) => origin === undefined || origin === 'https://enlace.example.org',
    identify: async (cookie) => people.get(cookie ?? '')?.caller ?? null,
    isSignedIn: async (caller) => [...people.values()].some((person) => person.caller.signInId === caller.signInId),
    open: async (caller, documentId) => {
      if (isAway) throw new Error('by the test');
      return rights.get(`${caller.account.id} ${documentId}`)?.() ?? refuse('not_found');
    },
    redeem: (ticket) => {
      const found = tickets.get(ticket) ?? null;
      tickets.delete(ticket);
      return found;
    },
    ...means,
  });
  const server: Server = createServer();
  server.on('upgrade', (request, socket, head) => door.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP port, as it listens on one
  return {
    door,
    url: `ws://127.0.0.1:${port}/sync`,
    updateLog,
    wrote,
    admit(person, document, right) {
      people.set(person.cookie, person);
      const answer = typeof right === 'string' ? () => refuse(right) : () => ok(openedFor(person, document, right));
      rights.set(`${person.caller.account.id} ${document.id}`, answer);
    },
    fail() {
      isAway = true;
    },
    signOut: (person) => void people.delete(person.cookie),
    issue(person, document, { clientId, isOutdated = false }) {
      const ticket = newTestId<string>();
      const { account, signInId } = person.caller;
      tickets.set(ticket, { accountId: account.id, signInId, documentId: document.id, clientId, isOutdated });
      return ticket;
    },
    async close() {
      await door.drain();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Node's own WebSocket, with the headers that a browser would send by itself. */
export function webSocketWith(headers: Readonly<Record<string, string>>): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: ConstructorParameters<typeof WebSocket>[1]) {
      super(url, { protocols: protocols as string[], headers }); // names, as y-websocket passes them
    }
  };
}

export interface StockClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  synced(): Promise<void>;
  /** Resolves when `isSo`, asked again at each update of the document. */
  until(isSo: (doc: Y.Doc) => boolean): Promise<void>;
  /** Close code of a final refusal. */
  closed(): Promise<number>;
  close(): void;
}

export function openStockClient(door: TestDoor, person: TestPerson, document: Document, protocols: string[] = []): StockClient {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(door.url, document.id, doc, {
    disableBc: true,
    protocols,
    WebSocketPolyfill: webSocketWith({ cookie: person.cookie }),
  });
  return {
    doc,
    provider,
    synced: () => (provider.synced ? Promise.resolve() : new Promise((resolve) => provider.once('sync', () => resolve()))),
    until: (isSo) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!isSo(doc)) return;
          doc.off('update', look);
          resolve();
        };
        doc.on('update', look);
        look();
      }),
    closed: () => new Promise((resolve) => provider.once('closed', ({ code }) => resolve(code))),
    close() {
      provider.destroy();
      doc.destroy();
    },
  };
}

export interface RawClient {
  readonly socket: WebSocket;
  readonly frames: Uint8Array[];
  send(frame: Uint8Array): void;
  /** The first frame, received before or after, that matches. */
  frame(matches: (frame: Uint8Array) => boolean): Promise<Uint8Array>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

export async function openRawClient(
  door: TestDoor,
  path: string,
  { headers = {}, protocols = [] }: { readonly headers?: Record<string, string>; readonly protocols?: string[] },
): Promise<RawClient> {
  const socket = new (webSocketWith(headers))(`${door.url}/${path}`, protocols);
  socket.binaryType = 'arraybuffer';
  const frames: Uint8Array[] = [];
  const looking = new Set<() => void>();
  socket.addEventListener('message', ({ data }) => {
    frames.push(new Uint8Array(data as ArrayBuffer)); // as binaryType says
    for (const look of looking) look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason }));
  });
  await new Promise<void>((resolve) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => resolve());
  });
  return {
    socket,
    frames,
    closed,
    send: (frame) => socket.send(frame as Uint8Array<ArrayBuffer>),
    frame: (matches) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = frames.find(matches);
          if (found === undefined) return;
          looking.delete(look);
          resolve(found);
        };
        looking.add(look);
        look();
      }),
  };
}
