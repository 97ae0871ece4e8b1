// Opening documents: who reads, who writes, the list, joining with a client id and a ticket.
import { hubClientId } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import { type Role, roleSchema } from '@enlace/shared/model/member';
import type { SessionDraft } from '@enlace/shared/model/session';
import { beforeEach, describe, expect, it } from 'vitest';
import { joinDocument, listDocuments, openDocument } from './documents.ts';
import { editExchange, moveExchange } from './exchanges.ts';
import { type Cast, codeOf, createCast, draftSession, openTestHouse, unwrap } from './house.support.ts';
import type { Caller } from './house.ts';
import { removeMember } from './members.ts';
import { createSession, editSession } from './sessions.ts';

let cast: Cast;
let agendaId: DocumentId;
const make = async (more: Partial<SessionDraft> = {}) =>
  unwrap(await createSession(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, ...draftSession(cast.house, more) }));
const open = async (caller: Caller, documentId: DocumentId) => {
  const result = await openDocument(cast.house, caller, documentId);
  return result.ok ? (result.value.mayWrite ? 'writes' : 'reads') : result.refusal.code;
};
const openByAll = async (documentId: DocumentId) =>
  Object.fromEntries(
    await Promise.all(roleSchema.options.map(async (role) => [role, await open(cast.callers[role], documentId)] as const)),
  );

beforeEach(async () => {
  cast = await createCast();
  const [agenda] = await cast.house.store.records.documents.listOf(cast.exchangeId);
  agendaId = agenda?.id as DocumentId; // made with the exchange
});

describe('opening', () => {
  it('[A20] minutes of a GREEN session: coordinator, hosts and peers write, donors and observers read', async () => {
    const { minutesId } = await make();
    expect(await openByAll(minutesId)).toEqual({
      coordinator: 'writes',
      host_editor: 'writes',
      peer: 'writes',
      donor: 'reads',
      observer: 'reads',
    });
  });

  it('[A20] the agenda: coordinators write, hosts and peers read, the others read its editions', async () => {
    expect(await openByAll(agendaId)).toEqual({
      coordinator: 'writes',
      host_editor: 'reads',
      peer: 'reads',
      donor: 'not_found',
      observer: 'not_found',
    });
  });

  it('[A32] a stranger, an administrator and an unknown document get the same answer', async () => {
    const { minutesId } = await make();
    expect(await open(cast.stranger, minutesId)).toBe('not_found');
    expect(await open(cast.admin, minutesId)).toBe('not_found');
    expect(await open(cast.callers.coordinator, cast.exchangeId as never)).toBe('not_found');
  });

  it('[A20] says who is stamped into presence, and why one may not write', async () => {
    const { minutesId } = await make();
    expect(unwrap(await openDocument(cast.house, cast.callers.observer, minutesId))).toMatchObject({
      mayWrite: false,
      reason: 'read_only',
      seesAuthors: true,
      member: {
        id: cast.members.observer.id,
        institutionId: cast.institutions.observer.id,
        role: 'observer',
        functionalTitle: { es: 'Función observer' },
        acronym: { es: 'ACNUR' },
        hue: cast.institutions.observer.hue,
      },
    });
    expect(unwrap(await openDocument(cast.house, cast.callers.peer, minutesId)).reason).toBeNull();
  });

  it('[A20] the marking is the strictest of document, session and exchange, and changes take effect at once', async () => {
    const session = await make();
    const marking = async () => unwrap(await openDocument(cast.house, cast.callers.peer, session.minutesId)).document.marking;
    expect(await marking()).toEqual({ tlp: 'GREEN', chr: false });
    const amber = { tlp: 'AMBER', chr: true } as const;
    unwrap(await editExchange(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, version: 1, marking: amber }));
    expect(await marking()).toEqual(amber);
    expect(await open(cast.callers.observer, session.minutesId)).toBe('not_found');
    const named = { sessionId: session.id, version: 1, namedIds: [cast.members.observer.id] };
    unwrap(await editSession(cast.house, cast.callers.coordinator, named));
    expect(await open(cast.callers.observer, session.minutesId)).toBe('reads');
  });

  it('[A40] who is removed may open nothing from then on', async () => {
    const { minutesId } = await make();
    expect(await open(cast.callers.peer, minutesId)).toBe('writes');
    unwrap(await removeMember(cast.house, cast.callers.coordinator, { memberId: cast.members.peer.id }));
    expect(await open(cast.callers.peer, minutesId)).toBe('not_found');
    expect(unwrap(await listDocuments(cast.house, cast.callers.peer))).toEqual([]);
  });

  it('[A39] in an exchange that is cancelled everybody reads and nobody writes', async () => {
    const { minutesId } = await make();
    for (const [version, state] of [
      [1, 'confirmed'],
      [2, 'cancelled'],
    ] as const)
      unwrap(await moveExchange(cast.house, cast.callers.coordinator, { exchangeId: cast.exchangeId, version, state }));
    expect(new Set(Object.values(await openByAll(minutesId)))).toEqual(new Set(['reads']));
    expect(await open(cast.callers.coordinator, agendaId)).toBe('reads');
  });

  it('[A45] a reader from outside a session under the Chatham House rule is told no authors', async () => {
    const { minutesId } = await make({ marking: { tlp: 'GREEN', chr: true }, participants: [cast.institutions.peer.id] });
    const sees = async (role: Role) => unwrap(await openDocument(cast.house, cast.callers[role], minutesId)).seesAuthors;
    expect(await sees('peer')).toBe(true);
    expect(await sees('coordinator')).toBe(true);
    expect(await sees('donor')).toBe(false);
    expect(await sees('observer')).toBe(false);
  });
});

