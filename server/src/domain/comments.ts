// Comments on a document: rows, so that who may not write in the text can still speak (R2). Listed as the reader may know them, made once
// however often a request is repeated, edited by their author, resolved, deleted to a tombstone without words. Rules A38, A45–A48.
import { type CommentResource, can } from '@enlace/shared/access/roles';
import type { CommentId, DocumentId } from '@enlace/shared/ids';
import type { Comment, CommentDraft } from '@enlace/shared/model/comment';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { type CommentPlace, requireCommentPlace, toReader } from './comment-place.ts';
import { commit, type Deed } from './commit.ts';
import { type Caller, type House, instantNow } from './house.ts';
import { firstStamp, requireVersion, restamp } from './stamp.ts';

/** In order of making. The deleted ones are there without words, so that answers keep their place. */
export async function listComments(house: House, caller: Caller, { documentId }: { documentId: DocumentId }): Promise<Result<Comment[]>> {
  const { records } = house.store;
  const place = await requireCommentPlace(records, caller, documentId);
  if (!place.ok) return place;
  const comments = await records.comments.listOf(documentId);
  return ok(toReader(place.value, comments));
}

/** A repeated request answers what the first one made. Refuses `comments_closed`, and `forbidden` for a proposal by who may not make one. */
export function createComment(
  house: House,
  caller: Caller,
  { documentId, ...draft }: { documentId: DocumentId } & CommentDraft,
): Promise<Result<Comment>> {
  return commit(house, async (deed) => {
    const found = await requireCommentPlace(deed.records, caller, documentId);
    if (!found.ok) return found;
    const place = found.value;
    const before = await deed.records.comments.byId(draft.id);
    if (before !== null)
      return before.documentId === documentId && before.createdBy === caller.account.id ? ok(before) : refuse('already_exists');
    const allowed = requireMayComment(place, draft);
    if (!allowed.ok) return allowed;
    const sound = await requireSoundDraft(deed.records, place, draft);
    if (!sound.ok) return sound;
    const { exchange, member } = place;
    const comment: Comment = {
      ...draft,
      exchangeId: exchange.id,
      documentId,
      authorId: member.id,
      institutionId: member.institutionId,
      resolvedAt: null,
      resolvedBy: null,
      deletedAt: null,
      ...firstStamp(house, caller.account.id),
    };
    await deed.records.comments.insert(comment);
    await tell(deed, place, comment, 'created');
    return ok(comment);
  });
}

function requireMayComment({ actor, on }: CommentPlace, draft: CommentDraft): Result<null> {
  if (!can(actor, 'comment.write', on)) {
    const isClosed = on.kind === 'session' && !on.session.commentsOpen;
    return refuse(isClosed ? 'comments_closed' : 'forbidden');
  }
  if (draft.kind === 'comment') return ok(null);
  if (on.kind !== 'agenda') return refuse('bad_request', { fields: [{ path: 'kind', problem: 'field_invalid' }] });
  return can(actor, 'agenda.propose', on) ? ok(null) : refuse('forbidden');
}

/** An answer answers a comment of the same document that is not an answer itself; a point of the agenda is one that the author may know. */
async function requireSoundDraft(records: Records, place: CommentPlace, draft: CommentDraft): Promise<Result<null>> {
  if (draft.anchor.kind === 'item' && (place.on.kind !== 'agenda' || !place.isKnownItem(draft.anchor.itemId))) {
    return refuse('bad_request', { fields: [{ path: 'anchor', problem: 'field_invalid' }] });
  }
  if (draft.parentId === null) return ok(null);
  const parent = await records.comments.byId(draft.parentId);
  const isSound =
    parent !== null &&
    parent.documentId === place.document.id &&
    parent.parentId === null &&
    parent.deletedAt === null &&
    toReader(place, [parent]).length > 0;
  return isSound ? ok(null) : refuse('bad_request', { fields: [{ path: 'parentId', problem: 'field_invalid' }] });
}

