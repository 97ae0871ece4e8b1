// Comments are rows anchored in the text, so that an observer never needs to write to a document (R2).
import * as v from 'valibot';
import {
  type AgendaItemId,
  type CommentId,
  type DocumentId,
  type ExchangeId,
  type InstitutionId,
  idSchema,
  type MemberId,
} from '../ids.ts';
import { commentCharsMax, quoteCharsMax } from '../limits.ts';
import { stampEntries } from './stamp.ts';
import { linesSchema } from './text.ts';
import { instantSchema } from './time.ts';

const relativePosition = v.pipe(v.string(), v.base64(), v.maxLength(400));

/** Where in the document: a stretch of text by two Yjs relative positions (base64) and the words it covered, or a point of the agenda. */
export const anchorSchema = v.variant('kind', [
  v.object({
    kind: v.literal('text'),
    start: relativePosition,
    end: relativePosition,
    quote: v.pipe(v.string(), v.maxLength(quoteCharsMax)),
  }),
  v.object({ kind: v.literal('item'), itemId: idSchema<AgendaItemId>() }),
  v.object({ kind: v.literal('document') }),
]);
export type Anchor = v.InferOutput<typeof anchorSchema>;

/** `proposal`: a change of the agenda put forward by someone who may not edit it (DOMAIN §2.13, "propose"). */
export const commentKindSchema = v.picklist(['comment', 'proposal']);

export const commentDraftSchema = v.object({
  /** Made by the client, so that a repeated request makes one comment. */
  id: idSchema<CommentId>(),
  kind: commentKindSchema,
  anchor: anchorSchema,
  parentId: v.nullable(idSchema<CommentId>()),
  body: linesSchema(commentCharsMax),
});
export type CommentDraft = v.InferOutput<typeof commentDraftSchema>;

export const commentSchema = v.object({
  ...commentDraftSchema.entries,
  exchangeId: idSchema<ExchangeId>(),
  documentId: idSchema<DocumentId>(),
  /** Null to a reader outside a session under the Chatham House rule. */
  authorId: v.nullable(idSchema<MemberId>()),
  institutionId: v.nullable(idSchema<InstitutionId>()),
  resolvedAt: v.nullable(instantSchema),
  resolvedBy: v.nullable(idSchema<MemberId>()),
  deletedAt: v.nullable(instantSchema),
  ...stampEntries,
});
export type Comment = v.InferOutput<typeof commentSchema>;