describe('the list', () => {
  it('[A21] is what can be opened, agendas first, with the right to write', async () => {
    const green = await make();
    const red = await make({ marking: { tlp: 'RED', chr: false }, namedIds: [cast.members.coordinator.id] });
    const list = async (role: Role) =>
      unwrap(await listDocuments(cast.house, cast.callers[role])).map(({ id, mayWrite }) => [id, mayWrite]);
    expect((await list('coordinator'))[0]).toEqual([agendaId, true]);
    expect(new Set((await list('coordinator')).map(([id]) => id))).toEqual(new Set([agendaId, green.minutesId, red.minutesId]));
    expect(await list('peer')).toEqual([
      [agendaId, false],
      [green.minutesId, true],
    ]);
    expect(await list('observer')).toEqual([[green.minutesId, false]]);
  });
});

describe('joining', () => {
  const join = (caller: Caller, documentId: DocumentId, more: { schemaVersion?: number; clientId?: number } = {}) =>
    joinDocument(cast.house, caller, { documentId, schemaVersion: 1, ...more });

  it('[A24] gives a ticket for this account, sign-in and document', async () => {
    const { minutesId } = await make();
    const joined = unwrap(await join(cast.callers.peer, minutesId));
    expect(joined).toMatchObject({ document: { id: minutesId, mayWrite: true }, generation: 1, schemaVersion: 1 });
    expect(cast.house.tickets.redeem(joined.ticket)).toEqual({
      accountId: cast.callers.peer.account.id,
      signInId: cast.callers.peer.signInId,
      documentId: minutesId,
      clientId: joined.clientId,
      isOutdated: false,
    });
  });

  it('[A32] who may not open it gets no ticket and no client id', async () => {
    const { minutesId } = await make();
    expect(codeOf(await join(cast.stranger, minutesId))).toBe('not_found');
    expect((await cast.house.store.log.clientsOf(minutesId, cast.stranger.account.id)).size).toBe(0);
  });

  it('[A22] an older client reads: its ticket says so', async () => {
    const { minutesId } = await make();
    const stored = await cast.house.store.records.documents.byId(minutesId);
    if (stored === null) throw new Error('no minutes');
    await cast.house.store.transact((records) => records.documents.update({ ...stored, schemaVersion: 3, version: 2 }));
    for (const [schemaVersion, mayWrite] of [
      [2, false],
      [3, true],
      [4, true],
    ] as const) {
      const joined = unwrap(await join(cast.callers.peer, minutesId, { schemaVersion }));
      expect(joined.document.mayWrite).toBe(mayWrite);
      expect(cast.house.tickets.redeem(joined.ticket)?.isOutdated).toBe(!mayWrite);
    }
  });

  it('[A23] [F11] no client id is leased twice, to whomever, and never the hub’s', async () => {
    const { minutesId } = await make();
    const leased = await Promise.all(
      Array.from({ length: 600 }, (_, i) =>
        join(cast.callers[roleSchema.options[i % 5] ?? 'peer'], minutesId).then((one) => unwrap(one).clientId),
      ),
    );
    expect(new Set(leased).size).toBe(600);
    expect(leased.every((id) => Number.isInteger(id) && id > hubClientId && id <= 0xffff_ffff)).toBe(true);
  });

  it('[A23] one’s own earlier id is granted again; another’s, and one of another document, are not', async () => {
    const [first, second] = [await make(), await make()];
    const { clientId } = unwrap(await join(cast.callers.peer, first.minutesId));
    expect(unwrap(await join(cast.callers.peer, first.minutesId, { clientId })).clientId).toBe(clientId);
    expect(unwrap(await join(cast.callers.host_editor, first.minutesId, { clientId })).clientId).not.toBe(clientId);
    expect(unwrap(await join(cast.callers.peer, second.minutesId, { clientId })).clientId).not.toBe(clientId);
    expect(unwrap(await join(cast.callers.peer, first.minutesId, { clientId: 12_345 })).clientId).not.toBe(12_345);
  });

  it('[A23] [F11] where randomness repeats itself, a taken id is passed over, and at the end it is a fault', async () => {
    const house = openTestHouse();
    const stuck = await createCast(house);
    const session = unwrap(await createSession(house, stuck.callers.coordinator, { exchangeId: stuck.exchangeId, ...draftSession(house) }));
    const rolls = [5, 5, 6];
    const loaded = {
      ...house,
      random: (count: number) => (count === 4 ? Uint8Array.of(0, 0, 0, rolls.shift() ?? 5) : house.random(count)),
    };
    const lease = async (role: Role) =>
      unwrap(await joinDocument(loaded, stuck.callers[role], { documentId: session.minutesId, schemaVersion: 1 })).clientId;
    expect(await lease('peer')).toBe(5);
    expect(await lease('donor')).toBe(6);
    await expect(lease('observer')).rejects.toThrow('randomness');
  });
});
