// Asking: of the rows as they stand, inside the transaction that writes; a disabled account and a removed member are nobody.
import type { CommentId } from '@enlace/shared/ids';
import { beforeEach, expect, it } from 'vitest';
import { loadActor } from './access.ts';
import { createComment } from './comments.ts';
import { type Cast, codeOf, createCast, draftSession, unwrap } from './house.support.ts';
import { newId } from './house.ts';
import { editMember, removeMember } from './members.ts';
import { createSession } from './sessions.ts';

let cast: Cast;
beforeEach(async () => {
  cast = await createCast();
});

it('[A31] of what a removed member was doing at that moment nothing comes after the removal', async () => {
  const { house, callers, members, exchangeId } = cast;
  const { minutesId } = unwrap(await createSession(house, callers.coordinator, { exchangeId, ...draftSession(house) }));
  const say = () =>
    createComment(house, callers.peer, {
      documentId: minutesId,
      id: newId<CommentId>(house),
      kind: 'comment',
      anchor: { kind: 'document' },
      parentId: null,
      body: 'x',
    });
  const before = Array.from({ length: 20 }, say);
  const removal = removeMember(house, callers.coordinator, { memberId: members.peer.id });
  const after = Array.from({ length: 20 }, say);
  expect((await Promise.all(before)).map(codeOf)).toEqual(Array(20).fill('ok'));
  expect(codeOf(await removal)).toBe('ok');
  expect((await Promise.all(after)).map(codeOf)).toEqual(Array(20).fill('not_found'));
  const [last] = await house.store.records.changes.latest(exchangeId, null, 1);
  expect(last).toMatchObject({ subject: 'member', verb: 'removed' });
});

it('[A31] a coordinator who is one no longer does not finish what they began', async () => {
  const { house, callers, members, exchangeId, admin } = cast;
  const memberId = members.host_editor.id;
  unwrap(await editMember(house, callers.coordinator, { memberId, version: 1, role: 'coordinator' }));
  const demotion = editMember(house, admin, { memberId, version: 2, role: 'peer' });
  const making = createSession(house, callers.host_editor, { exchangeId, ...draftSession(house) });
  expect(codeOf(await demotion)).toBe('ok');
  expect(codeOf(await making)).toBe('forbidden');
});

it('[A9] [A31] a disabled account has no place and administers nothing', async () => {
  const { house, callers, exchangeId, admin } = cast;
  for (const caller of [callers.coordinator, admin]) {
    await house.store.transact(async (records) => {
      const account = await records.accounts.byId(caller.account.id);
      if (account !== null) await records.accounts.update({ ...account, isDisabled: true, version: account.version + 1 });
    });
    expect(await loadActor(house.store.records, caller.account.id, exchangeId)).toEqual({
      isAdmin: false,
      isCoordinatorSomewhere: false,
      member: null,
    });
    expect(codeOf(await createSession(house, caller, { exchangeId, ...draftSession(house) }))).toBe('not_found');
  }
});
