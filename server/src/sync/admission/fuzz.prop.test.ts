// Mutants of honest updates against the gate (RELIABILITY E4): none may throw, none may change the document without being admitted, and
// what is admitted applies whole, leaves nothing pending, and loads again as the same document. ENLACE_MUTANTS says how many.
import { SHAPES } from '@enlace/shared/document/shape';
import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { requireSame } from '../compactor.ts';
import { createHubDoc, hasPending } from '../replica.ts';
import { createDice, paragraph } from '../sync.support.ts';
import { checkUpdate } from './check-update.ts';
import { straightenUpdate } from './straighten.ts';

type Dice = ReturnType<typeof createDice>;

const OWN = [7, 8, 300];
const shape = SHAPES.minutes;

/** A document with all kinds of content, some of it deleted, and honest updates that go on from there under own ids. */
function createCorpus(dice: Dice): { readonly state: Uint8Array; readonly updates: readonly Uint8Array[] } {
  const doc = new Y.Doc();
  const body = doc.getXmlFragment('body');
  const updates: Uint8Array[] = [];
  let isOwn = false;
  doc.on('update', (update: Uint8Array) => isOwn && updates.push(update));
  const write = (client: number): void => {
    doc.clientID = client;
    const element = paragraph(['uno', 'dós', '🤝 tres'][dice.roll(3)] ?? '');
    body.insert(dice.roll(body.length + 1), [element]);
    const text = element.get(0);
    if (text instanceof Y.XmlText) text.format(0, 2, { strong: {} });
    if (text instanceof Y.XmlText && dice.roll(2) === 0) text.insert(1, 'entre');
    element.setAttribute('lang', 'es');
    if (dice.roll(3) === 0) body.delete(dice.roll(body.length), 1);
  };
  for (const client of [1, 9, 7, 9, 1, 400]) write(client);
  const state = Y.encodeStateAsUpdate(doc);
  isOwn = true;
  for (let i = 0; i < 6; i += 1) write(OWN[dice.roll(OWN.length)] ?? 7);
  const whole = Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(state));
  return { state, updates: [...updates, whole, Y.mergeUpdates(updates), Y.encodeStateAsUpdate(doc)] };
}

const NUMBERS = [0, 1, 2, 3, 6, 7, 8, 9, 127, 128, 300, 2 ** 31, 2 ** 32, 2 ** 40, Number.MAX_SAFE_INTEGER];

function varUint(value: number): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, value);
  return encoding.toUint8Array(encoder);
}

function mutate(bytes: Uint8Array, dice: Dice, corpus: readonly Uint8Array[]): Uint8Array {
  const at = dice.roll(bytes.length + 1);
  const head = bytes.slice(0, at);
  const tail = bytes.slice(at);
  const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(parts.flatMap((part) => [...part]));
  switch (dice.roll(8)) {
    case 0:
      return head;
    case 1:
      return join(head, tail.slice(1 + dice.roll(4)));
    case 2:
      return join(head, varUint(NUMBERS[dice.roll(NUMBERS.length)] ?? 0), tail.slice(dice.roll(3)));
    case 3:
      return join(head, tail.slice(0, dice.roll(20)), tail);
    case 4: {
      const other = corpus[dice.roll(corpus.length)] ?? bytes;
      return join(head, other.slice(dice.roll(other.length)));
    }
    default: {
      const copy = bytes.slice();
      const place = Math.min(at, bytes.length - 1);
      copy[place] = dice.roll(3) === 0 ? dice.roll(256) : (copy[place] ?? 0) + (dice.roll(2) === 0 ? 1 : 255);
      return copy;
    }
  }
}

