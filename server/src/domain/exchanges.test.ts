// Exchanges: making one whole, the list, editing, states, and what one reader sees of it.
import { readAgenda } from '@enlace/shared/document/agenda/read';
import { exchangeDaysMax } from '@enlace/shared/limits';
import type { ExchangeState } from '@enlace/shared/model/exchange';
import { EXCHANGE_MOVES, exchangeStateSchema } from '@enlace/shared/model/exchange';
import type { Role } from '@enlace/shared/model/member';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readExchange } from './exchange-view.ts';
import { createExchange, editExchange, listExchanges, moveExchange, phaseOf } from './exchanges.ts';
import {
  addMember,
  type Cast,
  codeOf,
  createAccount,
  createCast,
  draftExchange,
  draftSession,
  testNowMs,
  unwrap,
} from './house.support.ts';
import type { Caller } from './house.ts';
import { createSession, moveSession } from './sessions.ts';

let cast: Cast;
const view = (caller: Caller) => readExchange(cast.house, caller, { exchangeId: cast.exchangeId });
const edit = (caller: Caller, more: Partial<Parameters<typeof editExchange>[2]>) =>
  editExchange(cast.house, caller, { exchangeId: cast.exchangeId, version: 1, ...more });
const move = (version: number, state: ExchangeState, caller: Caller = cast.callers.coordinator) =>
  moveExchange(cast.house, caller, { exchangeId: cast.exchangeId, version, state });

beforeEach(async () => {
  cast = await createCast();
});

describe('making one', () => {
  it('[A16] brings its agenda document with a day for each date, its first coordinator and the host’s delegation', async () => {
    const { house, callers, institutions } = cast;
    const made = unwrap(await createExchange(house, callers.coordinator, draftExchange(institutions.host_editor.id)));
    expect(made.me).toMatchObject({ role: 'coordinator', institutionId: institutions.host_editor.id });
    expect(made.delegations.map(({ institutionId }) => institutionId)).toEqual([institutions.host_editor.id]);
    expect(made.exchange).toMatchObject({ state: 'planning', isSample: false });
    const { tail } = await house.store.log.load(made.agendaDocument?.id as never);
    const doc = new Y.Doc();
    for (const { update } of tail) Y.applyUpdate(doc, update);
    expect([...readAgenda(doc).days.keys()]).toEqual(['2027-03-10', '2027-03-11', '2027-03-12']);
    expect(tail).toHaveLength(1);
  });

  it('[A30] only an administrator or who coordinates somewhere makes one', async () => {
    const { house, callers, institutions, admin, stranger } = cast;
    for (const role of ['host_editor', 'peer', 'donor', 'observer'] as const)
      expect(codeOf(await createExchange(house, callers[role], draftExchange(institutions[role].id)))).toBe('forbidden');
    expect(codeOf(await createExchange(house, stranger, draftExchange(institutions.peer.id)))).toBe('forbidden');
    expect(codeOf(await createExchange(house, admin, draftExchange(institutions.peer.id)))).toBe('ok');
  });

  it('[A16] up to sixty days the agenda begins with them, a longer exchange with none', async () => {
    const { house, callers, institutions } = cast;
    const daysUntil = async (endsOn: string): Promise<number> => {
      const draft = draftExchange(institutions.peer.id, { startsOn: '2027-01-01', endsOn });
      const { agendaDocument } = unwrap(await createExchange(house, callers.coordinator, draft));
      if (agendaDocument === null) throw new Error('no agenda');
      const doc = new Y.Doc();
      for (const { update } of (await house.store.log.load(agendaDocument.id)).tail) Y.applyUpdate(doc, update);
      return readAgenda(doc).days.size;
    };
    expect(await daysUntil('2027-03-01')).toBe(exchangeDaysMax);
    expect(await daysUntil('2027-03-02')).toBe(0);
    expect(await daysUntil('2029-12-31')).toBe(0);
  });

  it('[A16] an end before its start, or an institution that is not there, makes nothing', async () => {
    const { house, callers, institutions } = cast;
    const before = await house.store.records.changes.end();
    for (const more of [{ endsOn: '2027-03-09' }, { hostInstitutionId: cast.exchangeId as never }])
      expect(codeOf(await createExchange(house, callers.coordinator, draftExchange(institutions.peer.id, more)))).toBe('bad_request');
    expect(await house.store.records.changes.end()).toBe(before);
    expect(unwrap(await listExchanges(house, callers.coordinator))).toHaveLength(1);
  });
});

