// For the tests of the gate: a document with a paragraph of the hub's and one of a victim's, updates written byte by byte or by an honest
// client, and their verdict.
import { SHAPES } from '@enlace/shared/document/shape';
import type { DocumentKind } from '@enlace/shared/model/document';
import * as encoding from 'lib0/encoding';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { createHubDoc, hasPending } from '../replica.ts';
import { paragraph } from '../sync.support.ts';
import { checkUpdate, type Verdict } from './check-update.ts';

export const HUB = 1;
export const MINE = 7;
export const VICTIM = 9;

/** A document with a paragraph of the hub's and one of the victim's. */
export function createState(): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = HUB;
  doc.getXmlFragment('body').insert(0, [paragraph('Propósito')]);
  doc.clientID = VICTIM;
  doc.getXmlFragment('body').push([paragraph('texto de la víctima')]);
  return Y.encodeStateAsUpdate(doc);
}

export function judge(update: Uint8Array, kind: DocumentKind = 'minutes', own: readonly number[] = [MINE]): Verdict {
  const doc = createHubDoc(SHAPES[kind], kind === 'minutes' ? [createState()] : []);
  const before = Y.encodeStateAsUpdate(doc);
  const verdict = checkUpdate(update, { doc, shape: SHAPES[kind], own: new Set(own) });
  expect(Y.encodeStateAsUpdate(doc), 'the gate itself changes nothing').toEqual(before);
  if (verdict.kind === 'admissible') {
    Y.applyUpdate(doc, verdict.update);
    expect(hasPending(doc)).toBe(false);
  }
  return verdict;
}

/** What my client would send for an edit on top of the document. */
export function edit(change: (doc: Y.Doc) => void, clientId = MINE, state = createState()): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.transact(() => change(doc));
  return Y.mergeUpdates(updates);
}

type Part = number | string | Uint8Array;

/** Numbers become varuints, texts varstrings, bytes stay bytes. */
export function bytes(...parts: readonly Part[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of parts) {
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else if (typeof part === 'string') encoding.writeVarString(encoder, part);
    else encoding.writeUint8Array(encoder, part);
  }
  return encoding.toUint8Array(encoder);
}

export const info = (byte: number): Uint8Array => new Uint8Array([byte]);
export const NO_DELETIONS = info(0);
/** One client with these structs from this clock. */
export const structs = (client: number, clock: number, ...each: readonly Uint8Array[]): Uint8Array =>
  bytes(1, each.length, client, clock, ...each, NO_DELETIONS);
export const inBody = (content: Uint8Array, reference: number): Uint8Array => bytes(info(reference), 1, 'body', content);
export const bodyElement = (name: string): Uint8Array => inBody(bytes(3, name), 7);

export const why = (verdict: Verdict): string => (verdict.kind === 'inadmissible' ? verdict.why : verdict.kind);
