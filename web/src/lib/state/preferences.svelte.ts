// What a person chose about the screen, kept on this device: language, theme, text size, cursors, announcements, shortcuts.
// localStorage → this → html attributes (root layout), messages (the locale is read through a rune, so texts change without a reload).
// The inline script of app.html reads the same key before the first paint.
import * as v from 'valibot';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';

const KEY = 'enlace.preferences';

const keptSchema = v.object({
  language: v.fallback(v.optional(v.picklist(['es', 'en'])), undefined),
  theme: v.fallback(v.picklist(['auto', 'light', 'dark']), 'auto'),
  textSize: v.fallback(v.picklist(['normal', 'large', 'larger']), 'normal'),
  /** Whose cursors are drawn in a text: everyone's, my delegation's, nobody's. */
  cursors: v.fallback(v.picklist(['all', 'delegation', 'none']), 'all'),
  /** What a screen reader is told of the others: nothing, changes in my paragraph, changes in my document. */
  announcements: v.fallback(v.picklist(['none', 'paragraph', 'document']), 'paragraph'),
  /** Single-character shortcuts (WCAG 2.1.4). */
  shortcuts: v.fallback(v.boolean(), true),
});
type Kept = v.InferOutput<typeof keptSchema>;

export type Language = 'es' | 'en';
export type Theme = Kept['theme'];
export type TextSize = Kept['textSize'];
export type Cursors = Kept['cursors'];
export type Announcements = Kept['announcements'];

export const localeOf = (language: Language): 'es-MX' | 'en' => (language === 'es' ? 'es-MX' : 'en');

function parseKept(text: string | null): Kept {
  let json: unknown = {};
  try {
    json = JSON.parse(text ?? '{}');
  } catch {
    json = {}; // written by something else: the defaults stand
  }
  return v.parse(keptSchema, typeof json === 'object' && json !== null ? json : {});
}

class Preferences {
  language: Language = $state('es');
  theme: Theme = $state('auto');
  textSize: TextSize = $state('normal');
  cursors: Cursors = $state('all');
  announcements: Announcements = $state('paragraph');
  shortcuts: boolean = $state(true);
  /** Whether the language was chosen on this device; else the account's, once known, is taken. */
  isLanguageChosen: boolean = $state(false);

  /** Reads this device and makes every message follow `language`. Called once, by the root layout, before anything is shown. */
  open(storage: Pick<Storage, 'getItem'>, browserLanguage: string): void {
    const kept = parseKept(storage.getItem(KEY));
    this.language = kept.language ?? (browserLanguage.startsWith('en') ? 'en' : 'es');
    this.isLanguageChosen = kept.language !== undefined;
    this.theme = kept.theme;
    this.textSize = kept.textSize;
    this.cursors = kept.cursors;
    this.announcements = kept.announcements;
    this.shortcuts = kept.shortcuts;
    overwriteGetLocale(() => localeOf(this.language));
  }

  chooseLanguage(language: Language): void {
    this.language = language;
    this.isLanguageChosen = true;
  }

  /** The next person on this device starts with their own account's language. */
  forgetPerson(): void {
    this.isLanguageChosen = false;
  }

  save(storage: Pick<Storage, 'setItem'>): void {
    const { theme, textSize, cursors, announcements, shortcuts } = this;
    const kept: Kept = {
      ...(this.isLanguageChosen ? { language: this.language } : { language: undefined }),
      theme,
      textSize,
      cursors,
      announcements,
      shortcuts,
    };
    storage.setItem(KEY, JSON.stringify(kept));
  }
}

export const preferences = new Preferences();