describe('the list', () => {
  it('[A32] has one’s own exchanges and no other', async () => {
    expect(unwrap(await listExchanges(cast.house, cast.stranger))).toEqual([]);
    expect(unwrap(await listExchanges(cast.house, cast.admin))).toEqual([]);
    const [card] = unwrap(await listExchanges(cast.house, cast.callers.observer));
    expect(card).toMatchObject({ exchange: { id: cast.exchangeId }, me: { role: 'observer' }, phase: 'running' });
    const acronyms = card?.institutions.map(({ acronym }) => acronym.es) ?? [];
    expect(acronyms[0]).toBe('SRE'); // the host
    expect(acronyms.sort()).toEqual(['ACNUR', 'CA', 'INM', 'SE', 'SRE']);
  });

  it('[A19] the phase is what the state says: running past its planned end, over before it', async () => {
    const { exchange } = unwrap(await view(cast.callers.peer));
    const at = (day: string, state: typeof exchange.state) => phaseOf({ ...exchange, state }, Date.parse(`${day}T18:00:00Z`));
    for (const day of ['2027-03-01', '2027-03-11', '2028-01-01']) {
      expect(at(day, 'running')).toBe('running');
      for (const state of ['concluded', 'archived', 'cancelled'] as const) expect(at(day, state)).toBe('concluded');
    }
    for (const state of ['planning', 'confirmed'] as const)
      expect(['2027-03-01', '2027-03-11', '2028-01-01'].map((day) => at(day, state))).toEqual(['upcoming', 'running', 'concluded']);
  });

  it('[A19] else the phase is that of the dates in the exchange’s own zone', async () => {
    const { exchange } = unwrap(await view(cast.callers.peer));
    const at = (instant: string, more: Partial<typeof exchange> = {}) => phaseOf({ ...exchange, ...more }, Date.parse(instant));
    expect(at('2027-03-10T05:59:59Z')).toBe('upcoming'); // 23:59 of the 9th in Mexico City
    expect(at('2027-03-10T06:00:00Z')).toBe('running');
    expect(at('2027-03-13T05:59:59Z')).toBe('running');
    expect(at('2027-03-13T06:00:00Z')).toBe('concluded');
    expect(at('2027-03-11T12:00:00Z', { state: 'cancelled' })).toBe('concluded');
    expect(at('2027-03-09T15:30:00Z', { homeTimeZone: 'Asia/Tokyo' })).toBe('running');
  });

  it('[A19] running ones come first, newest first, then those to come by nearness, then the past ones, newest first', async () => {
    const { house, callers, institutions } = cast;
    for (const [startsOn, endsOn] of [
      ['2026-01-01', '2026-01-02'],
      ['2027-06-01', '2027-06-02'],
      ['2025-01-01', '2028-12-31'],
      ['2026-05-01', '2026-05-02'],
      ['2027-04-01', '2027-04-02'],
    ] as const)
      unwrap(await createExchange(house, callers.coordinator, draftExchange(institutions.coordinator.id, { startsOn, endsOn })));
    const cards = unwrap(await listExchanges(house, callers.coordinator));
    expect(cards.map(({ exchange }) => exchange.startsOn)).toEqual([
      '2027-03-10',
      '2025-01-01',
      '2027-04-01',
      '2027-06-01',
      '2026-05-01',
      '2026-01-01',
    ]);
  });
});

describe('what one reader sees', () => {
  it('[A32] a stranger and an administrator without a place see nothing, as if it were not there', async () => {
    for (const caller of [cast.stranger, cast.admin]) expect(codeOf(await view(caller))).toBe('not_found');
    expect(codeOf(await readExchange(cast.house, cast.stranger, { exchangeId: cast.members.peer.id as never }))).toBe('not_found');
  });

  it('[A32] people are cards: no address, no account', async () => {
    const seen = JSON.stringify(unwrap(await view(cast.callers.coordinator)).members);
    expect(seen).not.toContain('@');
    expect(seen).not.toContain('accountId');
    expect(unwrap(await view(cast.callers.peer)).members).toHaveLength(5);
  });

  it('[A34] sessions are those that the reader may read, with what they may do there', async () => {
    const { house, callers, institutions, members } = cast;
    const exchangeId = cast.exchangeId;
    const make = async (title: string, more: Parameters<typeof draftSession>[1]) =>
      unwrap(await createSession(house, callers.coordinator, { exchangeId, ...draftSession(house, { title: { es: title }, ...more }) }));
    await make('green', {});
    await make('amber', { marking: { tlp: 'AMBER', chr: false }, participants: [institutions.peer.id] });
    await make('red', { marking: { tlp: 'RED', chr: false }, namedIds: [members.coordinator.id] });
    await make('bilateral', { kind: 'bilateral', participants: [institutions.peer.id] });
    const titles = async (role: Role) =>
      unwrap(await view(callers[role]))
        .sessions.map(({ title }) => title.es)
        .sort();
    expect(await titles('coordinator')).toEqual(['amber', 'bilateral', 'green', 'red']);
    expect(await titles('host_editor')).toEqual(['bilateral', 'green']);
    expect(await titles('peer')).toEqual(['amber', 'bilateral', 'green']);
    expect(await titles('observer')).toEqual(['green']);
    const [green] = unwrap(await view(callers.peer)).sessions.filter(({ title }) => title.es === 'green');
    expect(green).toMatchObject({ mayWrite: true, mayComment: true, mayEdit: false, mayMove: false, mayCloseComments: false });
    const [forObserver] = unwrap(await view(callers.observer)).sessions;
    expect(forObserver).toMatchObject({ mayWrite: false, mayComment: true, mayEdit: false });
  });

  it('[A36] the live agenda is offered to those who may open it', async () => {
    const offered = async (role: Role) => unwrap(await view(cast.callers[role])).agendaDocument;
    expect(await offered('coordinator')).toMatchObject({ mayWrite: true, mayPropose: true, mayPublish: true });
    for (const role of ['host_editor', 'peer'] as const)
      expect(await offered(role)).toMatchObject({ mayWrite: false, mayPropose: true, mayPublish: false });
    for (const role of ['donor', 'observer'] as const) expect(await offered(role)).toBeNull();
  });

  it('[A41] what the reader may do is what the verbs allow', async () => {
    const may = async (role: Role) => unwrap(await view(cast.callers[role])).may;
    expect(await may('coordinator')).toEqual({ edit: true, move: true, createSession: true, invite: true });
    expect(await may('host_editor')).toEqual({ edit: false, move: false, createSession: false, invite: true });
    for (const role of ['peer', 'donor', 'observer'] as const)
      expect(await may(role)).toEqual({ edit: false, move: false, createSession: false, invite: false });
  });
});

