// What an observer may not do (docs/spec/access.md), each through the verbs that every door calls. The frames of the document socket are
// the sync door's own tests.
import { roleSchema } from '@enlace/shared/model/member';
import type { Session, SessionDraft } from '@enlace/shared/model/session';
import { beforeEach, describe, expect, it } from 'vitest';
import { publishAgenda } from './agenda-publish.ts';
import { listChanges } from './changes.ts';
import { createComment, deleteComment, listComments, resolveComment } from './comments.ts';
import { joinDocument, listDocuments, openDocument } from './documents.ts';
import { readExchange } from './exchange-view.ts';
import { createExchange, editExchange, moveExchange } from './exchanges.ts';
import { type Cast, codeOf, createCast, draftExchange, draftSession, unwrap } from './house.support.ts';
import { type Caller, newId } from './house.ts';
import { createInstitution, createOffice } from './institutions.ts';
import { createInvitations, listInvitations, withdrawInvitation } from './invitations.ts';
import { editMember, removeMember } from './members.ts';
import { createSession, editSession, moveSession, setSessionComments } from './sessions.ts';

let cast: Cast;
let observer: Caller;
let open: Session;
const make = async (more: Partial<SessionDraft> = {}) =>
  unwrap(await createSession(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, ...draftSession(cast.house, more) }));

beforeEach(async () => {
  cast = await createCast();
  observer = cast.callers.observer;
  open = await make();
});

/** Nothing was written and nobody was told, whatever was answered. */
async function expectNoTrace(work: () => Promise<unknown>): Promise<void> {
  const before = await cast.house.store.records.changes.end();
  cast.house.told.length = 0;
  await work();
  expect(await cast.house.store.records.changes.end()).toBe(before);
  expect(cast.house.told).toEqual([]);
}

