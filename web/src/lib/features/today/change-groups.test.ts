// Many rows of the feed, few lines on the screen.
import type { MemberId } from '@enlace/shared/ids';
import type { Change } from '@enlace/shared/model/change';
import { expect, test } from 'vitest';
import { groupChanges } from './change-groups.ts';

let seq = 0;
const change = (fields: Partial<Change>): Change => {
  seq += 1;
  const id = (name: string) => name as never; // stands for a ULID
  return {
    seq,
    exchangeId: id('x'),
    subject: 'minutes',
    subjectId: 'doc',
    verb: 'wrote',
    sessionId: id('s'),
    memberId: id('nl'),
    institutionId: id('i'),
    at: `2027-03-11T16:${String(seq).padStart(2, '0')}:00.000Z`,
    ...fields,
  };
};
const me = 'me' as MemberId; // stands for a ULID

test('[U8] an hour of typing in one text is one line with the latest time', () => {
  const changes = [change({}), change({}), change({})];
  expect(groupChanges(changes, me)).toMatchObject([{ count: 1, last: { seq: changes[2]?.seq } }]);
});

test('[U8] comments of one person in one session are counted', () => {
  const comment = (subjectId: string) => change({ subject: 'comment', verb: 'created', subjectId });
  expect(groupChanges([comment('a'), comment('b'), comment('b')], me)).toMatchObject([{ count: 2 }]);
});

test('[U8] my own doing is not news to me; the latest comes first', () => {
  const older = change({ subjectId: 'one' });
  const mine = change({ memberId: me });
  const newer = change({ subjectId: 'two' });
  expect(groupChanges([older, mine, newer], me).map((group) => group.last.subjectId)).toEqual(['two', 'one']);
});
