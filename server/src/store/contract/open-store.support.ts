// How a test gets a store to work on, whichever adapter it is.
import type { Store } from '../port/store.ts';

/** A fresh, empty store. `reopen` closes it and opens it again on what it kept, as a restart does. */
export type OpenStore = () => Promise<{ readonly store: Store; reopen(): Promise<Store> }>;
