// What every verb of the domain is handed: the cellar, time, randomness, what guards the door, and a bell to ring after a commit.
// A verb is `(house, caller, input) => Promise<Result<…>>`; nobody below compose knows who listens to the facts.
// Made by create-house.ts.

import type { AccountId, DocumentId, ExchangeId, SignInId } from '@enlace/shared/ids';
import { createId } from '@enlace/shared/ids';
import type { Account, Device } from '@enlace/shared/model/account';
import type { Change } from '@enlace/shared/model/change';
import type { Instant } from '@enlace/shared/model/time';
import type { Clock, Random } from '../runtime/clock.ts';
import type { Store } from '../store/port/store.ts';
import type { Attempts } from './sign-in/attempts.ts';
import type { Passwords } from './sign-in/password.ts';
import type { Sessions } from './sign-in/session.ts';
import type { Tickets } from './tickets.ts';

/** A signed-in person at a door. */
export interface Caller {
  readonly account: Account;
  readonly signInId: SignInId;
  readonly device: Device;
}

/** Someone at an open door, not signed in. */
export interface Door {
  readonly address: string;
  readonly userAgent: string;
}

/** What happened, told after the commit. */
export type Fact =
  | { readonly kind: 'changed'; readonly change: Change }
  /** Rights may differ from now on: of one account (null: of all) in one exchange (null: in all), or on one document. Doors ask `can` again (R9). */
  | {
      readonly kind: 'access';
      readonly accountId: AccountId | null;
      readonly exchangeId: ExchangeId | null;
      readonly documentId: DocumentId | null;
    }
  | { readonly kind: 'sign-in-ended'; readonly accountId: AccountId; readonly signInId: SignInId };

export interface Facts {
  publish(fact: Fact): void;
  /** Answers how to stop listening. */
  subscribe(listener: (fact: Fact) => void): () => void;
}

export interface House {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly facts: Facts;
  /** Public address of the hub without a trailing slash; invitation links begin with it. */
  readonly url: string;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly attempts: Attempts;
  readonly tickets: Tickets;
  /** When each member was last told of as writing in each document, in ms; kept by writing.ts. */
  readonly writingTold: Map<string, number>;
  /** Told where a sign of a person could not be noted; passes it on at most once a minute. */
  signFault(fault: unknown): void;
}

export const newId = <I extends string>(house: Pick<House, 'clock' | 'random'>): I => createId<I>(house.clock.nowMs(), house.random(10));

export const instantNow = (house: Pick<House, 'clock'>): Instant => new Date(house.clock.nowMs()).toISOString();
