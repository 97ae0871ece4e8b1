// The attacks that the gate exists for (RELIABILITY E3, E4, F10), each by name, against a room's document.
import { SHAPES } from '@enlace/shared/document/shape';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createHubDoc } from '../replica.ts';
import { paragraph } from '../sync.support.ts';
import { checkUpdate } from './check-update.ts';
import {
  bodyElement,
  bytes,
  createState,
  edit,
  HUB,
  inBody,
  info,
  judge,
  MINE,
  NO_DELETIONS,
  structs,
  VICTIM,
  why,
} from './forge.support.ts';
import { parseUpdate } from './parse-update.ts';

describe('[F3] what only looks like an update', () => {
  test('33 million structs declared in seven bytes', () => {
    expect(why(judge(bytes(1, 33_000_000, MINE)))).toBe('count larger than what follows');
  });
  test('a declared number of clients, deletions or values that is not there', () => {
    for (const forged of [bytes(1_000_000), bytes(0, 1_000_000), bytes(0, 1, MINE, 1_000_000), structs(MINE, 0, inBody(bytes(9_999), 8))])
      expect(judge(forged).kind).toBe('inadmissible');
  });
  test('a delete set that is cut off, or followed by something', () => {
    const good = edit((doc) => doc.getXmlFragment('body').delete(0, 1));
    expect(judge(good).kind).toBe('admissible');
    expect(why(judge(good.subarray(0, -1)))).toBe('count larger than what follows');
    expect(why(judge(bytes(good, info(0))))).toBe('more bytes than the message has');
  });
  test('empty bytes, a text that is not UTF-8, a number in a longer form', () => {
    for (const forged of [
      new Uint8Array(),
      structs(MINE, 0, bytes(info(4), 1, 'body', 2, info(0xff), info(0xfe))),
      new Uint8Array([0x80, 0, 0]),
    ])
      expect(judge(forged).kind).toBe('inadmissible');
  });
  test('one client twice, a client without structs, a struct without length', () => {
    const one = bytes(1, MINE, 0, bodyElement('paragraph'));
    expect(why(judge(bytes(2, one, one, NO_DELETIONS)))).toBe('client twice');
    expect(why(judge(bytes(1, 0, MINE, 0, info(0), NO_DELETIONS)))).toBe('number of structs');
    expect(why(judge(structs(MINE, 0, inBody(bytes(''), 4))))).toBe('struct without length');
    expect(why(judge(bytes(0, 2, VICTIM, 1, 0, 1, VICTIM, 1, 1, 1)))).toBe('client twice');
  });
  test('a Skip struct', () => {
    expect(why(judge(structs(MINE, 0, bytes(info(10), 5), bodyElement('paragraph'))))).toBe('gap inside an update');
  });
});

describe('[F4] what would stay pending', () => {
  test('structs that depend on what is not there are a gap, and are not kept', () => {
    expect(judge(structs(MINE, 0, bytes(info(0x84), 12_345, 0, 'x')))).toEqual({ kind: 'gap' });
    expect(judge(structs(MINE, 5, bodyElement('paragraph')))).toEqual({ kind: 'gap' });
  });
  test('deletions of what is not there are a gap: 200,000 unknown clients as well', () => {
    expect(judge(bytes(0, 1, 12_345, 1, 0, 1))).toEqual({ kind: 'gap' });
    const many = Array.from({ length: 200_000 }, (_, i) => [...bytes(100_000 + i, 1, 0, 1)]).flat();
    expect(judge(bytes(0, 200_000, new Uint8Array(many)))).toEqual({ kind: 'gap' });
  });
  test('structs that wait for each other', () => {
    const one = bytes(1, MINE, 0, info(0x84), MINE + 1, 0, 'x');
    const other = bytes(1, MINE + 1, 0, info(0x84), MINE, 0, 'y');
    expect(why(judge(bytes(2, other, one, NO_DELETIONS), 'minutes', [MINE, MINE + 1]))).toBe('structs that wait for each other');
    expect(why(judge(structs(MINE, 0, bytes(info(0x84), MINE, 0, 'x'))))).toBe('names what comes after it');
    expect(why(judge(structs(MINE, 0, bytes(info(0x84), MINE, 3, 'x'))))).toBe('names what comes after it');
  });
});

