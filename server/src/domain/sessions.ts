// Sessions of an exchange: making one with its minutes (R10), editing, moving it through its states, closing its comments (DOMAIN §2.4).
// Who may see, lead and write in it follows from its row, so each change of it tells the doors to ask again (R9). Rules A17–A19, A30–A39.
import { strictestMarking } from '@enlace/shared/access/marking';
import { can } from '@enlace/shared/access/roles';
import type { CommentId, DocumentId, ExchangeId, SessionId } from '@enlace/shared/ids';
import { type Document, SCHEMA_VERSIONS } from '@enlace/shared/model/document';
import { SESSION_MOVES, type Session, type SessionDraft, type SessionState } from '@enlace/shared/model/session';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { exchangeResource, isLowered, type MemberPlace, originatorOf, requireAccess, requireMember, sessionResource } from './access.ts';
import { commit, type Deed } from './commit.ts';
import { createMinutesContent } from './first-content.ts';
import { type Caller, type House, instantNow, newId } from './house.ts';
import { requireSessionDraft } from './session-draft.ts';
import { firstStamp, requireVersion, restamp } from './stamp.ts';

/** Refuses `already_exists` where the point of the agenda has a session already. */
export function createSession(
  house: House,
  caller: Caller,
  { exchangeId, ...draft }: { exchangeId: ExchangeId } & SessionDraft,
): Promise<Result<Session>> {
  return commit(house, async (deed) => {
    const place = await requireMember(deed.records, caller.account.id, exchangeId);
    if (!place.ok) return place;
    const { exchange, actor, member } = place.value;
    const allowed = requireAccess(actor, 'session.create', exchangeResource(exchange));
    if (!allowed.ok) return allowed;
    const session: Session = {
      id: newId<SessionId>(house),
      exchangeId,
      ...draft,
      state: 'draft',
      commentsOpen: true,
      closedAt: null,
      minutesId: newId<DocumentId>(house),
      ...firstStamp(house, caller.account.id),
    };
    const sound = await requireSessionDraft(deed.records, place.value, session);
    if (!sound.ok) return sound;
    if (!(await deed.records.sessions.insert(session))) return refuse('already_exists');
    const minutes = toMinutes(house, session, place.value);
    await deed.records.documents.create(minutes, createMinutesContent(session.kind, exchange));
    await deed.changed({ exchangeId, subject: 'session', subjectId: session.id, sessionId: session.id, verb: 'created' }, member);
    deed.accessChanged({ exchangeId, documentId: session.minutesId });
    return ok(session);
  });
}

function toMinutes(house: House, session: Session, { exchange }: MemberPlace): Document {
  return {
    id: session.minutesId,
    exchangeId: exchange.id,
    kind: 'minutes',
    sessionId: session.id,
    title: session.title,
    marking: session.marking,
    schemaVersion: SCHEMA_VERSIONS.minutes,
    generation: 1,
    ...firstStamp(house, session.createdBy),
  };
}

/** The caller's place and a session that they may read; `not_found` otherwise (A32). */
async function requireSession(
  records: Records,
  caller: Caller,
  sessionId: SessionId,
): Promise<Result<MemberPlace & { readonly session: Session }>> {
  const session = await records.sessions.byId(sessionId);
  if (session === null) return refuse('not_found');
  const place = await requireMember(records, caller.account.id, session.exchangeId);
  if (!place.ok) return place;
  if (!can(place.value.actor, 'session.read', sessionResource(place.value.exchange, session))) return refuse('not_found');
  return ok({ ...place.value, session });
}

/** Writes the session and tells of it. */
async function save(deed: Deed, { member }: MemberPlace, next: Session, verb: 'changed' | 'moved'): Promise<Result<Session>> {
  await deed.records.sessions.update(next);
  await deed.changed({ exchangeId: next.exchangeId, subject: 'session', subjectId: next.id, sessionId: next.id, verb }, member);
  deed.accessChanged({ exchangeId: next.exchangeId, documentId: next.minutesId });
  return ok(next);
}

type SessionEdit = { readonly [K in keyof Omit<SessionDraft, 'agendaItemId'>]?: SessionDraft[K] | undefined };

