// Join tickets: once, soon, and only as issued.
import type { AccountId, DocumentId, SignInId } from '@enlace/shared/ids';
import { joinTicketMs, joinTicketsMax } from '@enlace/shared/limits';
import { beforeEach, expect, it } from 'vitest';
import { systemRandom } from '../runtime/clock.ts';
import { createTickets, type Ticket, type Tickets } from './tickets.ts';

let nowMs = 0;
let tickets: Tickets;
const ticket: Ticket = {
  accountId: 'account' as AccountId, // ids by brand only: a ticket carries them unread
  signInId: 'sign-in' as SignInId,
  documentId: 'document' as DocumentId,
  clientId: 7,
  isOutdated: false,
};

beforeEach(() => {
  nowMs = 1_000_000;
  tickets = createTickets({ nowMs: () => nowMs }, systemRandom);
});

it('[A24] a ticket is redeemed once for what it was issued for', () => {
  const key = tickets.issue(ticket);
  expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(tickets.redeem(key)).toEqual(ticket);
  expect(tickets.redeem(key)).toBeNull();
});

it('[A24] after its time, or unknown, it is nothing', () => {
  const key = tickets.issue(ticket);
  nowMs += joinTicketMs;
  expect(tickets.redeem(key)).toBeNull();
  expect(tickets.redeem('')).toBeNull();
  expect(tickets.redeem('x'.repeat(43))).toBeNull();
});

it('[A24] what is kept is bounded: the oldest goes first, the newest is good', () => {
  const first = tickets.issue(ticket);
  const rest = Array.from({ length: joinTicketsMax }, () => tickets.issue(ticket));
  expect(tickets.redeem(first)).toBeNull();
  expect(tickets.redeem(rest.at(-1) ?? '')).toEqual(ticket);
});
