// The sample in a house for tests: written once, with everyone who signs in signed in, and read as they read it.

import type { ExchangeView } from '@enlace/shared/api/exchange';
import { BODY_ROOT } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import type { Bilingual } from '@enlace/shared/model/text';
import * as Y from 'yjs';
import { readExchange } from '../domain/exchange-view.ts';
import { listExchanges } from '../domain/exchanges.ts';
import { openTestHouse, type TestHouse, unwrap } from '../domain/house.support.ts';
import type { Caller, House } from '../domain/house.ts';
import { identify } from '../domain/sign-in/identify.ts';
import { signIn } from '../domain/sign-in/sign-in.ts';
import { PEOPLE, type PersonKey } from './accounts.ts';
import { EXCHANGE_A } from './exchange-a.ts';
import { EXCHANGE_B } from './exchange-b.ts';
import { EXCHANGE_C } from './exchange-c.ts';
import type { SampleExchange } from './shape.ts';
import { type SampleAccount, writeSample } from './write-sample.ts';

export const SAMPLES: readonly SampleExchange[] = [EXCHANGE_A, EXCHANGE_B, EXCHANGE_C];

export async function signInAs(house: House, { email, password }: SampleAccount): Promise<Caller> {
  const door = { address: '127.0.0.1', userAgent: '' };
  const { token } = unwrap(await signIn(house, door, { email, password, device: 'ordinary' }));
  const caller = await identify(house, token);
  if (caller === null) throw new Error(`${email} is not signed in`);
  return caller;
}

export interface SampleHub {
  readonly house: TestHouse;
  readonly accounts: readonly SampleAccount[];
  readonly callers: readonly Caller[];
  as(key: PersonKey): Caller;
  /** Of the exchange, as this person may see it. */
  viewOf(sample: SampleExchange, key?: PersonKey): Promise<ExchangeView>;
  loadDoc(documentId: DocumentId): Promise<Y.Doc>;
}

export async function openSampleHub(): Promise<SampleHub> {
  const house = openTestHouse();
  const accounts = await writeSample(house);
  const callers = new Map<PersonKey, Caller>();
  for (const { key, email } of PEOPLE) {
    const account = accounts.find((one) => one.email === email);
    if (account !== undefined) callers.set(key, await signInAs(house, account));
  }

  function as(key: PersonKey): Caller {
    const caller = callers.get(key);
    if (caller === undefined) throw new Error(`${key} does not sign in`);
    return caller;
  }

  async function viewOf(sample: SampleExchange, key: PersonKey = 'sre'): Promise<ExchangeView> {
    const card = unwrap(await listExchanges(house, as(key))).find(({ exchange }) => exchange.title.es === sample.title.es);
    if (card === undefined) throw new Error(`${key} has no place in "${sample.title.es}"`);
    return unwrap(await readExchange(house, as(key), { exchangeId: card.exchange.id }));
  }

  async function loadDoc(documentId: DocumentId): Promise<Y.Doc> {
    const doc = new Y.Doc();
    for (const { update } of (await house.store.log.load(documentId)).tail) Y.applyUpdate(doc, update);
    return doc;
  }

  return { house, accounts, callers: [...callers.values()], as, viewOf, loadDoc };
}

/** As y-prosemirror reads it: an element is a node, a text its runs. */
function toJson(node: Y.XmlElement | Y.XmlText): object[] {
  if (node instanceof Y.XmlText) return node.toString() === '' ? [] : [{ type: 'text', text: node.toString() }];
  const content = node.toArray().flatMap((child) => (child instanceof Y.XmlElement || child instanceof Y.XmlText ? toJson(child) : []));
  return [{ type: node.nodeName, attrs: node.getAttributes(), content }];
}

export const nodesOf = (doc: Y.Doc): Y.XmlElement[] =>
  doc
    .getXmlFragment(BODY_ROOT)
    .toArray()
    .filter((node) => node instanceof Y.XmlElement);

export const contentOf = (doc: Y.Doc): object[] => nodesOf(doc).flatMap(toJson);

export const isBoth = (text: Bilingual): boolean => (text.es ?? '') !== '' && (text.en ?? '') !== '';