const tell = (
  deed: Deed,
  { exchange, member, document }: CommentPlace,
  comment: Comment,
  verb: 'created' | 'changed' | 'resolved' | 'removed',
) => deed.changed({ exchangeId: exchange.id, subject: 'comment', subjectId: comment.id, sessionId: document.sessionId, verb }, member);

interface Found {
  readonly place: CommentPlace;
  readonly comment: Comment;
  readonly resource: CommentResource;
}

/** A comment that the caller may read and that is not deleted. */
async function requireComment(records: Records, caller: Caller, commentId: CommentId): Promise<Result<Found>> {
  const comment = await records.comments.byId(commentId);
  if (comment === null || comment.deletedAt !== null) return refuse('not_found');
  const place = await requireCommentPlace(records, caller, comment.documentId);
  if (!place.ok) return place;
  if (toReader(place.value, [comment]).length === 0) return refuse('not_found');
  return ok({ place: place.value, comment, resource: { kind: 'comment', on: place.value.on, authorId: comment.authorId } });
}

/** Writes the comment, tells of it, and answers it as its reader may see it. */
async function save(deed: Deed, place: CommentPlace, next: Comment, verb: 'changed' | 'resolved' | 'removed'): Promise<Result<Comment>> {
  await deed.records.comments.update(next);
  await tell(deed, place, next, verb);
  return ok(toReader(place, [next])[0] ?? next);
}

function requireMay({ place, resource }: Found, verb: 'comment.edit' | 'comment.resolve' | 'comment.delete'): Result<null> {
  if (can(place.actor, verb, resource)) return ok(null);
  const { on } = place;
  return refuse(
    on.kind === 'session' && !on.session.commentsOpen && !can(place.actor, 'comment.write', on) ? 'comments_closed' : 'forbidden',
  );
}

/** Its author alone. */
export function editComment(
  house: House,
  caller: Caller,
  { commentId, version, body }: { commentId: CommentId; version: number; body: string },
): Promise<Result<Comment>> {
  return commit(house, async (deed) => {
    const found = await requireComment(deed.records, caller, commentId);
    if (!found.ok) return found;
    const allowed = requireMay(found.value, 'comment.edit');
    if (!allowed.ok) return allowed;
    const seen = requireVersion(found.value.comment, version);
    if (!seen.ok) return seen;
    return save(deed, found.value.place, restamp(house, caller.account.id, found.value.comment, { body }), 'changed');
  });
}

export function resolveComment(
  house: House,
  caller: Caller,
  { commentId, version, isResolved }: { commentId: CommentId; version: number; isResolved: boolean },
): Promise<Result<Comment>> {
  return commit(house, async (deed) => {
    const found = await requireComment(deed.records, caller, commentId);
    if (!found.ok) return found;
    const allowed = requireMay(found.value, 'comment.resolve');
    if (!allowed.ok) return allowed;
    const { comment, place } = found.value;
    const seen = requireVersion(comment, version);
    if (!seen.ok) return seen;
    const resolved = isResolved ? { resolvedAt: instantNow(house), resolvedBy: place.member.id } : { resolvedAt: null, resolvedBy: null };
    return save(deed, place, restamp(house, caller.account.id, comment, resolved), 'resolved');
  });
}

const deletedBody = '—'; // a comment always has a body; this one says nothing

/** A tombstone: the words, and the words it quoted, are gone from the row. */
export function deleteComment(house: House, caller: Caller, { commentId }: { commentId: CommentId }): Promise<Result<null>> {
  return commit(house, async (deed) => {
    const found = await requireComment(deed.records, caller, commentId);
    if (!found.ok) return found;
    const allowed = requireMay(found.value, 'comment.delete');
    if (!allowed.ok) return allowed;
    const { comment, place } = found.value;
    const anchor = comment.anchor.kind === 'text' ? { ...comment.anchor, quote: '' } : comment.anchor;
    const tombstone = restamp(house, caller.account.id, comment, { body: deletedBody, anchor, deletedAt: instantNow(house) });
    const saved = await save(deed, place, tombstone, 'removed');
    return saved.ok ? ok(null) : saved;
  });
}
