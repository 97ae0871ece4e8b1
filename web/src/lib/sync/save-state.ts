// What is known of the saving of one document: said by the link to the hub, summed up by state/save-state, shown by the shell (R4).

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** `count`: changes that are only on this device. */
  | { readonly kind: 'offline'; readonly count: number }
  /** Connected, but the network blocks WebSocket. */
  | { readonly kind: 'limited' }
  /** Will not be saved by waiting; `copyText` gives the person their words. */
  | { readonly kind: 'failed'; readonly copyText: () => string };
