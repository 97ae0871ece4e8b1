// The feed of changes as each reader may know it, and the notes of who writes.
import type { CommentId, MemberId } from '@enlace/shared/ids';
import { changesListedMax, writingToldMs } from '@enlace/shared/limits';
import type { Change } from '@enlace/shared/model/change';
import type { Role } from '@enlace/shared/model/member';
import type { SessionDraft } from '@enlace/shared/model/session';
import { beforeEach, describe, expect, it } from 'vitest';
import { publishAgenda } from './agenda-publish.ts';
import { listChanges, visibleChanges } from './changes.ts';
import { createComment } from './comments.ts';
import { type Cast, codeOf, createCast, draftSession, unwrap } from './house.support.ts';
import { type Caller, newId } from './house.ts';
import { createInvitations } from './invitations.ts';
import { createSession, editSession } from './sessions.ts';
import { noteWriting } from './writing.ts';

let cast: Cast;
const make = async (more: Partial<SessionDraft> = {}) =>
  unwrap(await createSession(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, ...draftSession(cast.house, more) }));
const list = async (caller: Caller, since?: string): Promise<Change[]> =>
  unwrap(await listChanges(cast.house, caller, { exchangeId: cast.exchangeId, since }));

beforeEach(async () => {
  cast = await createCast();
});

describe('the feed', () => {
  it('[A37] is the newest first, bounded, for members only, and leaves out what was seen', async () => {
    for (let i = 0; i < changesListedMax + 5; i += 1) await make();
    cast.house.advance(1_000);
    const since = new Date(cast.house.clock.nowMs() - 1).toISOString();
    await make();
    const all = await list(cast.callers.observer);
    expect(all).toHaveLength(changesListedMax);
    expect(all.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq).sort((a, b) => b - a));
    expect(await list(cast.callers.observer, since)).toHaveLength(1);
    for (const caller of [cast.stranger, cast.admin])
      expect(codeOf(await listChanges(cast.house, caller, { exchangeId: cast.exchangeId }))).toBe('not_found');
  });

  it('[A35] [A37] says nothing of a session that the reader may not read, live or listed', async () => {
    const secret = await make({ kind: 'bilateral', participants: [cast.institutions.peer.id] });
    const open = await make();
    const live = async (role: Role) => {
      const changes = cast.house.told.flatMap((fact) => (fact.kind === 'changed' ? [fact.change] : []));
      const visible = await visibleChanges(cast.house, cast.callers[role].account.id, cast.exchangeId, changes);
      return visible.map(({ sessionId }) => sessionId);
    };
    expect(await live('peer')).toEqual([secret.id, open.id]);
    expect(await live('observer')).toEqual([open.id]);
    expect(JSON.stringify(await list(cast.callers.observer))).not.toContain(secret.id);
    expect(JSON.stringify(await list(cast.callers.peer))).toContain(secret.id);
    const marking = { tlp: 'RED', chr: false } as const;
    const namedIds = [cast.members.coordinator.id];
    unwrap(await editSession(cast.house, cast.callers.coordinator, { sessionId: open.id, version: 1, marking, namedIds }));
    expect(await live('observer')).toEqual([]);
  });

  it('[A13] [A37] tells of invitations only who may invite', async () => {
    const invitation = {
      email: 'nueva@inm.example',
      language: 'es',
      institutionId: cast.institutions.host_editor.id,
      officeId: null,
      functionalTitle: { es: 'Oficial' },
      role: 'host_editor',
      mayEndorse: false,
    } as const;
    unwrap(await createInvitations(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, invitations: [invitation] }));
    const subjects = async (role: Role) => (await list(cast.callers[role])).map(({ subject }) => subject);
    expect(await subjects('host_editor')).toContain('invitation');
    expect(await subjects('observer')).not.toContain('invitation');
    expect(await subjects('donor')).not.toContain('invitation');
  });

  it('[A36] [A37] tells of comments on the agenda only who may know of them', async () => {
    const [agenda] = await cast.house.store.records.documents.listOf(cast.exchangeId);
    if (agenda === undefined) throw new Error('no agenda');
    const draft = { id: newId<CommentId>(cast.house), kind: 'proposal', anchor: { kind: 'document' }, parentId: null, body: 'x' } as const;
    unwrap(await createComment(cast.house, cast.callers.peer, { documentId: agenda.id, ...draft }));
    const told = async (role: Role) => (await list(cast.callers[role])).filter(({ subject }) => subject === 'comment').length;
    expect(await told('host_editor')).toBe(1);
    expect(await told('observer')).toBe(0);
    unwrap(await publishAgenda(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId }));
    expect(await told('observer')).toBe(1);
  });

  it('[A45] under the Chatham House rule a reader from outside is not told who', async () => {
    const session = await make({ marking: { tlp: 'GREEN', chr: true }, participants: [cast.institutions.peer.id] });
    await noteWriting(cast.house, cast.members.peer.id, session.minutesId);
    const wrote = async (role: Role) => (await list(cast.callers[role])).find(({ verb }) => verb === 'wrote');
    expect(await wrote('observer')).toMatchObject({ subjectId: session.minutesId, memberId: null, institutionId: null });
    expect(await wrote('peer')).toMatchObject({ memberId: cast.members.peer.id, institutionId: cast.institutions.peer.id });
  });

  it('[A32] of another exchange it tells nothing, whatever it is handed', async () => {
    const changes = await list(cast.callers.coordinator);
    const foreign = changes.map((change) => ({ ...change, exchangeId: cast.members.peer.id as never }));
    expect(await visibleChanges(cast.house, cast.callers.coordinator.account.id, cast.exchangeId, foreign)).toEqual([]);
    expect(await visibleChanges(cast.house, cast.stranger.account.id, cast.exchangeId, changes)).toEqual([]);
  });
});

describe('who writes', () => {
  const wrote = async (caller: Caller = cast.callers.coordinator) => (await list(caller)).filter(({ verb }) => verb === 'wrote');

  it('[A37] is told once a minute for a member and document, however many keystrokes', async () => {
    const { minutesId, id } = await make();
    const { peer, host_editor } = cast.members;
    await Promise.all(Array.from({ length: 500 }, () => noteWriting(cast.house, peer.id, minutesId)));
    await noteWriting(cast.house, host_editor.id, minutesId);
    expect(await wrote()).toHaveLength(2);
    expect((await wrote())[0]).toMatchObject({ subject: 'minutes', subjectId: minutesId, sessionId: id });
    cast.house.advance(writingToldMs);
    await noteWriting(cast.house, peer.id, minutesId);
    expect(await wrote()).toHaveLength(3);
    expect(cast.house.writingTold.size).toBe(1);
  });

  it('[A36] of the live agenda it is told to those who may open it', async () => {
    const [agenda] = await cast.house.store.records.documents.listOf(cast.exchangeId);
    if (agenda === undefined) throw new Error('no agenda');
    await noteWriting(cast.house, cast.members.coordinator.id, agenda.id);
    expect(await wrote(cast.callers.peer)).toMatchObject([{ subject: 'agenda', subjectId: agenda.id }]);
    expect(await wrote(cast.callers.observer)).toEqual([]);
  });

  it('[A37] of who or what is not there it tells nothing', async () => {
    const { minutesId } = await make();
    await noteWriting(cast.house, cast.exchangeId as unknown as MemberId, minutesId);
    await noteWriting(cast.house, cast.members.peer.id, cast.exchangeId as never);
    expect(await wrote()).toEqual([]);
  });
});
