// Who writes where, for "what changed": one change of the feed per member and document in `writingToldMs`, however many keystrokes.
// compose calls it for each durable update; memory between the calls is the house's `writingTold`.
import type { DocumentId, MemberId } from '@enlace/shared/ids';
import { writingToldMs } from '@enlace/shared/limits';
import { ok } from '@enlace/shared/result';
import { commit } from './commit.ts';
import type { House } from './house.ts';

/** Does nothing where the member or the document is not there any more. Rejects where the store cannot write. */
export async function noteWriting(house: House, memberId: MemberId, documentId: DocumentId): Promise<void> {
  const nowMs = house.clock.nowMs();
  const key = `${memberId} ${documentId}`;
  const toldMs = house.writingTold.get(key);
  if (toldMs !== undefined && nowMs - toldMs < writingToldMs) return;
  for (const [old, atMs] of house.writingTold) if (nowMs - atMs >= writingToldMs) house.writingTold.delete(old);
  house.writingTold.set(key, nowMs);
  try {
    await commit(house, async ({ records, changed }) => {
      const member = await records.members.byId(memberId);
      const document = await records.documents.byId(documentId);
      if (member === null || document === null || member.exchangeId !== document.exchangeId) return ok(null);
      const { exchangeId, sessionId, kind } = document;
      await changed({ exchangeId, subject: kind, subjectId: documentId, sessionId, verb: 'wrote' }, member);
      return ok(null);
    });
  } catch (error) {
    house.writingTold.delete(key); // not told: the next update tells
    throw error;
  }
}
