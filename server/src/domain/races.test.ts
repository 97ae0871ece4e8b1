// Two people, or forty requests, at the same thing at once: one wins, the others are told why, and the rows are whole. On the store that
// tests use and on the one that people use.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommentId } from '@enlace/shared/ids';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../runtime/clock.ts';
import { openMemoryStore } from '../store/memory/memory-store.ts';
import type { Store } from '../store/port/store.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import { publishAgenda } from './agenda-publish.ts';
import { createComment, listComments } from './comments.ts';
import { joinDocument } from './documents.ts';
import { editExchange } from './exchanges.ts';
import { addMember, type Cast, codeOf, createAccount, createCast, draftSession, openTestHouse, password, unwrap } from './house.support.ts';
import { newId } from './house.ts';
import { acceptInvitation } from './invitation-accept.ts';
import { createInvitations } from './invitations.ts';
import { removeMember } from './members.ts';
import { createSession } from './sessions.ts';
import { signIn } from './sign-in/sign-in.ts';

const door = { address: '192.0.2.1', userAgent: '' };

const STORES: readonly (readonly [string, (folder: string) => Promise<Store>])[] = [
  ['memory', async () => openMemoryStore()],
  ['sqlite', (dataDir) => openSqliteStore({ dataDir, clock: systemClock })],
];

describe.each(STORES)('at once, on %s', (_name, openStore) => {
  let folder: string;
  let cast: Cast;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'enlace-races-'));
    cast = await createCast(openTestHouse(2027, await openStore(folder)));
  });
  afterEach(async () => {
    await cast.house.store.close();
    rmSync(folder, { recursive: true });
  });

  /** How often each answer was given. */
  async function race(count: number, work: (turn: number) => Promise<Parameters<typeof codeOf>[0]>): Promise<Record<string, number>> {
    const codes = (await Promise.all(Array.from({ length: count }, (_, turn) => work(turn)))).map(codeOf);
    return Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]));
  }

  it('[A12] an invitation makes one member', async () => {
    const invitation = {
      email: 'nueva@inm.example',
      language: 'es',
      institutionId: cast.institutions.host_editor.id,
      officeId: null,
      functionalTitle: { es: 'Oficial' },
      role: 'host_editor',
      mayEndorse: false,
    } as const;
    const { house, exchangeId, callers } = cast;
    const [link] = unwrap(await createInvitations(house, callers.coordinator, { exchangeId, invitations: [invitation] }));
    const token = link?.url.split('/join/')[1] ?? '';
    const accept = () => acceptInvitation(house, door, { token, password, timeZone: 'America/Mexico_City', device: 'ordinary' });
    expect(await race(30, accept)).toEqual({ ok: 1, invitation_used: 29 });
    expect(await house.store.records.members.listOf(exchangeId)).toHaveLength(6);
    expect(codeOf(await signIn(house, door, { email: invitation.email, password, device: 'ordinary' }))).toBe('ok');
  });

  it('[A17] a point of the agenda gets one session and one document', async () => {
    const { house, exchangeId, callers } = cast;
    const draft = draftSession(house);
    expect(await race(30, () => createSession(house, callers.coordinator, { exchangeId, ...draft }))).toEqual({
      ok: 1,
      already_exists: 29,
    });
    expect(await house.store.records.documents.listOf(exchangeId)).toHaveLength(2);
  });

  it('[A33] of edits that saw the same version one is written', async () => {
    const { house, exchangeId, callers } = cast;
    const edit = (turn: number) => editExchange(house, callers.coordinator, { exchangeId, version: 1, title: { es: `Título ${turn}` } });
    expect(await race(20, edit)).toEqual({ ok: 1, version_conflict: 19 });
    expect(await house.store.records.exchanges.byId(exchangeId)).toMatchObject({ version: 2 });
  });

  it('[A43] two coordinators who remove each other leave one', async () => {
    const { house, exchangeId, callers, members, institutions } = cast;
    const second = await createAccount(house, 'otra.coordinacion@oim.example');
    const other = await addMember(house, exchangeId, second, 'coordinator', institutions.donor.id);
    const remove = (turn: number) =>
      turn === 0
        ? removeMember(house, callers.coordinator, { memberId: other.id })
        : removeMember(house, second, { memberId: members.coordinator.id });
    expect(await race(2, remove)).toMatchObject({ ok: 1 });
  });

  it('[A44] [A46] editions are counted without a gap, and a repeated comment is one', async () => {
    const { house, exchangeId, callers } = cast;
    expect(await race(10, () => publishAgenda(house, callers.coordinator, { exchangeId }))).toEqual({ ok: 10 });
    expect((await house.store.records.agendas.latest(exchangeId))?.edition).toBe(10);
    const { minutesId: documentId } = unwrap(await createSession(house, callers.coordinator, { exchangeId, ...draftSession(house) }));
    const once = { id: newId<CommentId>(house), kind: 'comment', anchor: { kind: 'document' }, parentId: null, body: 'x' } as const;
    expect(await race(20, () => createComment(house, callers.peer, { documentId, ...once }))).toEqual({ ok: 20 });
    expect(unwrap(await listComments(house, callers.peer, { documentId }))).toHaveLength(1);
  });

  it('[A23] a hundred screens get a hundred client ids, and what happened has no gap in its order', async () => {
    const { house, exchangeId, callers } = cast;
    const { minutesId: documentId } = unwrap(await createSession(house, callers.coordinator, { exchangeId, ...draftSession(house) }));
    const leased = new Set<number>();
    await race(100, async (turn) => {
      const joined = await joinDocument(house, turn % 2 ? callers.peer : callers.donor, { documentId, schemaVersion: 1 });
      leased.add(unwrap(joined).clientId);
      return joined;
    });
    expect(leased.size).toBe(100);
    const seqs = (await house.store.records.changes.since(exchangeId, 0, 1_000)).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, at) => at + 1));
  });
});
