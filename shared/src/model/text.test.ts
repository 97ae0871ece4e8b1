// Words in two languages: at least one, never empty; the reader's first, else the other, and which one it was.
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { bilingualSchema, inLanguage, languageShown, lineSchema, linesSchema } from './text.ts';

const parse = (value: unknown) => v.safeParse(bilingualSchema(5), value);

it('[A30] a bilingual text has at least one language, trimmed, and neither empty nor too long', () => {
  expect(parse({ es: ' hola ' }).output).toEqual({ es: 'hola' });
  for (const bad of [{}, { es: '' }, { en: '   ' }, { es: 'demasiado' }, { es: 1 }, null, 'hola']) expect(parse(bad).success).toBe(false);
});

it('[A50] a line has no control character; several lines have breaks and tabs and no other', () => {
  const isLine = (text: string) => v.is(lineSchema(100), text);
  const areLines = (text: string) => v.is(linesSchema(100), text);
  for (let code = 0; code <= 0x2_00; code += 1) {
    const text = `Mesa${String.fromCodePoint(code)}técnica`;
    const isControl = code < 0x20 || (code >= 0x7f && code <= 0x9f);
    expect(isLine(text), `U+${code.toString(16)}`).toBe(!isControl);
    expect(areLines(text), `U+${code.toString(16)}`).toBe(!isControl || code === 9 || code === 10);
  }
  expect(isLine('Reunión 🇲🇽 «técnica» \u200d')).toBe(true);
  expect(v.safeParse(lineSchema(9), 'a\0b').issues?.map(({ message }) => message)).toEqual(['field_invalid']);
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
