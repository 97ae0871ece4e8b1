// Why the hub does not start, in words for the person who started it: never a stack. main.ts prints it and exits.

/** `EX_CONFIG` of sysexits.h: what was asked for cannot be done; trying again changes nothing. */
export const EXIT_CONFIG = 78;

export class StartRefusal extends Error {
  override readonly name = 'StartRefusal';
  readonly es: string;
  readonly en: string;
  constructor(words: { readonly es: string; readonly en: string }, cause?: unknown) {
    super(words.en, { cause });
    this.es = words.es;
    this.en = words.en;
  }
}