/** The minutes take the session's title and marking with it. */
export function editSession(
  house: House,
  caller: Caller,
  { sessionId, version, ...edit }: { sessionId: SessionId; version: number } & SessionEdit,
): Promise<Result<Session>> {
  return commit(house, async (deed) => {
    const found = await requireSession(deed.records, caller, sessionId);
    if (!found.ok) return found;
    const { session, exchange, actor } = found.value;
    const allowed = requireAccess(actor, 'session.edit', sessionResource(exchange, session));
    if (!allowed.ok) return allowed;
    const seen = requireVersion(session, version);
    if (!seen.ok) return seen;
    const next = restamp(house, caller.account.id, session, edit);
    const lowered = await requireMayLower(deed.records, found.value, next);
    if (!lowered.ok) return lowered;
    const sound = await requireSessionDraft(deed.records, found.value, next);
    if (!sound.ok) return sound;
    if (edit.title !== undefined || edit.marking !== undefined) {
      const minutes = await deed.records.documents.byId(session.minutesId);
      const { title, marking } = next;
      if (minutes !== null) await deed.records.documents.update(restamp(house, caller.account.id, minutes, { title, marking }));
    }
    return save(deed, found.value, next, 'changed');
  });
}

/** Lowering a mark needs the institution that set it; raising does not (DOMAIN §2.12). */
async function requireMayLower(
  records: Records,
  { session, exchange, actor }: MemberPlace & { readonly session: Session },
  next: Session,
): Promise<Result<null>> {
  const effective = (one: Session) => strictestMarking(exchange.marking, one.marking);
  if (!isLowered(effective(session), effective(next))) return ok(null);
  const originatorId = await originatorOf(records, session);
  return requireAccess(actor, 'marking.lower', { kind: 'marked', exchangeState: exchange.state, originatorId });
}

/** Refuses `state_not_allowed` for a move that is not in SESSION_MOVES; opening a closed one again without a reason, `field_missing`. */
export function moveSession(
  house: House,
  caller: Caller,
  { sessionId, version, state, reason }: { sessionId: SessionId; version: number; state: SessionState; reason?: string | undefined },
): Promise<Result<Session>> {
  return commit(house, async (deed) => {
    const found = await requireSession(deed.records, caller, sessionId);
    if (!found.ok) return found;
    const { session, exchange, actor } = found.value;
    const isReopening = session.state === 'closed';
    const allowed = requireAccess(actor, isReopening ? 'session.reopen' : 'session.move', sessionResource(exchange, session));
    if (!allowed.ok) return allowed;
    const seen = requireVersion(session, version);
    if (!seen.ok) return seen;
    if (!SESSION_MOVES[session.state].includes(state)) return refuse('state_not_allowed');
    if (isReopening) {
      if (reason === undefined) return refuse('bad_request', { fields: [{ path: 'reason', problem: 'field_missing' }] });
      await logReason(house, deed, found.value, reason);
    }
    const closedAt = state === 'closed' ? instantNow(house) : null;
    return save(deed, found.value, restamp(house, caller.account.id, session, { state, closedAt }), 'moved');
  });
}

/** The reason stays with the minutes, as a comment on the whole document. */
async function logReason(
  house: House,
  deed: Deed,
  { session, member }: MemberPlace & { readonly session: Session },
  reason: string,
): Promise<void> {
  const id = newId<CommentId>(house);
  await deed.records.comments.insert({
    id,
    kind: 'comment',
    anchor: { kind: 'document' },
    parentId: null,
    body: reason,
    exchangeId: session.exchangeId,
    documentId: session.minutesId,
    authorId: member.id,
    institutionId: member.institutionId,
    resolvedAt: null,
    resolvedBy: null,
    deletedAt: null,
    ...firstStamp(house, member.accountId),
  });
  await deed.changed({ exchangeId: session.exchangeId, subject: 'comment', subjectId: id, sessionId: session.id, verb: 'created' }, member);
}

export function setSessionComments(
  house: House,
  caller: Caller,
  { sessionId, version, isOpen }: { sessionId: SessionId; version: number; isOpen: boolean },
): Promise<Result<Session>> {
  return commit(house, async (deed) => {
    const found = await requireSession(deed.records, caller, sessionId);
    if (!found.ok) return found;
    const { session, exchange, actor } = found.value;
    const allowed = requireAccess(actor, 'session.closeComments', sessionResource(exchange, session));
    if (!allowed.ok) return allowed;
    const seen = requireVersion(session, version);
    if (!seen.ok) return seen;
    return save(deed, found.value, restamp(house, caller.account.id, session, { commentsOpen: isOpen }), 'changed');
  });
}
