// The one save state that the shell shows, out of those of every open document: the worst wins, so that "Guardado" is never said
// while anything is not (R4).

import type { SaveState } from '#lib/sync/save-state.ts';

const RANK: Readonly<Record<SaveState['kind'], number>> = { saved: 0, limited: 1, saving: 2, offline: 3, failed: 4 };

/** Counts of offline states add up; texts of failed ones are joined. No states at all: saved. */
export function worstSaveState(states: Iterable<SaveState>): SaveState {
  let worst: SaveState = { kind: 'saved' };
  for (const state of states) {
    if (state.kind === 'offline' && worst.kind === 'offline') worst = { kind: 'offline', count: worst.count + state.count };
    else if (state.kind === 'failed' && worst.kind === 'failed') worst = joinFailed(worst, state);
    else if (RANK[state.kind] > RANK[worst.kind]) worst = state;
  }
  return worst;
}

type Failed = Extract<SaveState, { kind: 'failed' }>;

const joinFailed = (a: Failed, b: Failed): Failed => ({ kind: 'failed', copyText: () => `${a.copyText()}\n\n${b.copyText()}` });
