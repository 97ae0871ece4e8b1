// Which of the five sentences is true of one document (UX §2.3), out of what is known of its edits and its connection. Pure.
import type { SaveState } from './save-state.ts';

export interface SavingFacts {
  /** Local changes that the hub has not acknowledged. */
  readonly pendingCount: number;
  /** All of them are, and no frame is on its way. */
  readonly isSaved: boolean;
  readonly isConnected: boolean;
  /** Not connected for longer than a blink. */
  readonly isAway: boolean;
  /** The link has ended for good. */
  readonly isClosed: boolean;
  /** Waiting alone will not save what is pending: the right is gone, the hub refused it, or its store fails. */
  readonly isStuck: boolean;
}

export function describeSaving(facts: SavingFacts, copyText: () => string): SaveState {
  const { pendingCount, isSaved, isConnected, isAway, isClosed, isStuck } = facts;
  if (pendingCount > 0 && (isStuck || isClosed)) return { kind: 'failed', copyText };
  if (isClosed) return { kind: 'saved' };
  if (!isConnected && (isAway || pendingCount > 0)) return { kind: 'offline', count: pendingCount };
  return isSaved ? { kind: 'saved' } : { kind: 'saving' };
}
