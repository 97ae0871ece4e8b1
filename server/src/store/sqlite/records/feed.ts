// The change feed and the small facts of the hub.
import type { ExchangeId } from '@enlace/shared/ids';
import { sql } from 'kysely';
import type { Records } from '../../port/records.ts';
import { type Access, decodeAll } from './repository.ts';

export const createFeed = (access: Access): Pick<Records, 'changes' | 'facts'> => ({
  changes: createChanges(access),
  facts: {
    read: async (key) => (await access.read.selectFrom('fact').select('value').where('key', '=', key).executeTakeFirst())?.value ?? null,
    write: (key, value) =>
      access.write(async (db) => {
        const fact = db.insertInto('fact').values({ key, value });
        await fact.onConflict((conflict) => conflict.column('key').doUpdateSet({ value })).execute();
      }),
    remove: (key) =>
      access.write(async (db) => {
        await db.deleteFrom('fact').where('key', '=', key).execute();
      }),
  },
});

function createChanges(access: Access): Records['changes'] {
  const ofExchange = (exchangeId: ExchangeId) => access.read.selectFrom('change').selectAll().where('exchangeId', '=', exchangeId);
  return {
    // One writer at a time, so the highest number plus one is free, and a number that rolled back is given again: no gaps (T6).
    append: (change) =>
      access.write(async (db) => {
        const seq = db.selectFrom('change').select(sql<number>`coalesce(max(seq), 0) + 1`.as('next'));
        const { seq: given } = await db
          .insertInto('change')
          .values({ ...change, seq })
          .returning('seq')
          .executeTakeFirstOrThrow();
        return { ...change, seq: given };
      }),
    since: async (exchangeId, seq, limit) =>
      decodeAll('change', await ofExchange(exchangeId).where('seq', '>', seq).orderBy('seq').limit(limit).execute()),
    latest: async (exchangeId, since, limit) => {
      const all = ofExchange(exchangeId);
      return decodeAll('change', await (since === null ? all : all.where('at', '>', since)).orderBy('seq', 'desc').limit(limit).execute());
    },
    end: async () => {
      const { end } = await access.read
        .selectFrom('change')
        .select((of) => of.fn.max('seq').as('end'))
        .executeTakeFirstOrThrow();
      return end ?? 0;
    },
  };
}
