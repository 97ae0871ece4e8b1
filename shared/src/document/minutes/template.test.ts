// What a server-made first update holds, and that it is the same each time (R10).
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId, type InstitutionId } from '../../ids.ts';
import { sessionKindSchema } from '../../model/session.ts';
import type { Block } from './blocks.ts';
import { minutesElements } from './schema.ts';
import { createMinutes, createMinutesBody, TEMPLATE_SECTIONS } from './template.ts';

function load(update: Uint8Array): Y.XmlFragment {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc.getXmlFragment('body');
}

const nodes = (body: Y.XmlFragment): Y.XmlElement[] => body.toArray().filter((node) => node instanceof Y.XmlElement);
/** What the schema does not take: unknown names and attributes. */
const problemsOf = (parent: Y.XmlFragment | Y.XmlElement): string[] =>
  parent.toArray().flatMap((node) => {
    if (!(node instanceof Y.XmlElement)) return [];
    const allowed = minutesElements[node.nodeName];
    if (allowed === undefined) return [node.nodeName];
    return [...Object.keys(node.getAttributes()).filter((key) => !allowed.includes(key)), ...problemsOf(node)];
  });
const words = (node: Y.XmlElement): string =>
  node
    .toArray()
    .map((child) => (child instanceof Y.XmlText ? child.toString() : child instanceof Y.XmlElement ? words(child) : ''))
    .join('');

test('[R10] the minutes of a plenary open with four sections in the first language, each with room to write', () => {
  const body = load(createMinutes({ kind: 'plenary', languages: ['es', 'en'], clientId: 7 }));
  expect(nodes(body).map((node) => node.nodeName)).toEqual(Array.from({ length: 4 }, () => ['heading', 'paragraph']).flat());
  expect(
    nodes(body)
      .filter((node) => node.nodeName === 'heading')
      .map(words),
  ).toEqual(['Propósito', 'Puntos tratados', 'Acuerdos', 'Pendientes']);
  expect(nodes(body).at(0)?.getAttributes()).toEqual({ level: 2, lang: 'es' });
  expect(nodes(body).at(1)?.toString()).toBe('<paragraph></paragraph>');
});

test('[R10] the same input gives the same bytes, another client id gives others', () => {
  const input = { kind: 'field_visit', languages: ['en'], clientId: 0xffff_fffe } as const;
  expect(createMinutes(input)).toEqual(createMinutes(input));
  expect(createMinutes(input)).not.toEqual(createMinutes({ ...input, clientId: 3 }));
  expect(words(nodes(load(createMinutes(input)))[0] ?? new Y.XmlElement())).toBe('Aim of the visit');
});

test('[R10] applied twice, the template stands there once', () => {
  const doc = new Y.Doc();
  const update = createMinutes({ kind: 'closing', languages: ['es'], clientId: 1 });
  Y.applyUpdate(doc, update);
  Y.applyUpdate(doc, update);
  expect(doc.getXmlFragment('body').length).toBe(6);
});

test('[R10] every kind of session has its template, and every section a name in both languages', () => {
  expect(Object.keys(TEMPLATE_SECTIONS).sort()).toEqual([...sessionKindSchema.options].sort());
  for (const section of Object.values(TEMPLATE_SECTIONS).flat()) {
    expect(section.es.length).toBeGreaterThan(3);
    expect(section.en.length).toBeGreaterThan(3);
  }
});

test('[R10] names, attributes and nesting are those of the schema', () => {
  const speaker = createId<InstitutionId>(0, new Uint8Array(10));
  const blocks: Block[] = [
    { kind: 'statement', speaker, text: 'a', lang: 'es' },
    { kind: 'blockquote', text: 'b' },
    { kind: 'bullets', items: ['c'], lang: 'en' },
  ];
  const updates = [
    createMinutesBody(blocks, 1),
    ...sessionKindSchema.options.map((kind) => createMinutes({ kind, languages: [], clientId: 1 })),
  ];
  for (const update of updates) expect(problemsOf(load(update))).toEqual([]);
  expect(nodes(load(createMinutesBody(blocks, 1)))[0]?.getAttributes()).toEqual({ speaker, lang: 'es' });
});

test('[R10] a list of blocks becomes nodes in that order, with the language where it is said', () => {
  const blocks: Block[] = [
    { kind: 'heading', text: 'Contenido', level: 3 },
    { kind: 'paragraph', text: 'The guides were shared ahead.', lang: 'en' },
    { kind: 'bullets', items: ['uno', 'dos'] },
    { kind: 'numbered', items: ['tres'] },
    { kind: 'statement', text: 'La COMAR informó.' },
    { kind: 'decision', text: 'Se aprueba.' },
  ];
  const made = nodes(load(createMinutesBody(blocks, 1)));
  expect(made.map((node) => node.nodeName)).toEqual(['heading', 'paragraph', 'bullet_list', 'ordered_list', 'statement', 'decision']);
  expect(made[0]?.getAttributes()).toEqual({ level: 3 });
  expect(made[1]?.getAttributes()).toEqual({ lang: 'en' });
  expect(made.map(words)).toEqual(['Contenido', 'The guides were shared ahead.', 'unodos', 'tres', 'La COMAR informó.', 'Se aprueba.']);
});
