// The shape of minutes, and that what it writes into a page is safe whatever a document holds.
import { expect, test } from 'vitest';
import { createMinutesSchema, minutesElements, minutesMarkNames, minutesNodeNames, minutesSchemaVersion, parseLink } from './schema.ts';

const schema = createMinutesSchema();

test('[R12] the schema is the version that documents are stored under', () => {
  expect(minutesSchemaVersion).toBe(1);
});

test('[R3] the gate gets the name of every element and format', () => {
  expect([...minutesNodeNames].sort()).toEqual(
    ['blockquote', 'bullet_list', 'decision', 'hard_break', 'heading', 'list_item', 'ordered_list', 'paragraph', 'statement'].sort(),
  );
  expect(minutesElements.heading).toEqual(['level', 'lang']);
  expect([...minutesMarkNames].sort()).toEqual(['em', 'link', 'strong']);
});

test('[F7] no node has an attribute without a default: an older document never loses a node for it', () => {
  for (const [name, type] of Object.entries(schema.nodes)) if (name !== 'text') expect(type.hasRequiredAttrs(), name).toBe(false);
});

test('[F7] what concurrent edits can leave in a list item is taken', () => {
  const text = schema.node('paragraph', null, [schema.text('queda')]);
  const list = schema.node('bullet_list', null, [schema.node('list_item', null, [text])]);
  expect(() => schema.node('list_item', null, [list])).not.toThrow();
  expect(() => schema.node('statement', null, [list])).not.toThrow();
});

test('[S10] links lead to http, https and mailto only', () => {
  for (const good of ['https://oim.int/a?b=1', 'http://10.0.0.1/', 'mailto:inm@example.org', ' https://a.mx ']) {
    expect(parseLink(good)).toBe(good.trim());
  }
  for (const bad of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '/x',
    'https://a b',
    '',
    7,
    null,
  ]) {
    expect(parseLink(bad), String(bad)).toBeNull();
  }
});

test('[S10] a forged link, level, language or speaker in a document is shown without effect', () => {
  const link = schema.mark('link', { href: 'javascript:alert(1)' });
  expect(schema.marks.link.spec.toDOM?.(link, true)).toEqual(['span', 0]);
  expect(schema.nodes.heading.spec.toDOM?.(schema.node('heading', { level: 'script', lang: 'x" onload="' }))).toEqual(['h2', {}, 0]);
  expect(schema.nodes.statement.spec.toDOM?.(schema.node('statement', { speaker: { a: 1 } }, [schema.node('paragraph')]))).toEqual([
    'section',
    { 'data-statement': '' },
    0,
  ]);
});

test('[S10] a known language becomes the lang attribute of its block', () => {
  expect(schema.nodes.paragraph.spec.toDOM?.(schema.node('paragraph', { lang: 'en' }))).toEqual(['p', { lang: 'en' }, 0]);
});
