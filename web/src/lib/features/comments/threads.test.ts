// Conversations out of rows, and the buttons each person gets.
import type { Comment } from '@enlace/shared/model/comment';
import { expect, test } from 'vitest';
import { listThreads, rightsOn } from './threads.ts';

function comment(id: string, more: Partial<Comment> = {}): Comment {
  return {
    id,
    kind: 'comment',
    anchor: { kind: 'document' },
    parentId: null,
    body: id,
    exchangeId: 'E',
    documentId: 'D',
    authorId: 'M1',
    institutionId: 'I1',
    resolvedAt: null,
    resolvedBy: null,
    deletedAt: null,
    createdAt: `2027-03-10T10:00:0${id.at(-1)}.000Z`,
    createdBy: null,
    updatedAt: '2027-03-10T10:00:00.000Z',
    updatedBy: null,
    version: 1,
    ...more,
  } as Comment; // ids of a test are short
}

test('[R2] threads stand in the order they were begun, answers in the order they were given', () => {
  const rows = [comment('c3'), comment('a5', { parentId: 'c1' as never }), comment('c1'), comment('a4', { parentId: 'c1' as never })];
  expect(listThreads(rows).map(({ root, answers }) => [root.id, ...answers.map((answer) => answer.id)])).toEqual([
    ['c1', 'a4', 'a5'],
    ['c3'],
  ]);
});

test('[R2] a deleted comment stays while it has answers, a deleted answer goes', () => {
  const gone = { deletedAt: '2027-03-10T11:00:00.000Z' };
  const rows = [comment('c1', gone), comment('a2', { parentId: 'c1' as never }), comment('c3', gone), comment('c4')];
  expect(listThreads(rows).map(({ root }) => root.id)).toEqual(['c1', 'c4']);
  expect(listThreads([comment('c1'), comment('a2', { parentId: 'c1' as never, ...gone })])[0]?.answers).toEqual([]);
});

test('[R2] an observer corrects and takes away their own words only, and nothing once comments are closed', () => {
  const observer = { id: 'M1' as never, role: 'observer' } as const;
  const own = comment('c1');
  const other = comment('c2', { authorId: 'M2' as never });
  expect(rightsOn(own, observer, true)).toEqual({ edit: true, remove: true, resolve: true });
  expect(rightsOn(other, observer, true)).toEqual({ edit: false, remove: false, resolve: false });
  expect(rightsOn(own, observer, false)).toEqual({ edit: false, remove: false, resolve: false });
  expect(rightsOn(other, { id: 'M3' as never, role: 'peer' }, true)).toEqual({ edit: false, remove: false, resolve: true });
  expect(rightsOn(other, { id: 'M3' as never, role: 'coordinator' }, true)).toEqual({ edit: false, remove: true, resolve: true });
});
