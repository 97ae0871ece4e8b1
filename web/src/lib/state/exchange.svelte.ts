// One exchange as its screens see it: readExchange → this ← live socket → shell, agenda, session, people, today.
// Refetches, coalesced, after each relevant change; says when access was lost and leaves the screen as it is, so that nothing typed is torn away.
import { type ExchangeView, readExchange } from '@enlace/shared/api/exchange';
import type { DocumentId, InstitutionId, MemberId } from '@enlace/shared/ids';
import type { Present } from '@enlace/shared/live/down';
import type { Change } from '@enlace/shared/model/change';
import type { Institution } from '@enlace/shared/model/institution';
import type { MemberCard } from '@enlace/shared/model/member';
import type { RefusalCode } from '@enlace/shared/refusals';
import { getContext, setContext } from 'svelte';
import { call } from '#lib/api/call.ts';
import { LiveSocket } from '#lib/live/socket.svelte.ts';
import { isInView } from './relevant-change.ts';

const KEY = Symbol('exchange');
/** Refetch this long after a change, and up to as long again, so that a room of screens does not ask at one moment. */
const refetchMs = 150;
/** A person counts as away after this long without a sign. */
const idleMs = 10 * 60_000;
/** The hub is told at most this often that the person is there: their sign-in lives by it. */
const signMs = 60_000;
const FINAL: ReadonlySet<RefusalCode> = new Set(['signed_out', 'forbidden', 'not_found']);

type ChangeListener = (changes: readonly Change[]) => void;

export class ExchangeState {
  view: ExchangeView = $state.raw() as ExchangeView; // set first thing by the constructor
  present: readonly Present[] = $state.raw([]);
  /** When `view` was read. */
  readAt: Date = $state.raw(new Date());
  /** Access ended while the screen was open. */
  lost: RefusalCode | null = $state(null);
  readonly live: LiveSocket;
  readonly members: ReadonlyMap<MemberId, MemberCard> = $derived(new Map(this.view.members.map((member) => [member.id, member])));
  readonly institutions: ReadonlyMap<InstitutionId, Institution> = $derived(
    new Map(this.view.institutions.map((institution) => [institution.id, institution])),
  );
  readonly #listeners = new Set<ChangeListener>();
  readonly #unwatch: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  #reading: Promise<void> | null = null;
  #isAgain = false;
  #documentId: DocumentId | null = null;
  #isIdle = false;
  #saidMs = Number.NEGATIVE_INFINITY;

  constructor(view: ExchangeView, live: LiveSocket) {
    this.view = view;
    this.live = live;
    this.#unwatch = live.watch(view.exchange.id, view.seq, {
      changes: (changes) => {
        for (const listener of this.#listeners) listener(changes);
        if (changes.some(isInView)) this.#refreshSoon();
      },
      presence: (present) => {
        this.present = present;
      },
      refetch: () => void this.refresh(),
      refused: () => void this.refresh(),
    });
    this.#noteSign();
  }

  memberOf(id: MemberId | null): MemberCard | null {
    return id === null ? null : (this.members.get(id) ?? null);
  }

  institutionOf(id: InstitutionId | null): Institution | null {
    return id === null ? null : (this.institutions.get(id) ?? null);
  }

  /** Called with each batch of changes, text and comments included. Returns the way to stop. */
  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The document this screen shows, for the others' presence; null when it shows none. */
  at(documentId: DocumentId | null): void {
    this.#documentId = documentId;
    this.#sayWhere();
  }

  /** Reads the exchange again. Calls during a reading lead to one more reading, not to many. */
  refresh(): Promise<void> {
    if (this.#reading !== null) {
      this.#isAgain = true;
      return this.#reading;
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
      if (this.#isAgain) {
        this.#isAgain = false;
        void this.refresh();
      }
    });
    return this.#reading;
  }

  /** The person has signed in again on this page: follow the exchange as before. */
  resume(): void {
    this.live.resume();
    void this.refresh();
  }

  /** Any sign of the person: they are not away, and their sign-in goes on. */
  readonly noteSign = (): void => this.#noteSign();

  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#idleTimer);
    this.#unwatch();
    this.live.close();
  }

  async #read(): Promise<void> {
    const result = await call(readExchange, { params: { exchangeId: this.view.exchange.id }, isAutomatic: true });
    if (result.ok) {
      this.view = result.value;
      this.readAt = new Date();
      this.lost = null;
    } else if (FINAL.has(result.refusal.code)) this.lost = result.refusal.code;
  }

  #refreshSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), refetchMs * (1 + Math.random()));
  }

  #noteSign(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      this.#isIdle = true;
      this.#sayWhere();
    }, idleMs);
    if (!this.#isIdle && performance.now() - this.#saidMs < signMs) return;
    this.#isIdle = false;
    this.#sayWhere();
  }

  #sayWhere(): void {
    this.#saidMs = performance.now();
    this.live.at(this.view.exchange.id, this.#documentId, this.#isIdle);
  }
}

/** In the layout of the exchange, while it is set up. The caller closes it. */
export function provideExchange(view: ExchangeView): ExchangeState {
  return setContext(KEY, new ExchangeState(view, new LiveSocket()));
}

/** In any component below the exchange's layout. */
export function useExchange(): ExchangeState {
  const exchange = getContext<ExchangeState | undefined>(KEY);
  if (exchange === undefined) throw new Error('useExchange outside of an exchange');
  return exchange;
}
