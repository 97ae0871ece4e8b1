// A socket of the sync door on which a test writes frames by hand: what a hostile client would do.
import * as encoding from 'lib0/encoding';
import type { Person } from './person.ts';

export interface RawSocket {
  send(frame: Uint8Array): void;
  /** Frames received so far, first to last. */
  readonly received: readonly Uint8Array[];
  /** Resolves with the first frame (also one received before) that `matches`. */
  frame(matches: (frame: Uint8Array) => boolean): Promise<Uint8Array>;
  /** Resolves with the close code. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): void;
}

/** A frame from varuints, byte arrays (with their length before them) and raw tails. */
export function frameOf(...parts: readonly (number | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

export async function openRawSocket(
  target: { readonly url: string; readonly documentId: string; readonly headers: Readonly<Record<string, string>> },
  protocols: readonly string[] = [],
): Promise<RawSocket> {
  const options = { protocols: [...protocols], headers: target.headers };
  const socket = new WebSocket(`${target.url.replace('http', 'ws')}/sync/${target.documentId}`, options as unknown as string[]); // Node's signature
  socket.binaryType = 'arraybuffer';
  const received: Uint8Array[] = [];
  const waiting = new Set<() => void>();
  socket.addEventListener('message', (event) => {
    received.push(new Uint8Array(event.data as ArrayBuffer)); // binaryType says so
    for (const look of waiting) look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener('close', (event) => resolve({ code: event.code, reason: event.reason }));
  });
  await new Promise<void>((resolve) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => resolve());
  });
  return {
    send: (frame) => socket.send(new Uint8Array(frame)),
    received,
    closed,
    close: () => socket.close(),
    frame: (matches) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = received.find(matches);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export const openRawSocketAs = (person: Person, documentId: string, protocols: readonly string[] = []): Promise<RawSocket> =>
  openRawSocket({ url: person.url, documentId, headers: { cookie: person.cookie } }, protocols);
