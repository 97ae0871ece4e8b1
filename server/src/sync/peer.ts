// What a room sees of a connection (never the connection itself): who it is, what it may, and a way to send and to close.
import type { AccountId, MemberId } from '@enlace/shared/ids';
import type { RefusalCode } from '@enlace/shared/refusals';
import type { StampedPresence } from '@enlace/shared/sync/message';

export interface Peer {
  readonly accountId: AccountId;
  readonly memberId: MemberId;
  /** Speaks enlace.1, so frames from 100 on may be sent. */
  readonly isOurs: boolean;
  /** Yjs client id leased at the join; null for a stock client. */
  readonly clientId: number | null;
  /** What the server says of this peer to the others (R7); changes with its right. */
  readonly user: StampedPresence['user'];
  readonly mayWrite: boolean;
  /** False: under the Chatham House rule it is not told who the others are (A45). */
  readonly seesAuthors: boolean;
  /** False where the peer's queue is full: the frame was dropped, and the room owes the peer a resync (R6). */
  send(frame: Uint8Array): boolean;
  /** Bytes that have not left the house yet. */
  queuedBytes(): number;
  /** Ends the connection with the close code of the refusal. */
  close(code: RefusalCode): void;
}
