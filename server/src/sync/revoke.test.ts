// What a fact does to open connections (R9).
import { expect, test } from 'vitest';
import type { Fact } from '../domain/house.ts';
import { createBench, type Opened } from './connection.support.ts';
import { concerns } from './revoke.ts';
import { Roster } from './roster.ts';
import { newTestId, openedFor, silent, turn } from './sync.support.ts';

test('[R9] of several answers about one connection only the one to the last question counts', async () => {
  const bench = createBench();
  const answers: PromiseWithResolvers<boolean>[] = [];
  const roster = new Roster({
    clock: bench.time,
    timer: bench.time.timer,
    log: silent,
    isSignedIn: async () => true,
    open: async (caller) => {
      const answer = Promise.withResolvers<boolean>();
      answers.push(answer);
      const person = { caller, memberId: newTestId<Opened['connection']['memberId']>(), cookie: '' };
      return { ok: true, value: openedFor(person, bench.document, { mayWrite: await answer.promise }) };
    },
  });
  const { connection } = await bench.open();
  roster.add(connection);
  const fact: Fact = { kind: 'access', accountId: null, exchangeId: null, documentId: null };
  roster.onFact(fact);
  roster.onFact(fact);
  answers[1]?.resolve(false);
  await turn();
  expect(connection.mayWrite).toBe(false);
  answers[0]?.resolve(true);
  await turn();
  expect(connection.mayWrite).toBe(false);
  roster.closeAll('shutting_down');
});

test('[R9] a fact concerns the connections it names, and every one where it names none', async () => {
  const { open } = createBench();
  const { connection } = await open();
  const { accountId, exchangeId, documentId, caller } = connection;
  const access = { kind: 'access', accountId: null, exchangeId: null, documentId: null } as const;
  const of: readonly [Fact, boolean][] = [
    [access, true],
    [{ ...access, accountId, exchangeId, documentId }, true],
    [{ ...access, accountId: newTestId() }, false],
    [{ ...access, exchangeId: newTestId() }, false],
    [{ ...access, accountId, documentId: newTestId() }, false],
    [{ kind: 'sign-in-ended', accountId, signInId: caller.signInId }, true],
    [{ kind: 'sign-in-ended', accountId, signInId: newTestId() }, false],
  ];
  for (const [fact, expected] of of) expect(concerns(fact, connection)).toBe(expected);
});
