// Accounts, sign-ins, invitations: how people come in. Tokens are here only as their SHA-256 (S3).
import type { Records } from '../../port/records.ts';
import { type Access, createRepository, decodeAll, decodeOne, insertInto } from './repository.ts';

export const createEntrances = (access: Access): Pick<Records, 'accounts' | 'signIns' | 'invitations'> => ({
  accounts: createAccounts(access),
  signIns: createSignIns(access),
  invitations: createInvitations(access),
});

const createAccounts = (access: Access): Records['accounts'] => ({
  ...createRepository(access, 'account'),
  byEmail: async (email) =>
    decodeOne('account', await access.read.selectFrom('account').selectAll().where('email', '=', email).executeTakeFirst()),
  count: async () => {
    const { count } = await access.read.selectFrom('account').select(access.read.fn.countAll().as('count')).executeTakeFirstOrThrow();
    return Number(count);
  },
});

const createSignIns = (access: Access): Records['signIns'] => ({
  byTokenHash: async (tokenHash) =>
    decodeOne('signIn', await access.read.selectFrom('signIn').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()),
  listOf: async (accountId) =>
    decodeAll('signIn', await access.read.selectFrom('signIn').selectAll().where('accountId', '=', accountId).orderBy('id').execute()),
  insert: (row) => access.write((db) => insertInto(db, 'signIn', row)),
  touch: (tokenHash, seenAt, expiresAt) =>
    access.write(async (db) => {
      await db.updateTable('signIn').set({ seenAt, expiresAt }).where('tokenHash', '=', tokenHash).execute();
    }),
  remove: (tokenHash) =>
    access.write(async (db) => {
      await db.deleteFrom('signIn').where('tokenHash', '=', tokenHash).execute();
    }),
  removeAllOf: (accountId, except) =>
    access.write(async (db) => {
      const all = db.deleteFrom('signIn').where('accountId', '=', accountId);
      return Number((await (except === null ? all : all.where('id', '!=', except)).executeTakeFirst()).numDeletedRows);
    }),
  removeExpired: (now) =>
    access.write(async (db) => Number((await db.deleteFrom('signIn').where('expiresAt', '<=', now).executeTakeFirst()).numDeletedRows)),
});

const createInvitations = (access: Access): Records['invitations'] => ({
  ...createRepository(access, 'invitation'),
  byTokenHash: async (tokenHash) =>
    decodeOne('invitation', await access.read.selectFrom('invitation').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()),
  listOf: async (exchangeId) =>
    decodeAll(
      'invitation',
      await access.read.selectFrom('invitation').selectAll().where('exchangeId', '=', exchangeId).orderBy('id').execute(),
    ),
  remove: (id) =>
    access.write(async (db) => (await db.deleteFrom('invitation').where('id', '=', id).executeTakeFirst()).numDeletedRows === 1n),
});
