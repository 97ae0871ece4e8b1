// Comments on a document. The list holds the deleted ones without their words, so that answers keep their place.
import * as v from 'valibot';
import { commentCharsMax } from '../limits.ts';
import { commentDraftSchema, commentSchema } from '../model/comment.ts';
import { linesSchema } from '../model/text.ts';
import { endpoint } from './endpoint.ts';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const commentPath = '/api/v1/comments/:commentId';

export const listComments = endpoint({
  method: 'GET',
  path: '/api/v1/documents/:documentId/comments',
  input: null,
  output: v.array(commentSchema),
});
/** Idempotent by the draft's id. */
export const createComment = endpoint({
  method: 'POST',
  path: '/api/v1/documents/:documentId/comments',
  input: commentDraftSchema,
  output: commentSchema,
});
export const editComment = endpoint({
  method: 'PATCH',
  path: commentPath,
  input: v.object({ version, body: linesSchema(commentCharsMax) }),
  output: commentSchema,
});
export const resolveComment = endpoint({
  method: 'POST',
  path: `${commentPath}/resolved`,
  input: v.object({ version, isResolved: v.boolean() }),
  output: commentSchema,
});
export const deleteComment = endpoint({ method: 'DELETE', path: commentPath, input: null, output: null });
