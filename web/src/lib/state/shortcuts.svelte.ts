// The keys of the screen that is shown: whoever offers one registers it, the shell listens and lists them under `?`.
// Single keys work outside text only and can be switched off (WCAG 2.1.4). `key` is KeyboardEvent.key: what is printed on the
// keyboard in use, wherever it lies; no Ctrl+Alt, which is AltGr, and no brackets, which need it (UX §2.4).
import { SvelteSet } from 'svelte/reactivity';

export interface Shortcut {
  /** Pressed before `key`, one after the other; `g` for going somewhere. */
  readonly after?: 'g';
  readonly key: string;
  /** What it does, in the language of the moment. */
  readonly label: () => string;
  readonly run: () => void;
}

class Shortcuts {
  readonly #offered = new SvelteSet<Shortcut>();
  readonly offered: readonly Shortcut[] = $derived([...this.#offered]);

  /** Returns the way to take it back. */
  register(shortcut: Shortcut): () => void {
    this.#offered.add(shortcut);
    return () => void this.#offered.delete(shortcut);
  }

  find(key: string, after: 'g' | undefined): Shortcut | undefined {
    return this.offered.findLast((shortcut) => shortcut.key === key && shortcut.after === after);
  }
}

export const shortcuts = new Shortcuts();
