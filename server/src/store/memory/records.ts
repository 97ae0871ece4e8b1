// Records of the memory adapter, for tests: the same rules as SQLite (store.contract.ts), nothing on disk.
import type { Records } from '../port/records.ts';
import { type Access, createRepository, insertInto, type Kind, selectFrom } from './repository.ts';
import type { Table, Tables } from './tables.ts';

const kind = <Row>(where: (tables: Tables) => Table<Row>, ...unique: Kind<Row>['unique'][number][]): Kind<Row> => ({ in: where, unique });

export function createRecords(access: Access): Records {
  return { ...createPlaces(access), ...createEntrances(access), ...createWork(access), ...createFeed(access) };
}

function createPlaces(access: Access): Pick<Records, 'institutions' | 'offices' | 'exchanges' | 'delegations' | 'members'> {
  const institutions = createRepository(
    access,
    kind((tables) => tables.institutions),
  );
  const offices = createRepository(
    access,
    kind((tables) => tables.offices),
  );
  const exchanges = createRepository(
    access,
    kind((tables) => tables.exchanges),
  );
  const delegations = createRepository(
    access,
    kind(
      (tables) => tables.delegations,
      (row) => `${row.exchangeId}/${row.institutionId}`,
    ),
  );
  const members = createRepository(
    access,
    kind(
      (tables) => tables.members,
      (row) => (row.removedAt === null ? `${row.exchangeId}/${row.accountId}` : null),
    ),
  );
  return {
    institutions: { ...institutions, list: () => institutions.select(() => true) },
    offices: { ...offices, list: () => offices.select(() => true) },
    exchanges: {
      ...exchanges,
      listOfAccount: async (accountId) => {
        const places = await members.select((row) => row.accountId === accountId && row.removedAt === null);
        return exchanges.select((row) => places.some((place) => place.exchangeId === row.id));
      },
    },
    delegations: { ...delegations, listOf: (exchangeId) => delegations.select((row) => row.exchangeId === exchangeId) },
    members: {
      ...members,
      listOf: (exchangeId) => members.select((row) => row.exchangeId === exchangeId),
      ofAccount: (accountId) => members.select((row) => row.accountId === accountId),
    },
  };
}

function createEntrances(access: Access): Pick<Records, 'accounts' | 'signIns' | 'invitations'> {
  const accounts = createRepository(
    access,
    kind(
      (tables) => tables.accounts,
      (row) => row.email,
    ),
  );
  const invitations = createRepository(
    access,
    kind(
      (tables) => tables.invitations,
      (row) => row.tokenHash,
    ),
  );
  return {
    accounts: {
      ...accounts,
      byEmail: (email) => accounts.find((row) => row.email === email),
      count: async () => access.tables().accounts.size,
    },
    signIns: createSignIns(access),
    invitations: {
      ...invitations,
      byTokenHash: (tokenHash) => invitations.find((row) => row.tokenHash === tokenHash),
      listOf: (exchangeId) => invitations.select((row) => row.exchangeId === exchangeId),
      remove: (id) => access.write((tables) => tables.invitations.delete(id)),
    },
  };
}

function createSignIns(access: Access): Records['signIns'] {
  const signInKind = kind(
    (tables) => tables.signIns,
    (row) => row.tokenHash,
  );
  const table = (tables: Tables) => signInKind.in(tables);
  const removeWhere = (matches: (row: { id: string; tokenHash: string; accountId: string; expiresAt: string }) => boolean) =>
    access.write((tables) => {
      const gone = [...table(tables).values()].filter(matches);
      for (const row of gone) table(tables).delete(row.id);
      return gone.length;
    });
  return {
    byTokenHash: async (tokenHash) => selectFrom(table(access.tables()), (row) => row.tokenHash === tokenHash)[0] ?? null,
    listOf: async (accountId) => selectFrom(table(access.tables()), (row) => row.accountId === accountId),
    insert: (row) => access.write((tables) => insertInto(table(tables), signInKind, row)),
    touch: (tokenHash, seenAt, expiresAt) =>
      access.write((tables) => {
        for (const row of table(tables).values()) if (row.tokenHash === tokenHash) table(tables).set(row.id, { ...row, seenAt, expiresAt });
      }),
    remove: async (tokenHash) => {
      await removeWhere((row) => row.tokenHash === tokenHash);
    },
    removeAllOf: (accountId, except) => removeWhere((row) => row.accountId === accountId && row.id !== except),
    removeExpired: (now) => removeWhere((row) => row.expiresAt <= now),
  };
}

function createWork(access: Access): Pick<Records, 'sessions' | 'documents' | 'comments' | 'agendas'> {
  const sessions = createRepository(
    access,
    kind(
      (tables) => tables.sessions,
      (row) => `${row.exchangeId}/${row.agendaItemId}`,
    ),
  );
  const documentKind = kind((tables) => tables.documents);
  const documents = createRepository(access, documentKind);
  const comments = createRepository(
    access,
    kind((tables) => tables.comments),
  );
  return {
    sessions: { ...sessions, listOf: (exchangeId) => sessions.select((row) => row.exchangeId === exchangeId) },
    documents: {
      byId: documents.byId,
      listOf: (exchangeId) => documents.select((row) => row.exchangeId === exchangeId),
      create: (row, firstUpdate) =>
        access.write((tables) => {
          if (!insertInto(tables.documents, documentKind, row)) return false;
          tables.log.set(row.id, [{ seq: 1, update: new Uint8Array(firstUpdate) }]);
          return true;
        }),
      update: documents.update,
    },
    comments: { ...comments, listOf: (documentId) => comments.select((row) => row.documentId === documentId) },
    agendas: {
      latest: async (exchangeId) =>
        structuredClone(
          [...access.tables().agendas.values()].filter((row) => row.exchangeId === exchangeId).sort((a, b) => b.edition - a.edition)[0] ??
            null,
        ),
      insert: (row) =>
        access.write((tables) => {
          const key = `${row.exchangeId}/${row.edition}`;
          if (tables.agendas.has(key)) return false;
          tables.agendas.set(key, structuredClone(row));
          return true;
        }),
    },
  };
}

function createFeed(access: Access): Pick<Records, 'changes' | 'facts'> {
  const changes = () => [...access.tables().changes.values()];
  return {
    changes: {
      append: (change) =>
        access.write((tables) => {
          const numbered = { ...structuredClone(change), seq: tables.changes.size + 1 };
          tables.changes.set(String(numbered.seq), numbered);
          return { ...numbered };
        }),
      since: async (exchangeId, seq, limit) =>
        changes()
          .filter((row) => row.exchangeId === exchangeId && row.seq > seq)
          .slice(0, limit),
      latest: async (exchangeId, since, limit) =>
        changes()
          .filter((row) => row.exchangeId === exchangeId && (since === null || row.at > since))
          .reverse()
          .slice(0, limit),
      end: async () => access.tables().changes.size,
    },
    facts: {
      read: async (key) => access.tables().facts.get(key) ?? null,
      write: (key, value) =>
        access.write((tables) => {
          tables.facts.set(key, value);
        }),
      remove: (key) =>
        access.write((tables) => {
          tables.facts.delete(key);
        }),
    },
  };
}
