// One open screen, as publishing and presence see it: who looks at which exchange, how far they have been told, where they are.
// Neither sees a socket; the gateway makes a watching and takes it away.
import type { DocumentId, ExchangeId, MemberId } from '@enlace/shared/ids';
import type { DownEvents } from '@enlace/shared/live/down';
import type { Caller } from '../domain/house.ts';

export interface Screen {
  readonly caller: Caller;
  emit<Name extends keyof DownEvents>(name: Name, ...event: Parameters<DownEvents[Name]>): void;
}

export interface Watching {
  readonly screen: Screen;
  readonly exchangeId: ExchangeId;
  readonly memberId: MemberId;
  /** Everything up to this place in the feed has been sent, or was not this reader's to know. */
  seq: number;
  documentId: DocumentId | null;
  isIdle: boolean;
  /** The presence that was sent last, as JSON: the same again is not sent. */
  presence: string;
}

/** All that is watched now, by exchange. */
export class Watchings {
  readonly #byExchange = new Map<ExchangeId, Set<Watching>>();

  of(exchangeId: ExchangeId): readonly Watching[] {
    return [...(this.#byExchange.get(exchangeId) ?? [])];
  }
  exchanges(): readonly ExchangeId[] {
    return [...this.#byExchange.keys()];
  }
  add(watching: Watching): void {
    const here = this.#byExchange.get(watching.exchangeId) ?? new Set();
    this.#byExchange.set(watching.exchangeId, here.add(watching));
  }
  /** Answers false where it was not there. */
  remove(watching: Watching): boolean {
    const here = this.#byExchange.get(watching.exchangeId);
    const wasThere = here?.delete(watching) ?? false;
    if (here?.size === 0) this.#byExchange.delete(watching.exchangeId);
    return wasThere;
  }
}
