// Sessions: making one with its minutes, what a sound one is, who moves it, reopening, comments, and what the doors are told.
import { TEMPLATE_SECTIONS } from '@enlace/shared/document/minutes/template';
import type { SessionDraft, SessionState } from '@enlace/shared/model/session';
import { SESSION_MOVES, sessionStateSchema } from '@enlace/shared/model/session';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { listComments } from './comments.ts';
import { addMember, type Cast, codeOf, createAccount, createCast, draftSession, unwrap } from './house.support.ts';
import type { Caller } from './house.ts';
import { createSession, editSession, moveSession, setSessionComments } from './sessions.ts';

let cast: Cast;
const make = (more: Partial<SessionDraft> = {}, caller: Caller = cast.callers.coordinator) =>
  createSession(cast.house, caller, { exchangeId: cast.exchangeId, ...draftSession(cast.house, more) });

beforeEach(async () => {
  cast = await createCast();
});

describe('making one', () => {
  it('[A17] brings its minutes, from the template of its kind, once', async () => {
    const session = unwrap(await make({ kind: 'field_visit' }));
    expect(session).toMatchObject({ state: 'draft', commentsOpen: true, closedAt: null, version: 1 });
    expect(await cast.house.store.records.documents.byId(session.minutesId)).toMatchObject({
      kind: 'minutes',
      sessionId: session.id,
      generation: 1,
    });
    const { tail } = await cast.house.store.log.load(session.minutesId);
    const doc = new Y.Doc();
    for (const { update } of tail) Y.applyUpdate(doc, update);
    const text = doc.getXmlFragment('body').toString();
    for (const { es } of TEMPLATE_SECTIONS.field_visit) expect(text.split(es)).toHaveLength(2);
    expect(cast.house.told).toContainEqual({ kind: 'access', accountId: null, exchangeId: cast.exchangeId, documentId: session.minutesId });
  });

  it('[A17] [F5] of a hundred made at once for one point one is made, with one document', async () => {
    const draft = draftSession(cast.house);
    const codes = (
      await Promise.all(
        Array.from({ length: 100 }, () => createSession(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, ...draft })),
      )
    ).map(codeOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['ok', 'already_exists']));
    const documents = await cast.house.store.records.documents.listOf(cast.exchangeId);
    expect(documents.filter(({ kind }) => kind === 'minutes')).toHaveLength(1);
  });

  it('[A30] only a coordinator makes one', async () => {
    for (const role of ['host_editor', 'peer', 'donor', 'observer'] as const)
      expect(codeOf(await make({}, cast.callers[role]))).toBe('forbidden');
    for (const caller of [cast.stranger, cast.admin]) expect(codeOf(await make({}, caller))).toBe('not_found');
  });

  it('[A17] it names only members of its exchange and institutions of the hub; an observer neither chairs nor reports', async () => {
    const { members, exchangeId } = cast;
    const problems = async (more: Partial<SessionDraft>) => {
      const result = await make(more);
      return result.ok ? [] : (result.refusal.fields ?? []).map(({ path }) => path);
    };
    expect(await problems({ chairId: exchangeId as never })).toEqual(['chairId']);
    expect(await problems({ chairId: members.observer.id, rapporteurIds: [members.observer.id] })).toEqual(['chairId', 'rapporteurIds']);
    expect(await problems({ speakerIds: [exchangeId as never], participants: [exchangeId as never] })).toEqual([
      'speakerIds',
      'participants',
    ]);
    expect(await problems({ chairId: members.donor.id, speakerIds: [members.observer.id] })).toEqual([]);
  });

  it('[A18] AMBER+STRICT is of one institution, and nobody makes what they could not read', async () => {
    const { institutions, members } = cast;
    const strict = { tlp: 'AMBER+STRICT', chr: false } as const;
    const [own, other] = [institutions.coordinator.id, institutions.peer.id];
    expect(codeOf(await make({ marking: strict, participants: [own] }))).toBe('ok');
    expect(codeOf(await make({ marking: strict, participants: [own, other] }))).toBe('bad_request');
    expect(codeOf(await make({ marking: strict, participants: [other] }))).toBe('bad_request');
    const red = { tlp: 'RED', chr: false } as const;
    expect(codeOf(await make({ marking: red, namedIds: [members.peer.id] }))).toBe('bad_request');
    expect(codeOf(await make({ marking: red, namedIds: [members.peer.id, members.coordinator.id] }))).toBe('ok');
  });
});

