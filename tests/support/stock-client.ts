// A stock y-websocket client in Node: the published provider, nothing of ours but the cookie in the header.
// `openWriter` adds the subprotocol of Enlace, so that acknowledgements arrive and can be counted.
import { FRAME_ACK, FRAME_REFUSED, FRAME_RIGHT, FRAME_STORE, FRAME_SYNC, SYNC_STEP2, SYNC_UPDATE } from '@enlace/shared/sync/message';
import { SUBPROTOCOL } from '@enlace/shared/sync/version';
import * as decoding from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import type { Person } from './person.ts';

/** Node's own WebSocket takes headers where a browser's takes none. */
function webSocketWith(headers: Readonly<Record<string, string>>): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, { protocols: protocols ?? [], headers } as unknown as string[]); // Node's signature, which the DOM types do not know
    }
  };
}

export interface StockClient {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** Resolves at the next (or present) synced state. */
  synced(): Promise<void>;
  close(): void;
}

export function openStockClient(person: Person, documentId: string, protocols: readonly string[] = [], connect = true): StockClient {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${person.url.replace('http', 'ws')}/sync`, documentId, doc, {
    disableBc: true,
    connect,
    protocols: [...protocols],
    WebSocketPolyfill: webSocketWith({ cookie: person.cookie }),
  });
  return {
    doc,
    provider,
    synced: () =>
      provider.synced
        ? Promise.resolve()
        : new Promise((resolve) => {
            provider.once('sync', () => resolve());
          }),
    close() {
      provider.destroy();
      doc.destroy();
    },
  };
}

export interface Writer extends StockClient {
  /** Tokens typed by `type` that an acknowledgement has covered: the promise that the hub has made. */
  readonly acknowledged: ReadonlySet<string>;
  /** Tokens typed and not yet covered. */
  readonly outstanding: () => number;
  readonly refusedCodes: readonly string[];
  /** Appends a token to this writer's own paragraph of `body`. */
  type(token: string): void;
  onAck(listener: () => void): void;
  /** The state of the store as the hub says it: '' it saves, else why not. */
  onStore(listener: (code: string) => void): void;
}

/** A client that asks for acknowledgements and keeps account of them by the rule of the protocol: frame n is one step 2 or update. */
export function openWriter(person: Person, documentId: string): Writer {
  let sent = 0;
  const waiting = new Map<string, number | null>();
  const acknowledged = new Set<string>();
  const refusedCodes: string[] = [];
  const listeners: (() => void)[] = [];
  const client = openStockClient(person, documentId, [SUBPROTOCOL], false);
  const { provider, doc } = client;
  provider.messageHandlers[FRAME_ACK] = (_encoder, decoder) => {
    const count = decoding.readVarUint(decoder);
    for (const [token, frame] of waiting) {
      if (frame === null || frame > count) continue;
      waiting.delete(token);
      acknowledged.add(token);
    }
    for (const listener of listeners) listener();
  };
  provider.messageHandlers[FRAME_REFUSED] = (_encoder, decoder) => {
    const refused = decoding.readVarUint(decoder);
    refusedCodes.push(decoding.readVarString(decoder));
    for (const [token, frame] of waiting) if (frame === refused) waiting.delete(token);
  };
  const storeListeners: ((code: string) => void)[] = [];
  provider.messageHandlers[FRAME_STORE] = (_encoder, decoder) => {
    const code = decoding.readVarString(decoder);
    for (const listener of storeListeners) listener(code);
  };
  provider.messageHandlers[FRAME_RIGHT] = () => undefined;
  const WithCookie = provider._WS;
  provider._WS = class extends WithCookie {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      sent = 0;
      for (const token of waiting.keys()) waiting.set(token, null);
    }
    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (data instanceof Uint8Array && data[0] === FRAME_SYNC && (data[1] === SYNC_STEP2 || data[1] === SYNC_UPDATE)) {
        sent += 1;
        // a step 2 carries everything that the server does not have; an update is the last thing typed
        for (const [token, frame] of waiting) if (frame === null) waiting.set(token, sent);
      }
      super.send(data);
    }
  };

  let text: Y.XmlText | null = null;
  function type(token: string): void {
    waiting.set(token, null);
    doc.transact(() => {
      if (text === null) {
        text = new Y.XmlText();
        const paragraph = new Y.XmlElement('paragraph');
        paragraph.insert(0, [text]);
        const body = doc.getXmlFragment('body');
        body.insert(body.length, [paragraph]);
      }
      text.insert(text.length, `${token} `);
    });
  }
  provider.connect();
  return {
    ...client,
    acknowledged,
    outstanding: () => waiting.size,
    refusedCodes,
    type,
    onAck: (listener) => void listeners.push(listener),
    onStore: (listener) => void storeListeners.push(listener),
  };
}
