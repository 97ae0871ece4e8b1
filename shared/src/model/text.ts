// Words in the two working languages. A text is written in one first; the other may be missing, never empty.
import * as v from 'valibot';

export const languageSchema = v.picklist(['es', 'en']);
export type Language = v.InferOutput<typeof languageSchema>;

/** Control characters: no keyboard writes them, no screen shows them, and what prints or stores text trips over them. */
const CONTROL = /\p{Cc}/u;
const CONTROL_IN_LINES = /[^\P{Cc}\n\t]/u;

const plain = (charsMax: number, refused: RegExp) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'field_missing'),
    v.maxLength(charsMax, 'field_too_long'),
    v.check((text) => !refused.test(text), 'field_invalid'),
  );

/** A line of text, trimmed, 1 to `charsMax` characters. */
export const lineSchema = (charsMax: number) => plain(charsMax, CONTROL);

/** The same with line breaks and tabs. */
export const linesSchema = (charsMax: number) => plain(charsMax, CONTROL_IN_LINES);

/** `{es?, en?}` with at least one of both. */
export const bilingualSchema = (charsMax: number) =>
  v.pipe(
    v.object({ es: v.optional(lineSchema(charsMax)), en: v.optional(lineSchema(charsMax)) }),
    v.check((text) => text.es !== undefined || text.en !== undefined, 'field_missing'),
  );

export interface Bilingual {
  readonly es?: string | undefined;
  readonly en?: string | undefined;
}

/** The text in the reader's language, else in the other one. */
export const inLanguage = (text: Bilingual, language: Language): string => text[language] ?? text.es ?? text.en ?? '';

/** The language `inLanguage` really answered in: the `lang` attribute of what is shown. */
export const languageShown = (text: Bilingual, language: Language): Language =>
  text[language] !== undefined ? language : language === 'es' ? 'en' : 'es';
