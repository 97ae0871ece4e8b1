// A document: text that people write together, stored as the log of its Yjs updates (R11). The row holds what the log does not say.
import * as v from 'valibot';
import { markingSchema } from '../access/marking.ts';
import { type DocumentId, type ExchangeId, idSchema, type SessionId } from '../ids.ts';
import { titleCharsMax } from '../limits.ts';
import { stampEntries } from './stamp.ts';
import { bilingualSchema } from './text.ts';

export const documentKindSchema = v.picklist(['agenda', 'minutes']);
export type DocumentKind = v.InferOutput<typeof documentKindSchema>;

/** The shape each kind has today; a client that knows less becomes a reader (R12). */
export const SCHEMA_VERSIONS: Readonly<Record<DocumentKind, number>> = { agenda: 1, minutes: 1 };

export const documentSchema = v.object({
  id: idSchema<DocumentId>(),
  exchangeId: idSchema<ExchangeId>(),
  kind: documentKindSchema,
  /** Of minutes: their session. Of an agenda: null. */
  sessionId: v.nullable(idSchema<SessionId>()),
  title: bilingualSchema(titleCharsMax),
  marking: markingSchema,
  schemaVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Grows when the document is purged or restored from a backup: older copies are wiped (F22). */
  generation: v.pipe(v.number(), v.integer(), v.minValue(1)),
  ...stampEntries,
});
export type Document = v.InferOutput<typeof documentSchema>;
