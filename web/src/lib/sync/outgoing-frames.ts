// What is about to be sent: y-websocket provider → this gate → socket. The one place where frames leave, so that every write frame
// is counted exactly as the hub counts it (R4), and nothing leaves that the hub would refuse anyway (R2, R7).
import { ByteReader, Malformed } from '@enlace/shared/sync/byte-reader';
import { isWriteFrame } from '@enlace/shared/sync/codec';
import { FRAME_AWARENESS, FRAME_QUERY_AWARENESS, SYNC_STEP2 } from '@enlace/shared/sync/message';

export type OutgoingFrame =
  | { readonly type: 'write'; readonly isWhole: boolean; readonly bytes: number }
  /** `clientId` is null where it speaks for more than one client, as y-websocket does when it repeats what it has heard. */
  | { readonly type: 'awareness'; readonly clientId: number | null }
  | { readonly type: 'other' };

function readAwarenessClient(frame: Uint8Array): number | null {
  try {
    const reader = new ByteReader(frame.subarray(1));
    const states = new ByteReader(reader.readVarBytes());
    return states.readVarUint() === 1 ? states.readVarUint() : null;
  } catch (fault) {
    if (fault instanceof Malformed) return null;
    throw fault;
  }
}

export function readOutgoing(frame: Uint8Array): OutgoingFrame {
  if (isWriteFrame(frame)) return { type: 'write', isWhole: frame[1] === SYNC_STEP2, bytes: frame.length };
  if (frame[0] === FRAME_AWARENESS) return { type: 'awareness', clientId: readAwarenessClient(frame) };
  return { type: 'other' };
}

/** Asks for the presence of all: the cheapest frame that the hub answers, to see whether the connection still lives. */
export const probeFrame = (): Uint8Array<ArrayBuffer> => Uint8Array.of(FRAME_QUERY_AWARENESS);

/** A WebSocket that hands on only what `mayPass` lets through. */
export function createGatedSocket(mayPass: (frame: OutgoingFrame) => boolean): typeof WebSocket {
  return class GatedSocket extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (data instanceof Uint8Array && !mayPass(readOutgoing(data))) return;
      super.send(data);
    }
  };
}
