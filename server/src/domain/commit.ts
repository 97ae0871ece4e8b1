// One transaction of a verb: all its rows, or none where it refuses; what happened is told only after the commit (A33).
// Every verb that writes re-reads inside what it decides on, so that there is no time between the check and the deed.
import type { AccountId, DocumentId, ExchangeId, SignInId } from '@enlace/shared/ids';
import type { Change } from '@enlace/shared/model/change';
import type { Member } from '@enlace/shared/model/member';
import type { Refusal, Result } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { type Fact, type House, instantNow } from './house.ts';

type ChangeDraft = Pick<Change, 'exchangeId' | 'subject' | 'subjectId' | 'verb'> & Partial<Pick<Change, 'sessionId'>>;

export interface Deed {
  readonly records: Records;
  /** Appends to the change feed, in this transaction. `by` null: the hub. */
  changed(change: ChangeDraft, by: Pick<Member, 'id' | 'institutionId'> | null): Promise<void>;
  /** Doors will ask again who may do what (R9). */
  accessChanged(whom: { accountId?: AccountId; exchangeId?: ExchangeId; documentId?: DocumentId }): void;
  signInsEnded(accountId: AccountId, signInIds: readonly SignInId[]): void;
}

/** Carries a refusal out of the transaction, which it rolls back. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export async function commit<T>(house: House, work: (deed: Deed) => Promise<Result<T>>): Promise<Result<T>> {
  const facts: Fact[] = [];
  const run = async (records: Records): Promise<Result<T>> => {
    facts.length = 0; // an adapter may run it again
    const result = await work(createDeed(house, records, facts));
    if (!result.ok) throw new Refused(result.refusal);
    return result;
  };
  try {
    const result = await house.store.transact(run);
    for (const fact of facts) house.facts.publish(fact);
    return result;
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

function createDeed(house: House, records: Records, facts: Fact[]): Deed {
  return {
    records,
    async changed(draft, by) {
      const change = await records.changes.append({
        sessionId: null,
        ...draft,
        memberId: by?.id ?? null,
        institutionId: by?.institutionId ?? null,
        at: instantNow(house),
      });
      facts.push({ kind: 'changed', change });
    },
    accessChanged({ accountId = null, exchangeId = null, documentId = null }) {
      facts.push({ kind: 'access', accountId, exchangeId, documentId });
    },
    signInsEnded(accountId, signInIds) {
      for (const signInId of signInIds) facts.push({ kind: 'sign-in-ended', accountId, signInId });
    },
  };
}
