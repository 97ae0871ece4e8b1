// Contract of the repositories: T1–T5, T7.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Records } from '../port/records.ts';
import { AT, type Draw, LATER, newHash, newId, uniqueBytes } from './draw.support.ts';
import type { OpenStore } from './open-store.support.ts';
import { createAccount, createExchange, createInstitution, createMember, createSignIn } from './people.support.ts';
import { createWorld, saveWorld, type World } from './world.support.ts';

interface Versioned {
  readonly id: string;
  readonly version: number;
}
interface Repository<Row> {
  byId(id: string): Promise<Row | null>;
  insert(row: Row): Promise<boolean>;
  update(row: Row): Promise<boolean>;
}

/** Every record that is inserted, updated and read by its id: where it lies, one of them, and a change of it. */
const KINDS = {
  accounts: kind('account', (records) => records.accounts, { isAdmin: false, language: 'en' }),
  institutions: kind('institution', (records) => records.institutions, { country: null, aliases: [] }),
  offices: kind('office', (records) => records.offices, { isField: false }),
  exchanges: kind('exchange', (records) => records.exchanges, { title: { en: 'Other' }, languages: ['en'] }),
  delegations: kind('delegation', (records) => records.delegations, { head: null, size: 0 }),
  members: kind('member', (records) => records.members, { removedAt: AT }),
  invitations: kind('invitation', (records) => records.invitations, { usedAt: AT }),
  sessions: kind('session', (records) => records.sessions, { room: null, commentsOpen: false, namedIds: [] }),
  comments: kind('comment', (records) => records.comments, { anchor: { kind: 'document' }, body: 'Otra' }),
};

type Kept = { [Part in keyof World]: World[Part] extends Versioned ? Part : never }[keyof World];

function kind<Part extends Kept>(
  part: Part,
  of: (records: Records) => { insert(row: World[Part]): Promise<boolean> },
  change: Partial<World[Part]>,
) {
  // ids are branded per record; here one list holds all kinds
  const repository = (records: Records) => of(records) as unknown as Repository<Versioned>;
  return { repository, from: (world: World): Versioned => world[part], change };
}

async function openWithWorld(open: OpenStore) {
  const { store, reopen } = await open();
  const world = createWorld();
  await store.transact((records) => saveWorld(records, world));
  return { store, reopen, world, records: store.records };
}

export function describeRecords(open: OpenStore): void {
  describe.each(Object.entries(KINDS))('%s', (_name, { repository, from, change }) => {
    test('[T1] is read back as it was written, also after a restart', async () => {
      const { records, reopen, world } = await openWithWorld(open);
      expect(await repository(records).byId(from(world).id)).toEqual(from(world));
      expect(await repository((await reopen()).records).byId(from(world).id)).toEqual(from(world));
    });

    test('[T2] a second insert of the same id answers false and changes nothing', async () => {
      const { records, world } = await openWithWorld(open);
      expect(await repository(records).insert({ ...from(world), ...change })).toBe(false);
      expect(await repository(records).byId(from(world).id)).toEqual(from(world));
    });

    test('[T4] an update writes over the version before it, and over no other', async () => {
      const { records, world } = await openWithWorld(open);
      const next = { ...from(world), ...change, version: 2 };
      expect(await repository(records).update({ ...next, version: 1 })).toBe(false);
      expect(await repository(records).update({ ...next, version: 3 })).toBe(false);
      expect(await repository(records).byId(next.id)).toEqual(from(world));
      expect(await repository(records).update(next)).toBe(true);
      expect(await repository(records).byId(next.id)).toEqual(next);
      expect(await repository(records).update(next)).toBe(false);
    });

    test('[T4] an update of what is not there answers false', async () => {
      const { records, world } = await openWithWorld(open);
      const absent = { ...from(world), id: newId<string>(), version: 2 };
      expect(await repository(records).update(absent)).toBe(false);
      expect(await repository(records).byId(absent.id)).toBeNull();
    });
  });

  describeRoundTrip(open);
  describeUniqueKeys(open);
  describeLists(open);
  describeSignIns(open);
}