describe('[F10] in another one’s name', () => {
  test('a GC struct that runs ahead under the victim’s id does not swallow what the victim will write', () => {
    const ahead = bytes(1, 1, VICTIM, 3, info(0), 2 ** 40, NO_DELETIONS);
    expect(why(judge(ahead))).toBe('clock runs ahead');
    for (const clock of [20, 21, 22]) expect(judge(structs(VICTIM, clock, bytes(info(0), 1_000))).kind).toBe('inadmissible');
  });
  test('a new struct under the victim’s, or the hub’s, id', () => {
    for (const id of [VICTIM, HUB])
      expect(why(judge(edit((doc) => doc.getXmlFragment('body').push([paragraph('falso')]), id)))).toBe('client id of somebody else');
  });
  test('an id nobody has used is not admitted before it is bound', () => {
    const update = edit((doc) => doc.getXmlFragment('body').push([paragraph('nuevo')]), 4_000_000_000);
    expect(judge(update)).toEqual({ kind: 'unbound', clients: [4_000_000_000] });
    expect(judge(update, 'minutes', [4_000_000_000]).kind).toBe('admissible');
  });
  test('one’s own clock may not run ahead by more than a million either', () => {
    expect(judge(structs(MINE, 0, bytes(info(0), 1_000_000))).kind).toBe('admissible');
    expect(why(judge(structs(MINE, 0, bytes(info(0), 1_000_001))))).toBe('clock runs ahead');
    expect(why(judge(structs(2 ** 32, 0, bytes(info(0), 1))))).toBe('client id');
  });
  test('what others have written long ago may come along, and does not count', () => {
    const state = createState();
    const update = edit((doc) => doc.getXmlFragment('body').push([paragraph('mío')]), MINE, state);
    const whole = Y.mergeUpdates([state, update]);
    const verdict = judge(whole);
    expect(verdict.kind).toBe('admissible');
    if (verdict.kind === 'admissible') expect([...parseUpdate(verdict.update).structs.keys()]).toEqual([MINE]);
  });
  test('a known struct with a forged neighbour touches nothing', () => {
    const doc = createHubDoc(SHAPES.minutes, [createState()]);
    const forged = structs(VICTIM, 0, bytes(info(0x84), VICTIM, 4, 'x'));
    const verdict = checkUpdate(forged, { doc, shape: SHAPES.minutes, own: new Set([MINE]) });
    expect(verdict.kind).toBe('admissible');
    if (verdict.kind === 'admissible') expect(parseUpdate(verdict.update).structs.size).toBe(0);
  });
});

describe('[R3] deletions', () => {
  test('from 0 to 2^52 of one client', () => {
    expect(judge(bytes(0, 1, VICTIM, 1, 0, 2 ** 52)).kind).toBe('gap');
    expect(judge(bytes(0, 1, VICTIM, 1, 2 ** 53 - 1, 2 ** 53 - 1)).kind).toBe('inadmissible');
  });
  test('of what another wrote, by one who may write, are admitted', () => {
    expect(judge(edit((doc) => doc.getXmlFragment('body').delete(0, 2))).kind).toBe('admissible');
  });
});

