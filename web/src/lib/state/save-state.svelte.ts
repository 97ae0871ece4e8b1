// Who is saving what: each open document (or form with unsent words) registers; the shell shows the worst, and nobody leaves or
// signs out unwarned while something is only on this device.
import { SvelteSet } from 'svelte/reactivity';
import type { SaveState } from '#lib/sync/save-state.ts';
import { worstSaveState } from './worst-save-state.ts';

export type { SaveState } from '#lib/sync/save-state.ts';

export interface SaveSource {
  readonly saveState: SaveState;
}

class SaveStates {
  readonly #sources = new SvelteSet<SaveSource>();
  readonly worst: SaveState = $derived(worstSaveState([...this.#sources].map((source) => source.saveState)));
  /** Something that was typed is not on the hub yet. */
  readonly hasUnsent: boolean = $derived(
    this.worst.kind === 'saving' || this.worst.kind === 'failed' || (this.worst.kind === 'offline' && this.worst.count > 0),
  );

  /** `source.saveState` is read as a rune. Returns the way to take it out again. */
  register(source: SaveSource): () => void {
    this.#sources.add(source);
    return () => void this.#sources.delete(source);
  }

  /** The person has chosen to leave what is unsent behind. */
  abandon(): void {
    this.#sources.clear();
  }
}

export const saveStates = new SaveStates();
