// How a route's weight is added up.
import { expect, test } from 'vitest';
import { partsOf } from './route-parts.ts';

const part = (file: string, more: { imports?: string[]; dynamicImports?: string[]; css?: string[] } = {}) => ({
  file,
  imports: [],
  dynamicImports: [],
  css: [],
  ...more,
});
const manifest = {
  app: part('app.js', { imports: ['kit'], dynamicImports: ['page', 'other'] }),
  kit: part('kit.js'),
  page: part('page.js', { imports: ['ui'], dynamicImports: ['editor'], css: ['page.css'] }),
  ui: part('ui.js', { css: ['ui.css'] }),
  editor: part('editor.js', { imports: ['kit', 'prose'], dynamicImports: ['table'] }),
  prose: part('prose.js'),
  table: part('table.js'),
  other: part('other.js'),
};

test('[B1] a route weighs what it imports, with its styles, and not what other routes import', () => {
  const { first } = partsOf(manifest, { entries: ['app'], own: ['page'] });
  expect([...first].sort()).toEqual(['app.js', 'kit.js', 'page.css', 'page.js', 'ui.css', 'ui.js']);
});

test('[B1] what it loads later counts as lazy, once', () => {
  const { lazy } = partsOf(manifest, { entries: ['app'], own: ['page'] });
  expect([...lazy].sort()).toEqual(['editor.js', 'prose.js', 'table.js']);
});