describe('editing and states', () => {
  it('[A33] an edit names the version it saw; what is left out stays; others are told', async () => {
    const edited = unwrap(await edit(cast.callers.coordinator, { title: { es: 'Nuevo' } }));
    expect(edited).toMatchObject({ title: { es: 'Nuevo' }, place: { es: 'Ciudad de México' }, version: 2 });
    expect(cast.house.told).toMatchObject([
      { kind: 'changed', change: { subject: 'exchange', verb: 'changed', memberId: cast.members.coordinator.id } },
    ]);
    expect(codeOf(await edit(cast.callers.coordinator, { title: { es: 'Tarde' } }))).toBe('version_conflict');
    expect(codeOf(await edit(cast.callers.coordinator, { version: 2, endsOn: '2027-03-01' }))).toBe('bad_request');
  });

  it('[A33] of two edits at once one wins', async () => {
    const both = await Promise.all([
      edit(cast.callers.coordinator, { title: { es: 'A' } }),
      edit(cast.callers.coordinator, { title: { es: 'B' } }),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['ok', 'version_conflict']);
  });

  it('[A32] members who may not edit are told so; others that it is not there', async () => {
    for (const role of ['host_editor', 'peer', 'donor', 'observer'] as const) {
      expect(codeOf(await edit(cast.callers[role], { title: { es: 'No' } }))).toBe('forbidden');
      expect(codeOf(await move(1, 'confirmed', cast.callers[role]))).toBe('forbidden');
    }
    expect(codeOf(await edit(cast.stranger, {}))).toBe('not_found');
  });

  it('[A49] raising a marking is an edit; lowering it needs the institution that made the exchange', async () => {
    const { house, callers, institutions } = cast;
    const second = await createAccount(house, 'otra.coordinacion@oim.example');
    await addMember(house, cast.exchangeId, second, 'coordinator', institutions.donor.id);
    house.told.length = 0;
    unwrap(await edit(second, { marking: { tlp: 'AMBER', chr: false } }));
    expect(house.told).toContainEqual({ kind: 'access', accountId: null, exchangeId: cast.exchangeId, documentId: null });
    expect(codeOf(await edit(second, { version: 2, marking: { tlp: 'GREEN', chr: false } }))).toBe('forbidden');
    expect(codeOf(await edit(callers.coordinator, { version: 2, marking: { tlp: 'GREEN', chr: false } }))).toBe('ok');
  });

  it('[A19] every move that is not in the table is refused', async () => {
    const { house } = cast;
    for (const from of exchangeStateSchema.options)
      for (const to of exchangeStateSchema.options) {
        await house.store.transact(async (records) => {
          const row = await records.exchanges.byId(cast.exchangeId);
          if (row !== null) await records.exchanges.update({ ...row, state: from, version: row.version + 1 });
        });
        const version = (await house.store.records.exchanges.byId(cast.exchangeId))?.version ?? 0;
        const code = codeOf(await move(version, to));
        expect([from, to, code]).toEqual([from, to, EXCHANGE_MOVES[from].includes(to) ? 'ok' : 'state_not_allowed']);
      }
  });

  it('[A19] it concludes when every session is closed or cancelled', async () => {
    const { house, callers, exchangeId } = cast;
    const session = unwrap(await createSession(house, callers.coordinator, { exchangeId, ...draftSession(house) }));
    unwrap(await move(1, 'confirmed'));
    unwrap(await move(2, 'running'));
    expect(codeOf(await move(3, 'concluded'))).toBe('sessions_open');
    unwrap(await moveSession(house, callers.coordinator, { sessionId: session.id, version: 1, state: 'cancelled' }));
    house.told.length = 0;
    expect(codeOf(await move(3, 'concluded'))).toBe('ok');
    expect(house.told).toContainEqual({ kind: 'access', accountId: null, exchangeId, documentId: null });
    expect(house.clock.nowMs()).toBe(testNowMs);
  });
});
