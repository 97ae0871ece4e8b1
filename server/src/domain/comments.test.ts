// Comments: who speaks where, once, edited, resolved, deleted; the Chatham House rule; points of the agenda that a reader may not know of.
import { createAgenda } from '@enlace/shared/document/agenda/shape';
import type { AgendaItemId, CommentId, DocumentId } from '@enlace/shared/ids';
import type { Anchor, CommentDraft } from '@enlace/shared/model/comment';
import { commentSchema } from '@enlace/shared/model/comment';
import type { Role } from '@enlace/shared/model/member';
import type { Session, SessionDraft } from '@enlace/shared/model/session';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { publishAgenda } from './agenda-publish.ts';
import { createComment, deleteComment, editComment, listComments, resolveComment } from './comments.ts';
import { type Cast, codeOf, createCast, draftSession, unwrap } from './house.support.ts';
import { type Caller, newId } from './house.ts';
import { createSession, editSession, moveSession, setSessionComments } from './sessions.ts';

let cast: Cast;
let session: Session;
let agendaId: DocumentId;

const make = async (more: Partial<SessionDraft> = {}) =>
  unwrap(await createSession(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, ...draftSession(cast.house, more) }));
const draft = (more: Partial<CommentDraft> = {}): CommentDraft => ({
  id: newId<CommentId>(cast.house),
  kind: 'comment',
  anchor: { kind: 'document' },
  parentId: null,
  body: 'De acuerdo',
  ...more,
});
const say = (caller: Caller, more: Partial<CommentDraft> = {}, documentId: DocumentId = session.minutesId) =>
  createComment(cast.house, caller, { documentId, ...draft(more) });
const list = async (caller: Caller, documentId: DocumentId = session.minutesId) =>
  unwrap(await listComments(cast.house, caller, { documentId }));

beforeEach(async () => {
  cast = await createCast();
  session = await make({ chairId: cast.members.host_editor.id });
  const documents = await cast.house.store.records.documents.listOf(cast.exchangeId);
  agendaId = documents.find(({ kind }) => kind === 'agenda')?.id as DocumentId; // made with the exchange
});

describe('speaking', () => {
  it('[A38] every member comments on a session that they may read, the observer too', async () => {
    for (const role of ['coordinator', 'host_editor', 'peer', 'donor', 'observer'] as const) {
      const comment = unwrap(await say(cast.callers[role]));
      expect(comment).toMatchObject({ authorId: cast.members[role].id, institutionId: cast.institutions[role].id, resolvedAt: null });
    }
    expect(codeOf(await say(cast.stranger))).toBe('not_found');
    expect(codeOf(await say(cast.admin))).toBe('not_found');
    expect(await list(cast.callers.observer)).toHaveLength(5);
  });

  it('[A38] where the chair has closed them, the chair and coordinators comment, the others are told so', async () => {
    unwrap(await setSessionComments(cast.house, cast.callers.host_editor, { sessionId: session.id, version: 1, isOpen: false }));
    for (const role of ['peer', 'donor', 'observer'] as const) expect(codeOf(await say(cast.callers[role]))).toBe('comments_closed');
    for (const role of ['coordinator', 'host_editor'] as const) expect(codeOf(await say(cast.callers[role]))).toBe('ok');
  });

  it('[A38] an observer who speaks in a session comments though they are closed, until it is over', async () => {
    const speaking = await make({ speakerIds: [cast.members.observer.id] });
    const { minutesId } = unwrap(
      await setSessionComments(cast.house, cast.callers.coordinator, { sessionId: speaking.id, version: 1, isOpen: false }),
    );
    expect(codeOf(await say(cast.callers.observer, {}, minutesId))).toBe('ok');
    expect(codeOf(await say(cast.callers.donor, {}, minutesId))).toBe('comments_closed');
    for (const [version, state] of [
      [2, 'open'],
      [3, 'in_progress'],
      [4, 'closed'],
    ] as const)
      unwrap(await moveSession(cast.house, cast.callers.coordinator, { sessionId: speaking.id, version, state }));
    expect(codeOf(await say(cast.callers.observer, {}, minutesId))).toBe('comments_closed');
  });

  it('[A46] a repeated request makes one comment; another’s id, or one from another document, is refused', async () => {
    const once = draft();
    const [a, b] = await Promise.all([say(cast.callers.peer, once), say(cast.callers.peer, once)]);
    expect(unwrap(a)).toEqual(unwrap(b));
    expect(await list(cast.callers.peer)).toHaveLength(1);
    expect(codeOf(await say(cast.callers.donor, once))).toBe('already_exists');
    expect(codeOf(await say(cast.callers.peer, once, (await make()).minutesId))).toBe('already_exists');
  });

  it('[A46] an answer answers a comment of the same document that is no answer and not deleted', async () => {
    const { id } = unwrap(await say(cast.callers.peer));
    const answer = unwrap(await say(cast.callers.donor, { parentId: id }));
    expect(codeOf(await say(cast.callers.peer, { parentId: answer.id }))).toBe('bad_request');
    expect(codeOf(await say(cast.callers.peer, { parentId: newId<CommentId>(cast.house) }))).toBe('bad_request');
    expect(codeOf(await say(cast.callers.peer, { parentId: id }, (await make()).minutesId))).toBe('bad_request');
    unwrap(await deleteComment(cast.house, cast.callers.peer, { commentId: id }));
    expect(codeOf(await say(cast.callers.peer, { parentId: id }))).toBe('bad_request');
  });

  it('[A48] proposals are made on the agenda by coordinators, hosts and peers', async () => {
    const propose = async (role: Role, documentId = agendaId) => codeOf(await say(cast.callers[role], { kind: 'proposal' }, documentId));
    for (const role of ['coordinator', 'host_editor', 'peer'] as const) expect(await propose(role)).toBe('ok');
    expect(await propose('donor')).toBe('not_found'); // nothing is published yet
    unwrap(await publishAgenda(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId }));
    for (const role of ['donor', 'observer'] as const) expect(await propose(role)).toBe('forbidden');
    expect(await propose('peer', session.minutesId)).toBe('bad_request');
  });

  it('[A33] is told to the others with its session, and without its words', async () => {
    cast.house.told.length = 0;
    const { id } = unwrap(await say(cast.callers.peer, { body: 'Palabras' }));
    expect(cast.house.told).toMatchObject([
      { kind: 'changed', change: { subject: 'comment', subjectId: id, sessionId: session.id, verb: 'created' } },
    ]);
    expect(JSON.stringify(cast.house.told)).not.toContain('Palabras');
  });
});