describe('editing', () => {
  it('[A33] changes what is named; the minutes take title and marking with it; the doors are told', async () => {
    const session = unwrap(await make());
    cast.house.told.length = 0;
    const edited = unwrap(
      await editSession(cast.house, cast.callers.coordinator, {
        sessionId: session.id,
        version: 1,
        title: { es: 'Otra' },
        marking: { tlp: 'AMBER', chr: true },
      }),
    );
    expect(edited).toMatchObject({ title: { es: 'Otra' }, kind: 'plenary', version: 2 });
    const minutes = await cast.house.store.records.documents.byId(session.minutesId);
    expect(minutes).toMatchObject({ title: { es: 'Otra' }, marking: { tlp: 'AMBER', chr: true }, version: 2 });
    expect(cast.house.told.map(({ kind }) => kind)).toEqual(['changed', 'access']);
    expect(codeOf(await editSession(cast.house, cast.callers.coordinator, { sessionId: session.id, version: 1 }))).toBe('version_conflict');
  });

  it('[A32] who reads it and may not edit is told so; who may not read it, that it is not there', async () => {
    const open = unwrap(await make());
    const closed = unwrap(await make({ marking: { tlp: 'AMBER', chr: false } }));
    const edit = async (caller: Caller, sessionId: typeof open.id) =>
      codeOf(await editSession(cast.house, caller, { sessionId, version: 1 }));
    expect(await edit(cast.callers.host_editor, open.id)).toBe('forbidden');
    expect(await edit(cast.callers.observer, open.id)).toBe('forbidden');
    expect(await edit(cast.callers.observer, closed.id)).toBe('not_found');
    expect(await edit(cast.stranger, open.id)).toBe('not_found');
  });

  it('[A49] lowering a marking needs the institution that made the session; raising does not', async () => {
    const session = unwrap(await make());
    const second = await createAccount(cast.house, 'otra.coordinacion@oim.example');
    await addMember(cast.house, cast.exchangeId, second, 'coordinator', cast.institutions.donor.id);
    const mark = async (caller: Caller, version: number, tlp: 'GREEN' | 'AMBER', chr = false) =>
      codeOf(await editSession(cast.house, caller, { sessionId: session.id, version, marking: { tlp, chr } }));
    expect(await mark(second, 1, 'AMBER', true)).toBe('ok');
    expect(await mark(second, 2, 'GREEN', true)).toBe('forbidden');
    expect(await mark(second, 2, 'AMBER', false)).toBe('forbidden');
    expect(await mark(cast.callers.coordinator, 2, 'GREEN')).toBe('ok');
  });
});

describe('states', () => {
  const set = async (sessionId: string, state: SessionState): Promise<number> => {
    await cast.house.store.transact(async (records) => {
      const row = await records.sessions.byId(sessionId as never);
      if (row !== null) await records.sessions.update({ ...row, state, version: row.version + 1 });
    });
    return (await cast.house.store.records.sessions.byId(sessionId as never))?.version ?? 0;
  };

  it('[A19] every move that is not in the table is refused', async () => {
    const { id } = unwrap(await make());
    for (const from of sessionStateSchema.options)
      for (const to of sessionStateSchema.options) {
        const version = await set(id, from);
        const moved = await moveSession(cast.house, cast.callers.coordinator, {
          sessionId: id,
          version,
          state: to,
          reason: 'Falta un acuerdo',
        });
        expect([from, to, codeOf(moved)]).toEqual([from, to, SESSION_MOVES[from].includes(to) ? 'ok' : 'state_not_allowed']);
        if (moved.ok) expect(moved.value.closedAt !== null).toBe(to === 'closed');
      }
  });

  it('[A34] its chair moves it, if host or peer; other members and a donor in the chair do not', async () => {
    const move = async (chair: 'host_editor' | 'peer' | 'donor', caller: Caller) => {
      const { id } = unwrap(await make({ chairId: cast.members[chair].id }));
      return codeOf(await moveSession(cast.house, caller, { sessionId: id, version: 1, state: 'open' }));
    };
    expect(await move('host_editor', cast.callers.host_editor)).toBe('ok');
    expect(await move('peer', cast.callers.peer)).toBe('ok');
    expect(await move('donor', cast.callers.donor)).toBe('forbidden');
    expect(await move('peer', cast.callers.host_editor)).toBe('forbidden');
    expect(await move('peer', cast.callers.observer)).toBe('forbidden');
  });

  it('[A19] a closed one is opened again by a coordinator, with a reason that stays with the minutes', async () => {
    const { id, minutesId } = unwrap(await make({ chairId: cast.members.host_editor.id }));
    const version = await set(id, 'closed');
    const reopen = (caller: Caller, reason?: string) =>
      moveSession(cast.house, caller, { sessionId: id, version, state: 'in_progress', reason });
    expect(codeOf(await reopen(cast.callers.host_editor, 'Falta')).toString()).toBe('forbidden');
    expect(await reopen(cast.callers.coordinator)).toMatchObject({ refusal: { fields: [{ path: 'reason', problem: 'field_missing' }] } });
    expect(codeOf(await reopen(cast.callers.coordinator, 'Falta un acuerdo'))).toBe('ok');
    const comments = unwrap(await listComments(cast.house, cast.callers.peer, { documentId: minutesId }));
    expect(comments).toMatchObject([{ body: 'Falta un acuerdo', authorId: cast.members.coordinator.id }]);
  });

  it('[A33] of two moves at once one wins', async () => {
    const { id } = unwrap(await make());
    const move = (state: SessionState) => moveSession(cast.house, cast.callers.coordinator, { sessionId: id, version: 1, state });
    expect((await Promise.all([move('open'), move('cancelled')])).map(codeOf).sort()).toEqual(['ok', 'version_conflict']);
  });

  it('[A38] the chair closes and opens its comments; others do not', async () => {
    const { id } = unwrap(await make({ chairId: cast.members.peer.id }));
    const set = async (caller: Caller, version: number, isOpen: boolean) =>
      codeOf(await setSessionComments(cast.house, caller, { sessionId: id, version, isOpen }));
    expect(await set(cast.callers.host_editor, 1, false)).toBe('forbidden');
    expect(await set(cast.callers.peer, 1, false)).toBe('ok');
    expect(await set(cast.callers.coordinator, 2, true)).toBe('ok');
  });
});