function describeRoundTrip(open: OpenStore): void {
  test('[T1] every record with any text is read back as it was written', { timeout: 60_000 }, async () => {
    const { store } = await open();
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (gen) => {
        const world = createWorld(drawFrom(gen));
        await store.transact((records) => saveWorld(records, world));
        for (const { repository, from } of Object.values(KINDS)) {
          expect(await repository(store.records).byId(from(world).id)).toEqual(from(world));
        }
        expect(await store.records.documents.byId(world.document.id)).toEqual(world.document);
        expect(await store.records.signIns.byTokenHash(world.signIn.tokenHash)).toEqual(world.signIn);
        expect(await store.records.agendas.latest(world.exchange.id)).toEqual(world.agenda);
        const change = await store.records.changes.append(world.change);
        expect(await store.records.changes.since(world.exchange.id, 0, 10)).toEqual([{ ...world.change, seq: change.seq }]);
      }),
      { numRuns: 60 },
    );
  });
}

/** Any text that the edges let in: well-formed Unicode without NUL. */
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((any) => any.toWellFormed().replaceAll('\0', ' '));

const drawFrom = (gen: fc.GeneratorValue): Draw => ({
  text: () => gen(() => text),
  flag: () => gen(fc.boolean),
  int: (max) => gen(fc.nat, max),
  of: <T>(...values: readonly T[]): T => values[gen(fc.nat, values.length - 1)] as T, // nat() is at most the last index
  unique: uniqueBytes,
});

function describeUniqueKeys(open: OpenStore): void {
  test('[T3] one account per e-mail, also by update', async () => {
    const { records, world } = await openWithWorld(open);
    const other = createAccount();
    expect(await records.accounts.insert({ ...other, email: world.account.email })).toBe(false);
    expect(await records.accounts.insert(other)).toBe(true);
    expect(await records.accounts.update({ ...other, email: world.account.email, version: 2 })).toBe(false);
    expect(await records.accounts.byId(other.id)).toEqual(other);
    expect(await records.accounts.byEmail(world.account.email)).toEqual(world.account);
    expect(await records.accounts.byEmail('nadie@ejemplo.mx')).toBeNull();
    expect(await records.accounts.count()).toBe(2);
  });

  test('[T3] one sign-in and one invitation per token hash', async () => {
    const { records, world } = await openWithWorld(open);
    expect(await records.signIns.insert({ ...world.signIn, id: newId() })).toBe(false);
    expect(await records.invitations.insert({ ...world.invitation, id: newId() })).toBe(false);
    expect(await records.invitations.byTokenHash(world.invitation.tokenHash)).toEqual(world.invitation);
    expect(await records.invitations.byTokenHash(newHash())).toBeNull();
  });

  test('[T3] one live member per account and exchange; after a removal another, and the removed one stays removed', async () => {
    const { records, world } = await openWithWorld(open);
    const again = createMember(world);
    expect(await records.members.insert(again)).toBe(false);
    const removed = { ...world.member, removedAt: AT, version: 2 };
    expect(await records.members.update(removed)).toBe(true);
    expect(await records.members.insert(again)).toBe(true);
    expect(await records.members.update({ ...removed, removedAt: null, version: 3 })).toBe(false);
    expect(await records.members.listOf(world.exchange.id)).toEqual([removed, again]);
  });

  test('[T3] one session per agenda item, one delegation per institution, one agenda per edition', async () => {
    const { records, world } = await openWithWorld(open);
    expect(await records.sessions.insert({ ...world.session, id: newId() })).toBe(false);
    expect(await records.delegations.insert({ ...world.delegation, id: newId() })).toBe(false);
    expect(await records.agendas.insert({ ...world.agenda, items: [] })).toBe(false);
    expect(await records.agendas.latest(world.exchange.id)).toEqual(world.agenda);
    const second = { ...world.agenda, edition: 2, items: [] };
    expect(await records.agendas.insert(second)).toBe(true);
    expect(await records.agendas.latest(world.exchange.id)).toEqual(second);
    expect(await records.agendas.latest(newId())).toBeNull();
  });
}

