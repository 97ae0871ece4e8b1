// Institutions, offices, exchanges, delegations, members: who is where.
import type { Records } from '../../port/records.ts';
import { type Access, createRepository, decodeAll } from './repository.ts';

type Places = Pick<Records, 'institutions' | 'offices' | 'exchanges' | 'delegations' | 'members'>;

export function createPlaces(access: Access): Places {
  const { read } = access;
  return {
    institutions: {
      ...createRepository(access, 'institution'),
      list: async () => decodeAll('institution', await read.selectFrom('institution').selectAll().orderBy('id').execute()),
    },
    offices: {
      ...createRepository(access, 'office'),
      list: async () => decodeAll('office', await read.selectFrom('office').selectAll().orderBy('id').execute()),
    },
    exchanges: {
      ...createRepository(access, 'exchange'),
      listOfAccount: async (accountId) => {
        const places = read.selectFrom('member').select('exchangeId').where('accountId', '=', accountId).where('removedAt', 'is', null);
        return decodeAll('exchange', await read.selectFrom('exchange').selectAll().where('id', 'in', places).orderBy('id').execute());
      },
    },
    delegations: {
      ...createRepository(access, 'delegation'),
      listOf: async (exchangeId) =>
        decodeAll(
          'delegation',
          await read.selectFrom('delegation').selectAll().where('exchangeId', '=', exchangeId).orderBy('id').execute(),
        ),
    },
    members: {
      ...createRepository(access, 'member'),
      listOf: async (exchangeId) =>
        decodeAll('member', await read.selectFrom('member').selectAll().where('exchangeId', '=', exchangeId).orderBy('id').execute()),
      ofAccount: async (accountId) =>
        decodeAll('member', await read.selectFrom('member').selectAll().where('accountId', '=', accountId).orderBy('id').execute()),
    },
  };
}
