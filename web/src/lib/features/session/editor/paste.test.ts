// Pastes from office programs and from strangers.
import { expect, test } from 'vitest';
import { cleanPastedHtml } from './paste.ts';

test('[S10] handlers and styles go, words and addresses stay', () => {
  expect(cleanPastedHtml('<p style="color:red" onclick="alert(1)" lang="es">Uno <a href="https://a.mx" onfocus=x>dos</a></p>')).toBe(
    '<p lang="es">Uno <a href="https://a.mx">dos</a></p>',
  );
  expect(cleanPastedHtml("<img src=x onerror='alert(1)'>")).toBe('<img src=x>');
});

test('[S10] text that looks like an attribute is text', () => {
  expect(cleanPastedHtml('<p>la regla style="x" y onclick=1</p>')).toBe('<p>la regla style="x" y onclick=1</p>');
});

test('[S10] bold and italic of office programs are kept, the false <b> of Google Docs is not', () => {
  expect(cleanPastedHtml('<span style="font-weight:700">a</span>')).toBe('<span data-strong>a</span>');
  expect(cleanPastedHtml('<span style="font-style: italic; font-weight: bold">a</span>')).toBe('<span data-strong data-em>a</span>');
  expect(cleanPastedHtml('<b style="font-weight:normal;" id="docs">a</b>')).toBe('<span id="docs">a</b>');
});
