// Sessions, documents, comments, published agendas: what people work on. The text itself is in the update log.
import type { Records } from '../../port/records.ts';
import { createUpdateRow } from '../update-row.ts';
import { type Access, createRepository, decodeAll, decodeOne, insertInto } from './repository.ts';

export function createWork(access: Access): Pick<Records, 'sessions' | 'documents' | 'comments' | 'agendas'> {
  const { read } = access;
  return {
    sessions: {
      ...createRepository(access, 'session'),
      listOf: async (exchangeId) =>
        decodeAll('session', await read.selectFrom('session').selectAll().where('exchangeId', '=', exchangeId).orderBy('id').execute()),
    },
    documents: createDocuments(access),
    comments: {
      ...createRepository(access, 'comment'),
      listOf: async (documentId) =>
        decodeAll('comment', await read.selectFrom('comment').selectAll().where('documentId', '=', documentId).orderBy('id').execute()),
    },
    agendas: {
      latest: async (exchangeId) => {
        const editions = read.selectFrom('agenda').selectAll().where('exchangeId', '=', exchangeId);
        return decodeOne('agenda', await editions.orderBy('edition', 'desc').limit(1).executeTakeFirst());
      },
      insert: (row) => access.write((db) => insertInto(db, 'agenda', row)),
    },
  };
}

function createDocuments(access: Access): Records['documents'] {
  const { byId, update } = createRepository(access, 'document');
  return {
    byId,
    update,
    listOf: async (exchangeId) => {
      const rows = access.read.selectFrom('document').selectAll().where('exchangeId', '=', exchangeId);
      return decodeAll('document', await rows.orderBy('id').execute());
    },
    create: (row, firstUpdate) =>
      access.write(async (db) => {
        if (!(await insertInto(db, 'document', row))) return false;
        const first = createUpdateRow({ documentId: row.id, seq: 1, memberId: null }, Date.parse(row.createdAt), firstUpdate);
        await db.insertInto('documentUpdate').values(first).execute();
        return true;
      }),
  };
}
