// What one screen may ask: to follow an exchange, to stop, to say where it is. Each asks the domain first; none trusts what was
// asked before. After a change of rights `recheck` takes away what is no longer allowed (R9).
import type { DocumentId, ExchangeId, MemberId } from '@enlace/shared/ids';
import { watchedPerScreenMax } from '@enlace/shared/limits';
import type { At, Unwatch, Watch } from '@enlace/shared/live/up';
import { ok, type Result, refuse } from '@enlace/shared/result';
import { requireMember } from '../domain/access.ts';
import { openDocument } from '../domain/documents.ts';
import type { House } from '../domain/house.ts';
import type { Verbs } from './events.ts';
import type { Presence } from './presence.ts';
import type { Publisher } from './publish.ts';
import type { Screen, Watching, Watchings } from './screen.ts';

interface ScreenParts {
  readonly house: House;
  readonly watchings: Watchings;
  readonly publisher: Publisher;
  readonly presence: Presence;
  /** Refuses `signed_out`; `isActive` where the person has just given a sign. */
  requireSignIn(isActive: boolean): Promise<Result<null>>;
}

export interface ScreenVerbs extends Verbs {
  isWatching(exchangeId: ExchangeId): boolean;
  /** Asks again for one exchange, or (null) for all that this screen follows. */
  recheck(exchangeId: ExchangeId | null): Promise<void>;
  leaveAll(): void;
}

const createWatching = (screen: Screen, exchangeId: ExchangeId, memberId: MemberId): Watching => {
  return { screen, exchangeId, memberId, seq: 0, documentId: null, isIdle: false, presence: '' };
};

/** Whether this reader may say that they are in that document, here; nowhere (null) is open to all. */
async function isOpenTo(house: House, { screen, exchangeId }: Watching, documentId: DocumentId | null): Promise<boolean> {
  if (documentId === null) return true;
  const opened = await openDocument(house, screen.caller, documentId);
  return opened.ok && opened.value.document.exchangeId === exchangeId;
}

export function createScreenVerbs(screen: Screen, { house, watchings, publisher, presence, requireSignIn }: ScreenParts): ScreenVerbs {
  const mine = new Map<ExchangeId, Watching>();
  const { records } = house.store;
  const accountId = screen.caller.account.id;
  let isGone = false;

  function leave(exchangeId: ExchangeId): void {
    const watching = mine.get(exchangeId);
    mine.delete(exchangeId);
    if (watching !== undefined && watchings.remove(watching)) presence.changed(exchangeId);
  }

  async function watch({ exchangeId, since }: Watch): Promise<Result<{ readonly seq: number }>> {
    const signedIn = await requireSignIn(false);
    if (!signedIn.ok) return signedIn;
    const place = await requireMember(records, accountId, exchangeId);
    if (!place.ok) return place;
    const end = await records.changes.end();
    if (isGone || (!mine.has(exchangeId) && mine.size >= watchedPerScreenMax)) return refuse('rate_limited');
    const watching = mine.get(exchangeId) ?? createWatching(screen, exchangeId, place.value.member.id);
    watching.seq = since ?? end;
    mine.set(exchangeId, watching);
    watchings.add(watching);
    // whoever loses the right from here on is found by `recheck`; whoever lost it since the first question is found by the second
    const still = await requireMember(records, accountId, exchangeId);
    if (!still.ok) {
      leave(exchangeId);
      return still;
    }
    // a place that the feed has not reached: the hub was restored from a backup
    if (watching.seq > end) {
      watching.seq = end;
      screen.emit('resync', { exchangeId, seq: end });
    }
    presence.changed(exchangeId);
    return ok({ seq: await publisher.deliver(exchangeId) });
  }

  async function unwatch({ exchangeId }: Unwatch): Promise<Result<null>> {
    leave(exchangeId);
    return ok(null);
  }

  async function at({ exchangeId, documentId, isIdle }: At): Promise<Result<null>> {
    const signedIn = await requireSignIn(!isIdle);
    if (!signedIn.ok) return signedIn;
    const watching = mine.get(exchangeId);
    if (watching === undefined || !(await isOpenTo(house, watching, documentId))) return refuse('not_found');
    watching.documentId = documentId;
    watching.isIdle = isIdle;
    presence.changed(exchangeId);
    return ok(null);
  }

  return {
    watch,
    unwatch,
    at,
    isWatching: (exchangeId) => mine.has(exchangeId),
    async recheck(exchangeId) {
      for (const watching of [...mine.values()]) {
        if (exchangeId !== null && exchangeId !== watching.exchangeId) continue;
        const place = await requireMember(records, accountId, watching.exchangeId);
        if (!place.ok) leave(watching.exchangeId);
        else if (!(await isOpenTo(house, watching, watching.documentId))) watching.documentId = null;
      }
    },
    leaveAll() {
      isGone = true;
      for (const exchangeId of [...mine.keys()]) leave(exchangeId);
    },
  };
}