describe('an observer may not', () => {
  it('[A20] write in any document', async () => {
    const session = await make({ speakerIds: [cast.members.observer.id], interpreterIds: [cast.members.observer.id] });
    for (const { minutesId } of [open, session]) {
      expect(unwrap(await openDocument(cast.house, observer, minutesId))).toMatchObject({ mayWrite: false, reason: 'read_only' });
      expect(unwrap(await joinDocument(cast.house, observer, { documentId: minutesId, schemaVersion: 9 })).document.mayWrite).toBe(false);
    }
    expect(unwrap(await listDocuments(cast.house, observer)).some(({ mayWrite }) => mayWrite)).toBe(false);
  });

  it('[A35] see that a bilateral or a RED session, or a delegation’s own, exists: in no view, list, feed or document', async () => {
    const { institutions, members } = cast;
    const hidden = [
      await make({ kind: 'bilateral', title: { es: 'Oculta' }, participants: [institutions.observer.id, institutions.peer.id] }),
      await make({ marking: { tlp: 'RED', chr: false }, title: { es: 'Oculta' }, namedIds: [members.coordinator.id] }),
      await make({ marking: { tlp: 'AMBER+STRICT', chr: false }, title: { es: 'Oculta' }, participants: [institutions.coordinator.id] }),
      await make({ marking: { tlp: 'AMBER', chr: false }, title: { es: 'Oculta' }, participants: [institutions.observer.id] }),
    ];
    unwrap(await publishAgenda(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId }));
    const seen = JSON.stringify([
      unwrap(await readExchange(cast.house, observer, { exchangeId: cast.exchangeId })),
      unwrap(await listDocuments(cast.house, observer)),
      unwrap(await listChanges(cast.house, observer, { exchangeId: cast.exchangeId })),
    ]);
    expect(seen).not.toContain('Oculta');
    for (const { id, minutesId, agendaItemId } of hidden) {
      for (const trace of [id, minutesId, agendaItemId]) expect(seen).not.toContain(trace);
      const answers = [
        await openDocument(cast.house, observer, minutesId),
        await joinDocument(cast.house, observer, { documentId: minutesId, schemaVersion: 1 }),
        await listComments(cast.house, observer, { documentId: minutesId }),
        await moveSession(cast.house, observer, { sessionId: id, version: 1, state: 'open' }),
        await editSession(cast.house, observer, { sessionId: id, version: 1 }),
        await setSessionComments(cast.house, observer, { sessionId: id, version: 1, isOpen: false }),
      ];
      expect(new Set(answers.map(codeOf))).toEqual(new Set(['not_found']));
    }
  });

  it('[A36] open the live agenda, or read what is not published', async () => {
    const documents = await cast.house.store.records.documents.listOf(cast.exchangeId);
    const agenda = documents.find(({ kind }) => kind === 'agenda');
    if (agenda === undefined) throw new Error('no agenda');
    expect(codeOf(await openDocument(cast.house, observer, agenda.id))).toBe('not_found');
    expect(codeOf(await listComments(cast.house, observer, { documentId: agenda.id }))).toBe('not_found');
    const view = unwrap(await readExchange(cast.house, observer, { exchangeId: cast.exchangeId }));
    expect([view.agenda, view.agendaDocument]).toEqual([null, null]);
  });

  it('[A44] move the clock: a state, the agenda, a planned time', async () => {
    const { house, exchangeId } = cast;
    await expectNoTrace(async () => {
      const codes = [
        await moveSession(house, observer, { sessionId: open.id, version: 1, state: 'in_progress' }),
        await moveExchange(house, observer, { exchangeId, version: 1, state: 'confirmed' }),
        await editExchange(house, observer, { exchangeId, version: 1, startsOn: '2027-03-01' }),
        await publishAgenda(house, observer, { exchangeId }),
        await editSession(house, observer, { sessionId: open.id, version: 1, plannedStart: '08:00' }),
      ].map(codeOf);
      expect(new Set(codes)).toEqual(new Set(['forbidden']));
    });
  });

  it('[A48] put forward a change of the agenda', async () => {
    unwrap(await publishAgenda(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId }));
    const documents = await cast.house.store.records.documents.listOf(cast.exchangeId);
    const documentId = documents.find(({ kind }) => kind === 'agenda')?.id ?? open.minutesId;
    const proposal = { id: newId(cast.house), kind: 'proposal', anchor: { kind: 'document' }, parentId: null, body: 'x' } as const;
    expect(codeOf(await createComment(cast.house, observer, { documentId, ...proposal, id: proposal.id as never }))).toBe('forbidden');
  });

  it('[A17] chair or report, create or edit a session, close its comments', async () => {
    const { house, members, exchangeId, callers } = cast;
    for (const more of [{ chairId: members.observer.id }, { rapporteurIds: [members.observer.id] }])
      expect(codeOf(await createSession(house, callers.coordinator, { exchangeId, ...draftSession(house, more) }))).toBe('bad_request');
    await expectNoTrace(async () => {
      expect(codeOf(await createSession(house, observer, { exchangeId, ...draftSession(house) }))).toBe('forbidden');
      expect(codeOf(await editSession(house, observer, { sessionId: open.id, version: 1, title: { es: 'x' } }))).toBe('forbidden');
      expect(codeOf(await setSessionComments(house, observer, { sessionId: open.id, version: 1, isOpen: false }))).toBe('forbidden');
    });
  });

  it('[A38] comment where comments are closed, or resolve and delete what others said', async () => {
    const { house, callers } = cast;
    const say = (caller: Caller) =>
      createComment(house, caller, {
        documentId: open.minutesId,
        id: newId(house),
        kind: 'comment',
        anchor: { kind: 'document' },
        parentId: null,
        body: 'x',
      });
    const { id } = unwrap(await say(callers.peer));
    expect(codeOf(await resolveComment(house, observer, { commentId: id, version: 1, isResolved: true }))).toBe('forbidden');
    expect(codeOf(await deleteComment(house, observer, { commentId: id }))).toBe('forbidden');
    unwrap(await setSessionComments(house, callers.coordinator, { sessionId: open.id, version: 1, isOpen: false }));
    await expectNoTrace(async () => expect(codeOf(await say(observer))).toBe('comments_closed'));
  });

  it('[A42] be given the right to endorse', async () => {
    const edit = { memberId: cast.members.observer.id, version: 1, mayEndorse: true };
    for (const role of roleSchema.options)
      expect(codeOf(await editMember(cast.house, cast.callers.coordinator, { ...edit, role }))).toBe('observer_cannot_endorse');
  });

  it('[A40] [A41] invite, change or remove anyone, or see who is invited', async () => {
    const { house, exchangeId, institutions, members, callers } = cast;
    const invitation = {
      email: 'otra@acnur.example',
      language: 'es',
      institutionId: institutions.observer.id,
      officeId: null,
      functionalTitle: { es: 'Oficial' },
      role: 'observer',
      mayEndorse: false,
    } as const;
    const [link] = unwrap(await createInvitations(house, callers.coordinator, { exchangeId, invitations: [invitation] }));
    if (link === undefined) throw new Error('no invitation');
    await expectNoTrace(async () => {
      const invitations = [{ ...invitation, email: 'mas@acnur.example' }];
      expect(codeOf(await createInvitations(house, observer, { exchangeId, invitations }))).toBe('forbidden');
      expect(codeOf(await withdrawInvitation(house, observer, { invitationId: link.id }))).toBe('not_found');
      expect(codeOf(await editMember(house, observer, { memberId: members.observer.id, version: 1, role: 'coordinator' }))).toBe(
        'forbidden',
      );
      expect(codeOf(await removeMember(house, observer, { memberId: members.peer.id }))).toBe('forbidden');
    });
    expect(unwrap(await listInvitations(house, observer, { exchangeId }))).toEqual([]);
  });

  it('[A30] make exchanges, institutions or offices', async () => {
    const { house, institutions } = cast;
    const names = { name: { es: 'x' }, acronym: { es: 'x' }, orgIds: [], aliases: [], country: null, parentId: null, iatiOrgType: null };
    await expectNoTrace(async () => {
      expect(codeOf(await createExchange(house, observer, draftExchange(institutions.observer.id)))).toBe('forbidden');
      expect(codeOf(await createInstitution(house, observer, { ...names, kind: 'observer_org' }))).toBe('forbidden');
      const office = { institutionId: institutions.observer.id, name: { es: 'x' }, state: null, municipality: null, isField: false };
      expect(codeOf(await createOffice(house, observer, { ...office, timeZone: 'America/Mexico_City' }))).toBe('forbidden');
    });
  });

  it('[A49] lower a marking', async () => {
    const { house, exchangeId } = cast;
    const marking = { tlp: 'CLEAR', chr: false } as const;
    await expectNoTrace(async () => {
      expect(codeOf(await editSession(house, observer, { sessionId: open.id, version: 1, marking }))).toBe('forbidden');
      expect(codeOf(await editExchange(house, observer, { exchangeId, version: 1, marking }))).toBe('forbidden');
    });
  });

  it('[A45] learn who took part or wrote under the Chatham House rule, from outside the session', async () => {
    const { members, institutions } = cast;
    const session = await make({
      marking: { tlp: 'GREEN', chr: true },
      participants: [institutions.peer.id],
      chairId: members.peer.id,
      speakerIds: [members.host_editor.id],
    });
    const view = unwrap(await readExchange(cast.house, observer, { exchangeId: cast.exchangeId }));
    expect(view.sessions.find(({ id }) => id === session.id)).toMatchObject({ participants: [], chairId: null, speakerIds: [] });
    const inside = unwrap(await readExchange(cast.house, cast.callers.peer, { exchangeId: cast.exchangeId }));
    expect(inside.sessions.find(({ id }) => id === session.id)).toMatchObject({ chairId: members.peer.id });
    expect(unwrap(await openDocument(cast.house, observer, session.minutesId)).seesAuthors).toBe(false);
  });
});