describe('[R3] what a document may not hold', () => {
  test.each([
    ['a root of another name', bytes(info(7), 1, 'otra', 3, 'paragraph')],
    ['a root named __proto__', bytes(info(7), 1, '__proto__', 3, 'paragraph')],
    ['a root named like what every object has', bytes(info(7), 1, 'constructor', 3, 'paragraph')],
    ['an element of another name', bodyElement('script')],
    ['a hook', inBody(bytes(5, 'paragraph'), 7)],
    ['a nested fragment', inBody(bytes(4), 7)],
    ['a map in a text document', inBody(bytes(1), 7)],
    ['a type that Yjs does not have', inBody(bytes(9), 7)],
    ['a sub-document', inBody(bytes('guid', info(118), 0), 9)],
    ['bytes', inBody(bytes(3, new Uint8Array([1, 2, 3])), 3)],
    ['an embed', inBody(bytes('{"a":1}'), 5)],
    ['old JSON content', inBody(bytes(1, '"a"'), 2)],
    ['plain text outside a text', inBody(bytes('suelto'), 4)],
    ['content of a kind that Yjs does not have', inBody(bytes(1), 11)],
    ['a value under a key of the root', bytes(info(0x28), 1, 'body', 'clave', 1, info(126))],
    ['garbage with a place', bytes(info(0x80), MINE, 0, 1)],
    ['a parent that is neither root nor id', bytes(info(7), 2, 'body', 3, 'paragraph')],
  ])('%s', (_, struct) => {
    expect(judge(structs(MINE, 0, struct)).kind).toBe('inadmissible');
  });

  test('the key __proto__, as attribute, in a value and in a format', () => {
    const value = bytes(1, info(118), 1, '__proto__', info(118), 0);
    for (const struct of [
      bytes(info(0x28), 0, MINE, 0, '__proto__', 1, info(126)),
      bytes(info(0x28), 0, MINE, 0, 'lang', value),
      bytes(info(6), 0, MINE, 1, '__proto__', 'true'),
      bytes(info(6), 0, MINE, 1, 'strong', '{"a":{"__proto__":1}}'),
    ])
      expect(why(judge(structs(MINE, 0, bodyElement('paragraph'), bytes(info(7), 0, MINE, 0, 6), struct)))).toBe('key __proto__');
  });

  test('values too deep, in either encoding', () => {
    const deep = Array.from({ length: 100 }, () => [117, 1]).flat();
    const element = bodyElement('paragraph');
    const attribute = bytes(info(0x28), 0, MINE, 0, 'lang', 1, new Uint8Array([...deep, 126]));
    expect(why(judge(structs(MINE, 0, element, attribute)))).toBe('value too deep');
    const format = bytes(info(6), 0, MINE, 1, 'strong', `${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    expect(why(judge(structs(MINE, 0, element, bytes(info(7), 0, MINE, 0, 6), format)))).toBe('value too deep');
  });

  test('elements 5,000 deep, in one update and one by one', () => {
    const nested = Array.from({ length: 5_000 }, (_, i) =>
      i === 0 ? bodyElement('blockquote') : bytes(info(7), 0, MINE, i - 1, 3, 'blockquote'),
    );
    expect(why(judge(structs(MINE, 0, ...nested)))).toBe('too deep');
    const doc = createHubDoc(SHAPES.minutes, []);
    for (let depth = 0; depth <= 64; depth += 1) {
      const one = structs(MINE, depth, depth === 0 ? bodyElement('blockquote') : bytes(info(7), 0, MINE, depth - 1, 3, 'blockquote'));
      const verdict = checkUpdate(one, { doc, shape: SHAPES.minutes, own: new Set([MINE]) });
      expect(verdict.kind, `depth ${depth}`).toBe(depth < 64 ? 'admissible' : 'inadmissible');
      if (verdict.kind === 'admissible') Y.applyUpdate(doc, verdict.update);
    }
  });

  test('a child of what holds nothing', () => {
    const text = [bodyElement('paragraph'), bytes(info(7), 0, MINE, 0, 6), bytes(info(4), 0, MINE, 1, 'x')];
    expect(why(judge(structs(MINE, 0, ...text, bytes(info(4), 0, MINE, 2, 'y'))))).toBe('inside what holds nothing');
  });

  test('neighbours in two places; in the wrong order they are not plain', () => {
    const elements = [bodyElement('paragraph'), bytes(info(0x87), MINE, 0, 3, 'heading'), bytes(info(7), 0, MINE, 0, 6)];
    expect(judge(structs(MINE, 0, ...elements)).kind).toBe('admissible');
    expect(why(judge(structs(MINE, 0, ...elements, bytes(info(0xc7), MINE, 0, MINE, 2, 3, 'paragraph'))))).toBe('between two places');
    const doc = createHubDoc(SHAPES.minutes, [structs(MINE, 0, ...elements)]);
    const swapped = structs(MINE, 3, bytes(info(0xc7), MINE, 1, MINE, 0, 3, 'paragraph'));
    const verdict = checkUpdate(swapped, { doc, shape: SHAPES.minutes, own: new Set([MINE]) });
    expect(verdict).toMatchObject({ kind: 'admissible', isPlain: false });
  });
});

test('[F11] two documents under one client id: the second one is told, and not quietly dropped', () => {
  const [first, second] = ['el primero', 'otro texto'].map((words) => edit((doc) => doc.getXmlFragment('body').push([paragraph(words)])));
  const doc = createHubDoc(SHAPES.minutes, [createState(), first ?? new Uint8Array()]);
  const gate = { doc, shape: SHAPES.minutes, own: new Set([MINE]) };
  expect(why(checkUpdate(second ?? new Uint8Array(), gate))).toBe('client id in use twice');
  expect(checkUpdate(first ?? new Uint8Array(), gate).kind).toBe('admissible');
});
