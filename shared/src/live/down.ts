// Socket.IO events from the hub to a screen, on `/live`.
import type { DocumentId, ExchangeId, MemberId } from '../ids.ts';
import type { Change } from '../model/change.ts';
import type { Result } from '../result.ts';
import type { At, Unwatch, Watch } from './up.ts';

/** One person in the exchange, however many screens they have open. Card data comes from the people of the exchange. */
export interface Present {
  readonly memberId: MemberId;
  /** Documents this person has open and the receiver may know of. */
  readonly documentIds: readonly DocumentId[];
  readonly isIdle: boolean;
}

export interface DownEvents {
  /** In order of `seq`, without gaps for what this reader may know of. */
  changes: (event: { readonly exchangeId: ExchangeId; readonly changes: readonly Change[]; readonly seq: number }) => void;
  /** Too much was missed: fetch everything again. */
  resync: (event: { readonly exchangeId: ExchangeId; readonly seq: number }) => void;
  presence: (event: { readonly exchangeId: ExchangeId; readonly present: readonly Present[] }) => void;
  /** The reader's own rights changed, in this exchange or (null) in which exchanges there are. */
  access: (event: { readonly exchangeId: ExchangeId | null }) => void;
  /** This sign-in has ended; the socket is about to close. */
  'signed-out': () => void;
}

export interface UpEvents {
  watch: (event: Watch, answer: (result: Result<{ readonly seq: number }>) => void) => void;
  unwatch: (event: Unwatch, answer: (result: Result<null>) => void) => void;
  at: (event: At, answer: (result: Result<null>) => void) => void;
}

/** Sent as the Socket.IO `connect_error` message where the handshake is refused; a key of refusals.ts. */
export type ConnectRefusal = 'signed_out' | 'origin_refused' | 'rate_limited';
