// The frames of /sync/<document id>: the y-websocket protocol (y-protocols PROTOCOL.md) and, for a client that offers the
// subprotocol of sync/version.ts, four frames of ours. The first varuint of a frame is its type.

/** Sync: a second varuint says which step. */
export const FRAME_SYNC = 0;
export const SYNC_STEP1 = 0;
export const SYNC_STEP2 = 1;
export const SYNC_UPDATE = 2;
/** Awareness states (y-protocols/awareness). From a client only its own cursor counts; the server writes everything else (R7). */
export const FRAME_AWARENESS = 1;
/** Sent by y-websocket servers to say "permission denied"; never accepted from a client. */
export const FRAME_AUTH = 2;
export const FRAME_QUERY_AWARENESS = 3;

/** `[100, n]`: the first n write frames (step 2 and update) of this connection are durable, or were refused by a 101 (R4). */
export const FRAME_ACK = 100;
/** `[101, n, code]`: write frame n was refused; `code` is a key of refusals.ts. Nothing of it was applied. */
export const FRAME_REFUSED = 101;
/** `[102, mayWrite 0|1, code]`: the right of this connection is, or has just become, this; `code` is '' or the reason. */
export const FRAME_RIGHT = 102;
/** `[103, code]`: the state of the store: '' it saves, else `storage_full` or `storage_failed` while it does not. */
export const FRAME_STORE = 103;

export type WriteStep = typeof SYNC_STEP2 | typeof SYNC_UPDATE;

export type ClientFrame =
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  | { readonly type: 'write'; readonly step: WriteStep; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly payload: Uint8Array }
  | { readonly type: 'query-awareness' };

export type ServerFrame =
  | { readonly type: 'ack'; readonly count: number }
  | { readonly type: 'refused'; readonly count: number; readonly code: string }
  | { readonly type: 'right'; readonly mayWrite: boolean; readonly code: string }
  | { readonly type: 'store'; readonly code: string };

/** What the server stamps into a peer's awareness state; `cursor` is the only field a client decides (R7). */
export interface StampedPresence {
  readonly user: {
    readonly memberId: string;
    readonly title: { readonly es?: string | undefined; readonly en?: string | undefined };
    readonly acronym: { readonly es?: string | undefined; readonly en?: string | undefined };
    readonly hue: string;
    readonly mayWrite: boolean;
  };
  readonly cursor: unknown;
}
