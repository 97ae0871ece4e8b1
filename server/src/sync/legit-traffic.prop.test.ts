// What honest clients do, by dice: several people write, format, delete, undo, lose their network, come back with another client id,
// and get what others wrote late and in lumps. Nothing of it may ever be refused, and all must end with the same document (R3, F4).
import { SHAPES } from '@enlace/shared/document/shape';
import type { DocumentKind } from '@enlace/shared/model/document';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readContent, requireSame } from './compactor.ts';
import { createHubDoc, hasPending, Replica } from './replica.ts';
import { createDice, paragraph } from './sync.support.ts';

type Dice = ReturnType<typeof createDice>;

const WORDS = ['acuerdo ', 'plazo', ' é', 'ñ', '🤝', 'a', ' ', 'reunión bilateral ', '.\n'];
const pick = <T>(dice: Dice, from: readonly T[]): T => from[dice.roll(from.length)] as T; // not empty
const MARKS = [{ strong: {} }, { em: {} }, { link: { href: 'https://example.org' } }, { strong: null }] as const;

class Client {
  doc = new Y.Doc();
  readonly own = new Set<number>();
  readonly outbox: Uint8Array[] = [];
  readonly inbox: Uint8Array[] = [];
  isOnline = true;
  #undo: Y.UndoManager;
  readonly #kind: DocumentKind;

  constructor(kind: DocumentKind, state: Uint8Array) {
    this.#kind = kind;
    this.#undo = this.#adopt(state);
  }

  /** Another visit: what this device holds, under a new client id. */
  restart(): void {
    const state = Y.encodeStateAsUpdate(this.doc);
    this.doc.destroy();
    this.doc = new Y.Doc();
    this.#undo = this.#adopt(state);
  }

  #adopt(state: Uint8Array): Y.UndoManager {
    this.own.add(this.doc.clientID);
    Y.applyUpdate(this.doc, state, 'hub');
    const root = this.#kind === 'minutes' ? this.doc.getXmlFragment('body') : this.doc.getMap('items');
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'hub' && this.isOnline) this.outbox.push(update);
    });
    return new Y.UndoManager(root, { captureTimeout: 0 });
  }

  act(dice: Dice): void {
    const roll = dice.roll(100);
    if (roll < 6) this.#undo.undo();
    else if (roll < 9) this.#undo.redo();
    else this.doc.transact(() => (this.#kind === 'minutes' ? writeMinutes(this.doc, dice) : writeAgenda(this.doc, dice)));
  }
}

function textsIn(node: Y.XmlFragment): Y.XmlText[] {
  return node.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : []));
}

function writeMinutes(doc: Y.Doc, dice: Dice): void {
  const body = doc.getXmlFragment('body');
  const texts = textsIn(body);
  const roll = dice.roll(10);
  if (roll < 2 || texts.length === 0) {
    body.insert(dice.roll(body.length + 1), [paragraph(pick(dice, WORDS))]);
    return;
  }
  if (roll === 2 && body.length > 1) {
    body.delete(dice.roll(body.length), 1);
    return;
  }
  if (roll === 3) {
    const list = new Y.XmlElement('bullet_list');
    const item = new Y.XmlElement('list_item');
    item.insert(0, [paragraph('x'), new Y.XmlElement('heading')]);
    list.insert(0, [item]);
    list.setAttribute('lang', 'es');
    body.insert(dice.roll(body.length + 1), [list]);
    return;
  }
  if (roll === 4) {
    const element = body.get(dice.roll(body.length));
    if (element instanceof Y.XmlElement) element.setAttribute('lang', pick(dice, ['es', 'en']));
    return;
  }
  const text = pick(dice, texts);
  const [from, to] = [cut(text, dice), cut(text, dice)].sort((a, b) => a - b) as [number, number]; // two numbers
  if (roll < 8) text.insert(from, pick(dice, WORDS));
  else if (roll === 8) text.delete(from, to - from);
  else text.format(from, to - from, pick(dice, MARKS));
}

/** A place between two characters: no editor cuts a surrogate pair in two. */
function cut(text: Y.Text, dice: Dice): number {
  const words = text
    .toDelta()
    .map((part: { insert: string }) => part.insert)
    .join('');
  const at = dice.roll(words.length + 1);
  const code = words.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}