function describeLists(open: OpenStore): void {
  test('[T5] lists hold what belongs to them, in order of id', async () => {
    const { store, records, world } = await openWithWorld(open);
    const other = createWorld();
    await store.transact((inside) => saveWorld(inside, other));
    expect(await records.institutions.list()).toEqual([world.parent, world.institution, other.parent, other.institution]);
    expect(await records.offices.list()).toEqual([world.office, other.office]);
    expect(await records.delegations.listOf(world.exchange.id)).toEqual([world.delegation]);
    expect(await records.sessions.listOf(world.exchange.id)).toEqual([world.session]);
    expect(await records.documents.listOf(world.exchange.id)).toEqual([world.agendaDocument, world.document]);
    expect(await records.comments.listOf(world.document.id)).toEqual([world.comment, world.reply]);
    expect(await records.invitations.listOf(world.exchange.id)).toEqual([world.invitation]);
    expect(await records.members.ofAccount(world.account.id)).toEqual([world.member]);
    expect(await records.members.listOf(newId())).toEqual([]);
  });

  test('[T5] a person’s exchanges are those where they are a live member', async () => {
    const { records, world } = await openWithWorld(open);
    const institution = createInstitution(world.account, null);
    const exchange = createExchange(world.account, institution);
    await records.institutions.insert(institution);
    await records.exchanges.insert(exchange);
    expect(await records.exchanges.listOfAccount(world.account.id)).toEqual([world.exchange]);
    const member = createMember({ account: world.account, institution, exchange });
    await records.members.insert(member);
    expect(await records.exchanges.listOfAccount(world.account.id)).toEqual([world.exchange, exchange]);
    await records.members.update({ ...member, removedAt: LATER, version: 2 });
    expect(await records.exchanges.listOfAccount(world.account.id)).toEqual([world.exchange]);
  });

  test('[T5] an invitation that was removed is gone; removing it again answers false', async () => {
    const { records, world } = await openWithWorld(open);
    expect(await records.invitations.remove(world.invitation.id)).toBe(true);
    expect(await records.invitations.remove(world.invitation.id)).toBe(false);
    expect(await records.invitations.byId(world.invitation.id)).toBeNull();
  });
}

function describeSignIns(open: OpenStore): void {
  test('[T7] a sign-in is touched, ended alone, ended with all but one, and ended by its time', async () => {
    const { records, world } = await openWithWorld(open);
    const second = createSignIn(world.account);
    const third = { ...createSignIn(world.account), expiresAt: AT };
    const foreign = createAccount();
    await records.accounts.insert(foreign);
    const kept = createSignIn(foreign);
    for (const row of [second, third, kept]) expect(await records.signIns.insert(row)).toBe(true);

    await records.signIns.touch(second.tokenHash, LATER, '2027-04-01T00:00:00.000Z');
    expect(await records.signIns.byTokenHash(second.tokenHash)).toEqual({
      ...second,
      seenAt: LATER,
      expiresAt: '2027-04-01T00:00:00.000Z',
    });
    await records.signIns.touch(newHash(), LATER, LATER);
    expect(await records.signIns.listOf(world.account.id)).toHaveLength(3);

    expect(await records.signIns.removeExpired(AT)).toBe(1);
    expect(await records.signIns.byTokenHash(third.tokenHash)).toBeNull();
    expect(await records.signIns.removeAllOf(world.account.id, second.id)).toBe(1);
    expect(await records.signIns.byTokenHash(world.signIn.tokenHash)).toBeNull();
    await records.signIns.remove(second.tokenHash);
    expect(await records.signIns.listOf(world.account.id)).toEqual([]);
    expect(await records.signIns.removeAllOf(foreign.id, null)).toBe(1);
    expect(await records.signIns.listOf(foreign.id)).toEqual([]);
  });
}
