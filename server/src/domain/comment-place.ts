// Where a comment stands, seen by one caller: the document, what is asked of its rights, and what of its comments the caller may know.
// An author is hidden where the Chatham House rule says so (A45); a comment on a point of the agenda that the reader may not know of is
// not there (A36).
import { type Actor, type AgendaResource, can, type SessionResource } from '@enlace/shared/access/roles';
import type { AgendaItemId, DocumentId } from '@enlace/shared/ids';
import type { Comment } from '@enlace/shared/model/comment';
import type { Document } from '@enlace/shared/model/document';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { Member } from '@enlace/shared/model/member';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { agendaResource, type MemberPlace, requireMember, sessionResource } from './access.ts';
import { knownItems } from './edition.ts';
import type { Caller } from './house.ts';

export interface CommentPlace {
  readonly exchange: Exchange;
  readonly document: Document;
  readonly member: Member;
  readonly actor: Actor;
  readonly on: AgendaResource | SessionResource;
  /** Of the agenda's points. */
  readonly isKnownItem: (itemId: AgendaItemId) => boolean;
}

/** Refuses `not_found` where the caller may not read comments here. */
export async function requireCommentPlace(records: Records, caller: Caller, documentId: DocumentId): Promise<Result<CommentPlace>> {
  const document = await records.documents.byId(documentId);
  if (document === null) return refuse('not_found');
  const place = await requireMember(records, caller.account.id, document.exchangeId);
  return place.ok ? loadCommentPlace(records, place.value, document) : place;
}

/** Likewise, of a place and document at hand. */
export async function loadCommentPlace(
  records: Records,
  { exchange, actor, member }: MemberPlace,
  document: Document,
): Promise<Result<CommentPlace>> {
  const session = document.sessionId === null ? null : await records.sessions.byId(document.sessionId);
  const edition = await records.agendas.latest(exchange.id);
  const on = session === null ? agendaResource(exchange, edition !== null) : sessionResource(exchange, session);
  if (!can(actor, 'comment.read', on)) return refuse('not_found');
  const sessions = on.kind === 'agenda' ? await records.sessions.listOf(exchange.id) : [];
  return ok({ exchange, document, member, actor, on, isKnownItem: knownItems(edition, { exchange, actor, sessions }) });
}

/** The comments that this reader may know, as they may know them. */
export function toReader({ actor, on, isKnownItem }: CommentPlace, comments: readonly Comment[]): Comment[] {
  const isHidden = ({ anchor }: Comment): boolean => anchor.kind === 'item' && !isKnownItem(anchor.itemId);
  const hidden = new Set(comments.filter(isHidden).map(({ id }) => id));
  const known = comments.filter(({ id, parentId }) => !hidden.has(id) && (parentId === null || !hidden.has(parentId)));
  if (on.kind === 'agenda' || can(actor, 'author.read', on)) return known;
  return known.map((comment) =>
    comment.authorId === actor.member?.id
      ? comment
      : { ...comment, authorId: null, institutionId: null, resolvedBy: null, createdBy: null, updatedBy: null },
  );
}
