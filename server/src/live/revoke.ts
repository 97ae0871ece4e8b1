// What open screens lose when rights or sign-ins change (R9): facts → which screens → ask again → told, cut, or ended.
// Sign-ins that end by the clock ring no bell; they are asked for at each event and once in a while (A3).
// Without an answer there is no right: a screen whose rights cannot be asked is dropped, and asks when it comes back (S21).
import type { AccountId, ExchangeId } from '@enlace/shared/ids';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Caller, Fact, House } from '../domain/house.ts';
import { isStillSignedIn } from '../domain/sign-in/identify.ts';
import type { Log } from '../runtime/log.ts';
import type { Presence } from './presence.ts';
import type { Watchings } from './screen.ts';
import type { ScreenVerbs } from './screen-verbs.ts';

export interface OpenScreen {
  readonly caller: Caller;
  readonly verbs: Pick<ScreenVerbs, 'isWatching' | 'recheck'>;
  /** The reader's own rights changed, in one exchange or (null) in any. */
  tellAccess(exchangeId: ExchangeId | null): void;
  /** Its sign-in is over: told, and closed for good. */
  end(): void;
  /** Closed; its client comes back by itself. */
  drop(): void;
}

export interface Revocation {
  /** Ends the screen and refuses `signed_out` where its sign-in is over; `isActive` where its person has just given a sign. */
  requireSignIn(screen: OpenScreen, isActive: boolean): Promise<Result<null>>;
  onFact(fact: Fact): void;
  close(): void;
}

interface RevocationParts {
  readonly house: House;
  readonly log: Log;
  readonly screens: ReadonlySet<OpenScreen>;
  readonly watchings: Watchings;
  readonly presence: Presence;
}

const SIGN_IN_CHECK_MS = 30_000;

export function createRevocation({ house, log, screens, watchings, presence }: RevocationParts): Revocation {
  const logFault = (fault: unknown): void => log.error({ err: fault }, 'live door could not ask the store');

  async function requireSignIn(screen: OpenScreen, isActive: boolean): Promise<Result<null>> {
    if (await isStillSignedIn(house, screen.caller, isActive)) return ok(null);
    screen.end();
    return refuse('signed_out');
  }

  /** A fault ends nothing here: the rows are asked again at the next event. */
  const timer = setInterval(() => {
    for (const screen of screens) requireSignIn(screen, false).catch(logFault);
  }, SIGN_IN_CHECK_MS);

  async function recheck(screen: OpenScreen, exchangeId: ExchangeId | null, isOwn: boolean): Promise<void> {
    const isConcerned = isOwn || exchangeId === null || screen.verbs.isWatching(exchangeId);
    try {
      await screen.verbs.recheck(exchangeId);
      if (isConcerned) screen.tellAccess(exchangeId);
    } catch (fault) {
      logFault(fault);
      screen.drop();
    }
  }

  async function onAccess(accountId: AccountId | null, exchangeId: ExchangeId | null): Promise<void> {
    const concerned = exchangeId === null ? watchings.exchanges() : [exchangeId];
    for (const here of concerned) presence.forget(here);
    for (const screen of [...screens]) {
      if (accountId === null || screen.caller.account.id === accountId) await recheck(screen, exchangeId, accountId !== null);
    }
    for (const here of concerned) presence.changed(here);
  }

  return {
    requireSignIn,
    onFact(fact) {
      if (fact.kind === 'access') onAccess(fact.accountId, fact.exchangeId).catch(logFault);
      if (fact.kind !== 'sign-in-ended') return;
      for (const screen of screens) if (screen.caller.signInId === fact.signInId) screen.end();
    },
    close: () => clearInterval(timer),
  };
}
