// Text of the sample as a member writes it: the document is opened with the member's right, under a Yjs client id leased to them, and
// one update goes to the log (R4, R11, F11). Only before the hub opens its doors: no room holds these documents yet.
import { insertBlocks } from '@enlace/shared/document/minutes/blocks';
import { BODY_ROOT } from '@enlace/shared/document/shape';
import type { DocumentId, InstitutionId } from '@enlace/shared/ids';
import type { Anchor } from '@enlace/shared/model/comment';
import * as Y from 'yjs';
import { leaseClient } from '../domain/client-lease.ts';
import { openDocument } from '../domain/documents.ts';
import type { Caller, House } from '../domain/house.ts';
import { noteWriting } from '../domain/writing.ts';
import type { InstitutionKey } from './institutions.ts';
import { requireKnown, requireValue } from './require-value.ts';
import type { Section } from './shape.ts';

/** The document as its log stands; the caller destroys it. */
async function loadText({ store }: House, documentId: DocumentId): Promise<Y.Doc> {
  const doc = new Y.Doc();
  const { snapshot, tail } = await store.log.load(documentId);
  if (snapshot !== null) Y.applyUpdate(doc, snapshot.state);
  for (const { update } of tail) Y.applyUpdate(doc, update);
  return doc;
}

/** `edit` runs in one transaction. */
export async function writeText(house: House, caller: Caller, documentId: DocumentId, edit: (doc: Y.Doc) => void): Promise<void> {
  const { mayWrite, member } = requireValue(await openDocument(house, caller, documentId));
  if (!mayWrite) throw new Error(`the sample lets ${caller.account.email} write where they may not`);
  const doc = await loadText(house, documentId);
  doc.clientID = await leaseClient(house, { documentId, accountId: caller.account.id, wished: null });
  const before = Y.encodeStateVector(doc);
  doc.transact(() => edit(doc));
  await house.store.log.append({ documentId, update: Y.encodeStateAsUpdate(doc, before), memberId: member.id });
  doc.destroy();
  await noteWriting(house, member.id, documentId);
}

const isHeading = (node: unknown): boolean => node instanceof Y.XmlElement && node.nodeName === 'heading';
const isEmptyParagraph = (node: unknown): boolean => node instanceof Y.XmlElement && node.nodeName === 'paragraph' && node.length === 0;

/** Each section below its heading, in place of the empty paragraph there; from the last to the first, so that the places hold. */
export function fillSections(doc: Y.Doc, sections: readonly Section[], speakers: ReadonlyMap<InstitutionKey, InstitutionId>): void {
  const body = doc.getXmlFragment(BODY_ROOT);
  const headings = body.toArray().flatMap((node, at) => (isHeading(node) ? [at] : []));
  if (sections.length > headings.length) throw new Error(`${sections.length} sections for ${headings.length} headings`);
  for (const [at, section] of [...sections.entries()].reverse()) {
    const below = (headings[at] ?? 0) + 1;
    if (section.length === 0) continue;
    if (isEmptyParagraph(body.get(below))) body.delete(below);
    const blocks = section.map((block) =>
      block.kind === 'statement' ? { ...block, speaker: requireKnown(speakers, block.speaker) } : block,
    );
    insertBlocks(body, below, blocks);
  }
}

const textsIn = (parent: Y.XmlFragment): Y.XmlText[] =>
  parent.toArray().flatMap((node) => (node instanceof Y.XmlText ? [node] : node instanceof Y.XmlElement ? textsIn(node) : []));

const encodePosition = (text: Y.XmlText, index: number, side: 0 | -1): string =>
  Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index, side))).toString('base64');

/** Where these words stand in the minutes. Throws where they do not. */
export async function findAnchor(house: House, documentId: DocumentId, quote: string): Promise<Anchor> {
  const doc = await loadText(house, documentId);
  const text = textsIn(doc.getXmlFragment(BODY_ROOT)).find((one) => one.toString().includes(quote));
  if (text === undefined) throw new Error(`the minutes do not say "${quote}"`);
  const at = text.toString().indexOf(quote);
  const anchor: Anchor = { kind: 'text', start: encodePosition(text, at, 0), end: encodePosition(text, at + quote.length, -1), quote };
  doc.destroy();
  return anchor;
}
