// Proposals as threads.
import type { CommentId } from '@enlace/shared/ids';
import type { Comment } from '@enlace/shared/model/comment';
import { expect, test } from 'vitest';
import { threadsOf } from './proposals.svelte.ts';

const comment = (id: string, more: Partial<Comment> = {}): Comment =>
  ({ id, createdAt: `2027-03-11T10:0${id}:00.000Z`, parentId: null, deletedAt: null, ...more }) as Comment; // the fields that threads are made of

test('[DOMAIN §2.13] proposals are threads in order; a withdrawn one stays only with its answers', () => {
  const one = '1' as CommentId;
  const threads = threadsOf([
    comment('4', { parentId: one }),
    comment('3', { deletedAt: '2027-03-11T11:00:00.000Z' }),
    comment('2', { parentId: one, deletedAt: '2027-03-11T11:00:00.000Z' }),
    comment('5'),
    comment('1', { deletedAt: '2027-03-11T11:00:00.000Z' }),
  ]);
  expect(threads.map((thread) => [thread.comment.id, thread.answers.map((answer) => answer.id)])).toEqual([
    ['1', ['4']],
    ['5', []],
  ]);
});