/** Structs that are well formed and name neighbours, parents and content at random: what no bit flip would find. */
function forge(doc: Y.Doc, dice: Dice): Uint8Array {
  const encoder = encoding.createEncoder();
  const write = (value: number | string | readonly number[]): void => {
    if (typeof value === 'number') encoding.writeVarUint(encoder, value);
    else if (typeof value === 'string') encoding.writeVarString(encoder, value);
    else encoding.writeUint8Array(encoder, new Uint8Array(value));
  };
  const clients = [...doc.store.clients.keys()];
  const client = OWN[dice.roll(OWN.length)] ?? 7;
  const clock = Y.getState(doc.store, client);
  const count = 1 + dice.roll(6);
  const siblings: Y.ID[] = [];
  for (let at = doc.getXmlFragment('body')._start; at !== null; at = at.right) siblings.push(at.id);
  const anyId = (index: number): void => {
    const sibling = dice.roll(2) === 0 ? siblings[dice.roll(siblings.length)] : undefined;
    if (sibling !== undefined) {
      write(sibling.client);
      write(sibling.clock);
      return;
    }
    const other = dice.roll(3) === 0 ? client : (clients[dice.roll(clients.length)] ?? client);
    write(other);
    write(dice.roll((other === client ? clock + index : Y.getState(doc.store, other)) + (dice.roll(30) === 0 ? 2 : 0)));
  };
  for (const head of [1, count, client, clock]) write(head);
  for (let index = 0; index < count; index += 1) {
    const reference = [1, 4, 6, 7, 7, 7, 8][dice.roll(7)] ?? 7;
    const info = reference + (dice.roll(2) === 0 ? 128 : 0) + (dice.roll(2) === 0 ? 64 : 0) + (dice.roll(6) === 0 ? 32 : 0);
    write([info]);
    if ((info & 128) !== 0) anyId(index);
    if ((info & 64) !== 0) anyId(index);
    if ((info & 192) === 0) {
      const isRoot = dice.roll(2);
      write(isRoot);
      if (isRoot === 1) write('body');
      else anyId(index);
      if ((info & 32) !== 0) write('lang');
    }
    if (reference === 1) write(1);
    if (reference === 4) write('x');
    if (reference === 6) for (const part of ['strong', 'true']) write(part);
    if (reference === 7) for (const part of dice.roll(2) === 0 ? [6] : [3, 'paragraph']) write(part);
    if (reference === 8) for (const part of [1, [126]]) write(part);
  }
  const isDeleting = dice.roll(3) === 0;
  write(isDeleting ? 1 : 0);
  if (isDeleting) {
    const other = clients[dice.roll(clients.length)] ?? client;
    for (const part of [other, 1, dice.roll(Y.getState(doc.store, other)), 1 + dice.roll(3)]) write(part);
  }
  return encoding.toUint8Array(encoder);
}

test('[R3] no mutant throws, applies in part, stays pending, or loads as something else', () => {
  const dice = createDice();
  const mutants = Number(process.env.ENLACE_MUTANTS ?? 20_000);
  const counts: Record<string, number> = {};
  let { state, updates } = createCorpus(dice);
  let doc = createHubDoc(shape, [state]);
  let slowestMs = 0;
  for (let i = 0; i < mutants; i += 1) {
    if (i % 100 === 0) {
      ({ state, updates } = createCorpus(dice));
      doc = createHubDoc(shape, [state]);
    }
    let mutant = dice.roll(2) === 0 ? forge(doc, dice) : (updates[dice.roll(updates.length)] ?? state);
    for (let times = dice.roll(4); times > 0; times -= 1) mutant = mutate(mutant, dice, updates);
    const before = Y.encodeStateAsUpdate(doc);
    const beganMs = performance.now();
    const verdict = checkUpdate(mutant, { doc, shape, own: new Set(OWN) });
    const kind = verdict.kind === 'admissible' && !verdict.isPlain ? 'not plain' : verdict.kind;
    counts[kind] = (counts[kind] ?? 0) + 1;
    const straight = verdict.kind !== 'admissible' ? null : verdict.isPlain ? verdict.update : straightenUpdate(doc, verdict.update);
    if (straight !== null) {
      Y.applyUpdate(doc, straight);
      expect(hasPending(doc), `mutant ${i}`).toBe(false);
      requireSame(doc, Y.encodeStateAsUpdate(doc), shape);
    } else {
      expect(Buffer.compare(Y.encodeStateAsUpdate(doc), before), `mutant ${i}`).toBe(0);
      if (verdict.kind === 'inadmissible') expect(verdict.why, `mutant ${i}`).not.toContain('gate:');
    }
    slowestMs = Math.max(slowestMs, performance.now() - beganMs);
  }
  process.stdout.write(`${JSON.stringify(counts)}, slowest ${slowestMs.toFixed(1)} ms\n`);
  expect(counts.admissible ?? 0).toBeGreaterThan(mutants / 200);
  expect(counts.inadmissible ?? 0).toBeGreaterThan(mutants / 10);
}, 300_000);
