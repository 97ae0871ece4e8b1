// Two documents that write under one client id (F11): the second one's text would have the clocks of the first one's, count as known, be
// dropped without a word, and still be acknowledged. What a writer sends again under an own id must be what the document has there.
// Compared is text; what was deleted meanwhile cannot be.
import { Malformed } from '@enlace/shared/sync/byte-reader';
import * as Y from 'yjs';
import type { ParsedUpdate, Struct } from './parse-update.ts';

/** Throws Malformed where the update has other text than the document under the same clocks of an own id. */
export function requireNoFork(doc: Y.Doc, { structs }: ParsedUpdate, own: ReadonlySet<number>): void {
  for (const [client, sent] of structs) {
    if (!own.has(client)) continue;
    const stored = doc.store.clients.get(client);
    const known = Y.getState(doc.store, client);
    if (stored === undefined) continue;
    for (const struct of sent) {
      if (struct.clock >= known) break;
      if (struct.item?.content.kind === 'string') requireSameText(stored, struct, struct.item.content.text);
    }
  }
}

function requireSameText(stored: (Y.Item | Y.GC)[], { clock, length }: Struct, text: string): void {
  for (let at = Y.findIndexSS(stored, clock); at < stored.length; at += 1) {
    const struct = stored[at];
    if (struct === undefined || struct.id.clock >= clock + length) return;
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
    const from = Math.max(clock, struct.id.clock);
    const to = Math.min(clock + length, struct.id.clock + struct.length);
    const sent = text.slice(from - clock, to - clock);
    const kept = struct.content.str.slice(from - struct.id.clock, to - struct.id.clock);
    if (sent !== kept && !isCutPair(sent, kept)) throw new Malformed('client id in use twice');
  }
}

/** Yjs replaces both halves of a surrogate pair that it has to cut (yjs#248): such places are no difference. */
function isCutPair(one: string, other: string): boolean {
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] !== other[at] && one[at] !== '\ufffd' && other[at] !== '\ufffd') return false;
  }
  return true;
}
