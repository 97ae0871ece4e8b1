// A house from what compose brings: store, time, randomness, address. What the domain keeps in memory is made here and dies with it.
import { signInTouchMs } from '@enlace/shared/limits';
import type { Clock, Random } from '../runtime/clock.ts';
import { createLimiter } from '../runtime/limiter.ts';
import type { Store } from '../store/port/store.ts';
import { createFacts } from './facts.ts';
import type { House } from './house.ts';
import { createAttempts } from './sign-in/attempts.ts';
import { createPasswords, type PasswordCost } from './sign-in/password.ts';
import { createLuciaSessions } from './sign-in/session-lucia.ts';
import { createTickets } from './tickets.ts';

export interface HouseParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Without a trailing slash. */
  readonly url: string;
  /** Told of faults that hinder nobody: what a listener of the facts throws, a sign of a person that could not be noted. */
  readonly fault: (error: unknown) => void;
  /** Left out: what A5 asks. Tests that are not about passwords hash cheaply. */
  readonly passwordCost?: PasswordCost;
}

export function createHouse({ store, clock, random, url, fault, passwordCost }: HouseParts): House {
  const signFaults = createLimiter(clock, { burst: 1, perSecond: 1_000 / signInTouchMs });
  return {
    store,
    clock,
    random,
    url,
    facts: createFacts(fault),
    sessions: createLuciaSessions(clock, random),
    passwords: createPasswords(random, passwordCost),
    attempts: createAttempts(clock),
    tickets: createTickets(clock, random),
    writingTold: new Map(),
    signFault(error) {
      if (signFaults.take()) fault(error);
    },
  };
}