describe('editing, resolving, deleting', () => {
  it('[A38] the author alone edits, by the version that was seen', async () => {
    const { id } = unwrap(await say(cast.callers.observer));
    const edit = (caller: Caller, version: number) => editComment(cast.house, caller, { commentId: id, version, body: 'Mejor así' });
    for (const role of ['coordinator', 'host_editor', 'peer'] as const) expect(codeOf(await edit(cast.callers[role], 1))).toBe('forbidden');
    expect(unwrap(await edit(cast.callers.observer, 1))).toMatchObject({ body: 'Mejor así', version: 2 });
    expect(codeOf(await edit(cast.callers.observer, 1))).toBe('version_conflict');
    expect(codeOf(await edit(cast.stranger, 2))).toBe('not_found');
  });

  it('[A38] who edits the text resolves, so does the author; others do not; and it can be taken back', async () => {
    const { id } = unwrap(await say(cast.callers.donor));
    const resolve = (caller: Caller, version: number, isResolved = true) =>
      resolveComment(cast.house, caller, { commentId: id, version, isResolved });
    expect(codeOf(await resolve(cast.callers.observer, 1))).toBe('forbidden');
    expect(unwrap(await resolve(cast.callers.peer, 1))).toMatchObject({ resolvedBy: cast.members.peer.id });
    expect(unwrap(await resolve(cast.callers.donor, 2, false))).toMatchObject({ resolvedAt: null, resolvedBy: null });
  });

  it('[A47] a deleted one keeps its place and no words, its own or quoted; author and coordinator delete', async () => {
    const anchor: Anchor = { kind: 'text', start: 'AQ==', end: 'Ag==', quote: 'lo citado' };
    const { id } = unwrap(await say(cast.callers.observer, { body: 'lo dicho', anchor }));
    unwrap(await say(cast.callers.peer, { parentId: id, body: 'respuesta' }));
    expect(codeOf(await deleteComment(cast.house, cast.callers.peer, { commentId: id }))).toBe('forbidden');
    expect(codeOf(await deleteComment(cast.house, cast.callers.observer, { commentId: id }))).toBe('ok');
    const comments = await list(cast.callers.peer);
    expect(comments).toHaveLength(2);
    expect(JSON.stringify(comments)).not.toMatch(/lo dicho|lo citado/);
    for (const comment of comments) expect(v.is(commentSchema, comment)).toBe(true);
    expect(codeOf(await deleteComment(cast.house, cast.callers.observer, { commentId: id }))).toBe('not_found');
    const other = unwrap(await say(cast.callers.donor));
    expect(codeOf(await deleteComment(cast.house, cast.callers.coordinator, { commentId: other.id }))).toBe('ok');
  });

  it('[A38] where comments are closed nobody edits theirs', async () => {
    const { id } = unwrap(await say(cast.callers.observer));
    unwrap(await setSessionComments(cast.house, cast.callers.host_editor, { sessionId: session.id, version: 1, isOpen: false }));
    expect(codeOf(await editComment(cast.house, cast.callers.observer, { commentId: id, version: 1, body: 'x' }))).toBe('comments_closed');
  });

  it('[A32] in a session that has become unreadable a comment is not there', async () => {
    const { id } = unwrap(await say(cast.callers.observer));
    const marking = { tlp: 'AMBER', chr: false } as const;
    unwrap(await editSession(cast.house, cast.callers.coordinator, { sessionId: session.id, version: 1, marking }));
    expect(codeOf(await editComment(cast.house, cast.callers.observer, { commentId: id, version: 1, body: 'x' }))).toBe('not_found');
    expect(codeOf(await listComments(cast.house, cast.callers.observer, { documentId: session.minutesId }))).toBe('not_found');
  });
});

