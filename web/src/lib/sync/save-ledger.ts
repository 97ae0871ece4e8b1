// What of the local edits is durable on the hub, as a pure reducer: editor and socket events → this → "Guardado" or not (R4).
// Local updates are counted from 1. A write frame covers the local updates that had been made when it was handed to the socket:
// an update frame only if nothing before it is missing on the hub, a whole (sync step 2) without condition.
// "Guardado" is `isSaved`: every local update is covered by an acknowledged frame, and no frame is still on its way.
import { REFUSALS, type RefusalCode } from '@enlace/shared/refusals';

interface SentFrame {
  readonly covers: number;
  readonly isWhole: boolean;
  readonly isRefused: boolean;
}

export interface Ledger {
  /** Local updates made, those restored from this device included. */
  readonly local: number;
  /** The first so many of them are durable. */
  readonly covered: number;
  /** Write frames of this connection that the hub has not answered, in the order they were sent. */
  readonly inFlight: readonly SentFrame[];
  /** Write frames of this connection that it has. */
  readonly settled: number;
  /** Something local may be missing on the hub: only a whole can cover what comes after. */
  readonly hasGap: boolean;
  /** Why the hub took something not, until a whole has brought everything. */
  readonly refusal: RefusalCode | null;
}

export type LedgerEvent =
  /** Edits that an earlier visit left on this device without an acknowledgement. */
  | { readonly type: 'restored'; readonly count: number }
  | { readonly type: 'edited' }
  | { readonly type: 'connected' }
  | { readonly type: 'sent'; readonly isWhole: boolean }
  /** `count` as in FRAME_ACK and FRAME_REFUSED: write frames of this connection, from 1. */
  | { readonly type: 'acknowledged'; readonly count: number }
  | { readonly type: 'refused'; readonly count: number; readonly code: RefusalCode }
  | { readonly type: 'disconnected' };

export const emptyLedger: Ledger = { local: 0, covered: 0, inFlight: [], settled: 0, hasGap: true, refusal: null };

export const pendingOf = (ledger: Ledger): number => ledger.local - ledger.covered;
export const isSaved = (ledger: Ledger): boolean => ledger.local === ledger.covered && ledger.inFlight.length === 0;
/** The hub said no for good: sending again the same would not help. */
export const isRefusedForGood = (ledger: Ledger): boolean => ledger.refusal !== null && !REFUSALS[ledger.refusal].retry;

function settle(ledger: Ledger, count: number): Ledger {
  const answered = Math.min(Math.max(count - ledger.settled, 0), ledger.inFlight.length);
  let { covered, hasGap, refusal } = ledger;
  for (const frame of ledger.inFlight.slice(0, answered)) {
    if (frame.isRefused) hasGap = true;
    else if (frame.isWhole) {
      covered = Math.max(covered, frame.covers);
      hasGap = false;
      refusal = null;
    } else if (!hasGap) covered = Math.max(covered, frame.covers);
  }
  return { ...ledger, covered, hasGap, refusal, settled: ledger.settled + answered, inFlight: ledger.inFlight.slice(answered) };
}

function markRefused(ledger: Ledger, count: number, code: RefusalCode): Ledger {
  const index = count - ledger.settled - 1;
  if (ledger.inFlight[index] === undefined) return ledger;
  return { ...ledger, refusal: code, inFlight: ledger.inFlight.map((frame, i) => (i === index ? { ...frame, isRefused: true } : frame)) };
}

export function applyLedgerEvent(ledger: Ledger, event: LedgerEvent): Ledger {
  switch (event.type) {
    case 'restored':
      return { ...ledger, local: ledger.local + event.count };
    case 'edited':
      return { ...ledger, local: ledger.local + 1 };
    case 'sent':
      return { ...ledger, inFlight: [...ledger.inFlight, { covers: ledger.local, isWhole: event.isWhole, isRefused: false }] };
    case 'acknowledged':
      return settle(ledger, event.count);
    case 'refused':
      return markRefused(ledger, event.count, event.code);
    case 'connected':
    case 'disconnected':
      return { ...ledger, inFlight: [], settled: 0, hasGap: true };
  }
}
