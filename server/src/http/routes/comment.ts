// Comments on a document (shared/api/comment).
import * as api from '@enlace/shared/api/comment';
import { createComment, deleteComment, editComment, listComments, resolveComment } from '../../domain/comments.ts';
import type { Binder } from '../endpoint.ts';

export function commentRoutes({ bind }: Binder): void {
  bind(api.listComments, listComments);
  bind(api.createComment, createComment);
  bind(api.editComment, editComment);
  bind(api.resolveComment, resolveComment);
  bind(api.deleteComment, deleteComment);
}
