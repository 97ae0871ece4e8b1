// Words in two languages: at least one, never empty; the reader's first, else the other, and which one it was.
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { bilingualSchema, inLanguage, languageShown } from './text.ts';

const parse = (value: unknown) => v.safeParse(bilingualSchema(5), value);

it('[A30] a bilingual text has at least one language, trimmed, and neither empty nor too long', () => {
  expect(parse({ es: ' hola ' }).output).toEqual({ es: 'hola' });
  for (const bad of [{}, { es: '' }, { en: '   ' }, { es: 'demasiado' }, { es: 1 }, null, 'hola']) expect(parse(bad).success).toBe(false);
});

it('[A30] a text answers in the reader’s language, else in the other, and says which', () => {
  for (const [text, language, words, shown] of [
    [{ es: 'sí', en: 'yes' }, 'en', 'yes', 'en'],
    [{ es: 'sí', en: 'yes' }, 'es', 'sí', 'es'],
    [{ es: 'sí' }, 'en', 'sí', 'es'],
    [{ en: 'yes' }, 'es', 'yes', 'en'],
  ] as const) {
    expect(inLanguage(text, language)).toBe(words);
    expect(languageShown(text, language)).toBe(shown);
  }
});