describe('what a reader may know', () => {
  it('[A45] under the Chatham House rule a reader from outside is told no author and no institution, but their own', async () => {
    const closed = await make({ marking: { tlp: 'GREEN', chr: true }, participants: [cast.institutions.peer.id] });
    unwrap(await say(cast.callers.peer, { body: 'del par' }, closed.minutesId));
    unwrap(await say(cast.callers.observer, { body: 'mío' }, closed.minutesId));
    const authors = async (role: Role) => {
      const comments = await list(cast.callers[role], closed.minutesId);
      return Object.fromEntries(comments.map(({ body, authorId, institutionId }) => [body, [authorId, institutionId]]));
    };
    expect((await authors('observer'))['del par']).toEqual([null, null]);
    expect((await authors('observer')).mío).toEqual([cast.members.observer.id, cast.institutions.observer.id]);
    expect((await authors('donor')).mío).toEqual([null, null]);
    expect((await authors('peer')).mío).toEqual([cast.members.observer.id, cast.institutions.observer.id]);
    const outside = JSON.stringify(await list(cast.callers.donor, closed.minutesId));
    for (const role of ['peer', 'observer'] as const)
      for (const trace of [cast.members[role].id, cast.institutions[role].id, cast.callers[role].account.id])
        expect(outside).not.toContain(trace);
  });

  it('[A36] a comment on a point whose session the reader may not know of is not there, nor its answers', async () => {
    const secret = await make({ kind: 'bilateral', participants: [cast.institutions.peer.id] });
    const known = await make();
    const points = [secret, known].map(({ agendaItemId }) => ({ id: agendaItemId, day: '2027-03-11' }));
    const update = createAgenda({ days: [], items: points, clientId: 77 });
    await cast.house.store.log.append({ documentId: agendaId, update, memberId: cast.members.coordinator.id });
    unwrap(await publishAgenda(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId }));
    const on = (itemId: AgendaItemId): Partial<CommentDraft> => ({ anchor: { kind: 'item', itemId } });
    const hidden = unwrap(await say(cast.callers.peer, { ...on(secret.agendaItemId), body: 'oculto' }, agendaId));
    unwrap(await say(cast.callers.peer, { parentId: hidden.id, body: 'respuesta oculta' }, agendaId));
    unwrap(await say(cast.callers.peer, { ...on(known.agendaItemId), body: 'visible' }, agendaId));
    expect((await list(cast.callers.host_editor, agendaId)).map(({ body }) => body).sort()).toEqual([
      'oculto',
      'respuesta oculta',
      'visible',
    ]);
    expect((await list(cast.callers.observer, agendaId)).map(({ body }) => body)).toEqual(['visible']);
    const unpublished = newId<AgendaItemId>(cast.house);
    unwrap(await say(cast.callers.peer, { ...on(unpublished), body: 'sin publicar' }, agendaId));
    expect((await list(cast.callers.observer, agendaId)).map(({ body }) => body)).toEqual(['visible']);
    for (const itemId of [secret.agendaItemId, unpublished])
      expect(codeOf(await say(cast.callers.observer, on(itemId), agendaId))).toBe('bad_request');
    expect(codeOf(await say(cast.callers.observer, { parentId: hidden.id }, agendaId))).toBe('bad_request');
    const resolve = await resolveComment(cast.house, cast.callers.observer, { commentId: hidden.id, version: 1, isResolved: true });
    expect(codeOf(resolve)).toBe('not_found');
  });
});
