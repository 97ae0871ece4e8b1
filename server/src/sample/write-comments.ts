// What people of the sample say beside the text: comments anchored to words of the minutes, their answers, and proposals on the agenda.
import type { CommentId, DocumentId } from '@enlace/shared/ids';
import type { Anchor } from '@enlace/shared/model/comment';
import { createComment } from '../domain/comments.ts';
import { newId } from '../domain/house.ts';
import type { PersonKey } from './accounts.ts';
import { requireKnown, requireValue } from './require-value.ts';
import type { Scene } from './scene.ts';
import { findAnchor } from './write-text.ts';

interface Said {
  readonly documentId: DocumentId;
  readonly author: PersonKey;
  readonly kind: 'comment' | 'proposal';
  readonly anchor: Anchor;
  readonly parentId: CommentId | null;
  readonly body: string;
}

async function say({ house, people }: Scene, { author, ...comment }: Said): Promise<CommentId> {
  const id = newId<CommentId>(house);
  return requireValue(await createComment(house, requireKnown(people.callers, author), { id, ...comment })).id;
}

/** `minutes`: of each session, by its code. */
export async function writeComments(scene: Scene, minutes: ReadonlyMap<string, DocumentId>): Promise<void> {
  const { house, sample, agendaId, itemIds } = scene;
  for (const { on, author, quote, body, answer } of sample.comments) {
    const documentId = requireKnown(minutes, on);
    const said = { documentId, kind: 'comment', anchor: await findAnchor(house, documentId, quote) } as const;
    const parentId = await say(scene, { ...said, author, parentId: null, body });
    if (answer !== undefined) await say(scene, { ...said, ...answer, parentId });
  }
  for (const { on, author, body } of sample.proposals) {
    const item = sample.items.find(({ session }) => session?.code === on);
    if (item === undefined) throw new Error(`no point of the agenda for ${on}`);
    const anchor = { kind: 'item', itemId: requireKnown(itemIds, item) } as const;
    await say(scene, { documentId: agendaId, author, kind: 'proposal', anchor, parentId: null, body });
  }
}
