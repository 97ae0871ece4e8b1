// Who is here: one entry a member, whatever screens they have open, cut for each receiver to the documents they may know of.
// Observers are always shown. Told at once, then at most every `tellIntervalMs` an exchange; the same twice is not sent.
import type { AccountId, DocumentId, ExchangeId, MemberId } from '@enlace/shared/ids';
import type { Present } from '@enlace/shared/live/down';
import { openDocument } from '../domain/documents.ts';
import type { Caller, House } from '../domain/house.ts';
import type { Log } from '../runtime/log.ts';
import type { Watching, Watchings } from './screen.ts';

/** Four times a second. */
const tellIntervalMs = 250;

export interface Presence {
  /** Somebody came, went or moved there. */
  changed(exchangeId: ExchangeId): void;
  /** Rights may differ from now on: who may know of what is asked again at the next change. */
  forget(exchangeId: ExchangeId): void;
  close(): void;
}

interface Here {
  readonly documentIds: Set<DocumentId>;
  isIdle: boolean;
}

/** Members in order of coming; idle where every screen of theirs is. */
function gather(watchings: readonly Watching[]): ReadonlyMap<MemberId, Here> {
  const here = new Map<MemberId, Here>();
  for (const { memberId, documentId, isIdle } of watchings) {
    const entry = here.get(memberId) ?? { documentIds: new Set<DocumentId>(), isIdle: true };
    here.set(memberId, entry);
    if (documentId !== null) entry.documentIds.add(documentId);
    entry.isIdle &&= isIdle;
  }
  return here;
}

/** Who may know of which document, as openDocument answered, until rights change. */
class Knowledge {
  readonly #house: House;
  readonly #answers = new Map<ExchangeId, Map<string, Promise<boolean>>>();

  constructor(house: House) {
    this.#house = house;
  }
  mayKnow(exchangeId: ExchangeId, caller: Caller, documentId: DocumentId): Promise<boolean> {
    const here = this.#answers.get(exchangeId) ?? new Map<string, Promise<boolean>>();
    this.#answers.set(exchangeId, here);
    const key = `${caller.account.id} ${documentId}`;
    const answer = here.get(key) ?? openDocument(this.#house, caller, documentId).then(({ ok }) => ok);
    here.set(key, answer);
    return answer;
  }
  forget(exchangeId: ExchangeId): void {
    this.#answers.delete(exchangeId);
  }
}

export function createPresence({ house, watchings, log }: { house: House; watchings: Watchings; log: Log }): Presence {
  const knowledge = new Knowledge(house);
  const pauses = new Map<ExchangeId, NodeJS.Timeout>();
  const waiting = new Set<ExchangeId>();

  async function cut(exchangeId: ExchangeId, caller: Caller, here: ReadonlyMap<MemberId, Here>): Promise<readonly Present[]> {
    const present: Present[] = [];
    for (const [memberId, { documentIds, isIdle }] of here) {
      const visible: DocumentId[] = [];
      for (const documentId of documentIds) if (await knowledge.mayKnow(exchangeId, caller, documentId)) visible.push(documentId);
      present.push({ memberId, documentIds: visible, isIdle });
    }
    return present;
  }

  async function tell(exchangeId: ExchangeId): Promise<void> {
    const all = watchings.of(exchangeId);
    const here = gather(all);
    const cuts = new Map<AccountId, readonly Present[]>();
    for (const watching of all) {
      const { caller } = watching.screen;
      const present = cuts.get(caller.account.id) ?? (await cut(exchangeId, caller, here));
      cuts.set(caller.account.id, present);
      const json = JSON.stringify(present);
      if (watching.presence === json) continue;
      watching.presence = json;
      watching.screen.emit('presence', { exchangeId, present });
    }
  }

  function changed(exchangeId: ExchangeId): void {
    if (pauses.has(exchangeId)) {
      waiting.add(exchangeId);
      return;
    }
    const pause = setTimeout(() => {
      pauses.delete(exchangeId);
      if (waiting.delete(exchangeId)) changed(exchangeId);
    }, tellIntervalMs);
    pauses.set(exchangeId, pause);
    if (watchings.of(exchangeId).length === 0) {
      knowledge.forget(exchangeId);
      return;
    }
    tell(exchangeId).catch((fault: unknown) => {
      knowledge.forget(exchangeId);
      waiting.add(exchangeId);
      log.error({ err: fault, exchangeId }, 'presence could not be told; trying again');
    });
  }

  return {
    changed,
    forget: (exchangeId) => knowledge.forget(exchangeId),
    close() {
      for (const pause of pauses.values()) clearTimeout(pause);
    },
  };
}