function writeAgenda(doc: Y.Doc, dice: Dice): void {
  const items = doc.getMap<Y.Map<unknown>>('items');
  const keys = [...items.keys()];
  const roll = dice.roll(10);
  if (roll < 2 || keys.length === 0) {
    const title = new Y.Text(pick(dice, WORDS));
    items.set(
      `item-${dice.roll(8)}`,
      new Y.Map<unknown>([
        ['place', '2027-03-11/a0'],
        ['titleEs', title],
        ['minutes', 30],
        ['languages', ['es']],
      ]),
    );
    return;
  }
  const key = pick(dice, keys);
  if (roll === 2) {
    items.delete(key);
    return;
  }
  const item = items.get(key);
  const title = item?.get('titleEs');
  if (roll < 6) item?.set(pick(dice, ['minutes', 'pinned', 'room']), pick(dice, [15, null, 'Sala A', 1.5, true]));
  else if (title instanceof Y.Text) {
    if (roll < 9 || title.length === 0) title.insert(cut(title, dice), pick(dice, WORDS));
    else title.delete(0, cut(title, dice));
  }
}

interface Run {
  readonly replica: Replica;
  readonly clients: readonly Client[];
  readonly refused: string[];
  send(client: Client, update: Uint8Array): void;
  resync(client: Client): void;
}

function createRun(kind: DocumentKind, size: number): Run {
  const first = new Y.Doc();
  if (kind === 'minutes') first.getXmlFragment('body').insert(0, [paragraph('Propósito')]);
  else first.getMap('items').set('item-0', new Y.Map([['place', '2027-03-11/a0']]));
  const state = Y.encodeStateAsUpdate(first);
  const replica = new Replica(SHAPES[kind], [state]);
  const clients = Array.from({ length: size }, () => new Client(kind, state));
  const refused: string[] = [];
  const send = (client: Client, update: Uint8Array): void => {
    const admission = replica.admit(update, { own: client.own, mayStraighten: () => true });
    if (admission.kind === 'news') {
      replica.settle();
      for (const other of clients) if (other !== client) other.inbox.push(admission.update);
    } else if (admission.kind !== 'known') refused.push(JSON.stringify(admission));
  };
  return {
    replica,
    clients,
    refused,
    send,
    /** As at every (re)connection: both sides send what the other does not have. */
    resync(client) {
      client.outbox.length = 0;
      client.inbox.length = 0;
      client.isOnline = true;
      Y.applyUpdate(client.doc, replica.since(Y.encodeStateVector(client.doc)), 'hub');
      send(client, Y.encodeStateAsUpdate(client.doc, replica.admittedStateVector()));
    },
  };
}

function play(kind: DocumentKind, dice: Dice, steps: number): Run {
  const run = createRun(kind, 3 + dice.roll(3));
  for (let step = 0; step < steps; step += 1) {
    const client = pick(dice, run.clients);
    const roll = dice.roll(100);
    if (roll < 60) client.act(dice);
    else if (roll < 75) for (const update of client.outbox.splice(0, 1 + dice.roll(4))) run.send(client, update);
    else if (roll < 90) for (const update of client.inbox.splice(0, 1 + dice.roll(4))) Y.applyUpdate(client.doc, update, 'hub');
    else if (roll < 94 && client.isOnline) {
      client.isOnline = false; // what is on its way is lost
      client.outbox.length = 0;
      client.inbox.length = 0;
    } else if (roll < 96 && !client.isOnline) client.restart();
    else if (roll >= 98 && client.outbox[0] !== undefined)
      run.send(client, client.outbox[0]); // sent twice
    else if (!client.isOnline) run.resync(client);
    if (!client.isOnline) client.inbox.length = 0;
  }
  for (let round = 0; round < 3; round += 1) for (const client of run.clients) run.resync(client);
  return run;
}

describe.each<DocumentKind>(['minutes', 'agenda'])('honest traffic in %s', (kind) => {
  test('[R3] is never refused, converges, and loads again as it was', () => {
    const dice = createDice();
    const rounds = Number(process.env.ENLACE_ROUNDS ?? 60);
    for (let round = 0; round < rounds; round += 1) {
      const { replica, clients, refused } = play(kind, dice, 400);
      expect(refused, `round ${round}`).toEqual([]);
      const whole = replica.whole();
      const loaded = createHubDoc(SHAPES[kind], [whole]);
      expect(hasPending(loaded)).toBe(false);
      requireSame(loaded, whole, SHAPES[kind]);
      for (const client of clients) expect(readContent(client.doc, SHAPES[kind]), `round ${round}`).toBe(readContent(loaded, SHAPES[kind]));
      replica.close();
    }
  }, 120_000);
});
