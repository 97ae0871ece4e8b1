// Comments as conversations: rows in any order → threads in the order they were begun, answers in the order they were given.
// A deleted comment keeps its place only while answers stand under it.
import type { CommentId, MemberId } from '@enlace/shared/ids';
import type { Comment } from '@enlace/shared/model/comment';
import type { Role } from '@enlace/shared/model/member';

export interface Thread {
  readonly root: Comment;
  readonly answers: readonly Comment[];
  readonly isResolved: boolean;
}

const byTime = (a: Comment, b: Comment): number => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id);

export function listThreads(comments: readonly Comment[]): Thread[] {
  const answers = new Map<CommentId, Comment[]>();
  for (const comment of comments) {
    if (comment.parentId === null || comment.deletedAt !== null) continue;
    answers.set(comment.parentId, [...(answers.get(comment.parentId) ?? []), comment]);
  }
  return comments
    .filter((comment) => comment.parentId === null)
    .sort(byTime)
    .map((root) => ({ root, answers: (answers.get(root.id) ?? []).sort(byTime), isResolved: root.resolvedAt !== null }))
    .filter(({ root, answers: given }) => root.deletedAt === null || given.length > 0);
}

/** What this person may do with a comment, for the buttons; the hub decides (A-rules of docs/spec/access.md). */
export function rightsOn(comment: Comment, me: { readonly id: MemberId; readonly role: Role }, mayComment: boolean) {
  const isAuthor = comment.authorId === me.id;
  const isEditor = me.role === 'coordinator' || me.role === 'host_editor' || me.role === 'peer';
  const isThere = mayComment && comment.deletedAt === null;
  return {
    edit: isThere && isAuthor,
    remove: isThere && (isAuthor || me.role === 'coordinator'),
    resolve: isThere && comment.parentId === null && (isAuthor || isEditor),
  };
}
