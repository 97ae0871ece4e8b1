// The change feed: one row per committed change of a record, in one order per hub. Screens refetch by it, "what changed" is read from it.
// It holds no content: what changed is fetched again with the reader's own rights.
import * as v from 'valibot';
import { type ExchangeId, type InstitutionId, idSchema, type MemberId, type SessionId } from '../ids.ts';
import { instantSchema } from './time.ts';

export const changeSubjectSchema = v.picklist([
  'exchange',
  'delegation',
  'institution',
  'member',
  'invitation',
  'session',
  'document',
  'agenda',
  'minutes',
  'comment',
]);
export type ChangeSubject = v.InferOutput<typeof changeSubjectSchema>;
/** `published` and `moved` (a state changed) are told apart because people ask for them; `wrote`: text of a document, coalesced. */
export const changeVerbSchema = v.picklist(['created', 'changed', 'moved', 'published', 'removed', 'resolved', 'wrote']);

export const changeSchema = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  exchangeId: idSchema<ExchangeId>(),
  subject: changeSubjectSchema,
  subjectId: v.string(),
  verb: changeVerbSchema,
  /** The session whose rights decide who may know of it; null: the exchange's. */
  sessionId: v.nullable(idSchema<SessionId>()),
  memberId: v.nullable(idSchema<MemberId>()),
  institutionId: v.nullable(idSchema<InstitutionId>()),
  at: instantSchema,
});
export type Change = v.InferOutput<typeof changeSchema>;
