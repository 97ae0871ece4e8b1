// Documents that the caller may open, and the ticket with which a client of ours opens one.
import * as v from 'valibot';
import { documentSchema } from '../model/document.ts';
import { endpoint } from './endpoint.ts';

const e = documentSchema.entries;

export const documentCardSchema = v.object({
  id: e.id,
  kind: e.kind,
  exchangeId: e.exchangeId,
  sessionId: e.sessionId,
  title: e.title,
  marking: e.marking,
  mayWrite: v.boolean(),
});
export type DocumentCard = v.InferOutput<typeof documentCardSchema>;

export const listDocuments = endpoint({ method: 'GET', path: '/api/v1/documents', input: null, output: v.array(documentCardSchema) });

export const joinSchema = v.object({
  document: documentCardSchema,
  /** A Yjs client id that no one has used in this document; set it on the `Y.Doc` before anything is typed (F11). */
  clientId: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff)),
  generation: v.number(),
  schemaVersion: v.number(),
  /** Single use, `joinTicketMs`, bound to this sign-in and document; goes into the subprotocol. */
  ticket: v.string(),
});
export type Join = v.InferOutput<typeof joinSchema>;

/** `schemaVersion` is the newest shape that the client knows: with an older one it reads and does not write (R12). `clientId` asks to go on with one leased before. */
export const joinDocument = endpoint({
  method: 'POST',
  path: '/api/v1/documents/:documentId/join',
  input: v.object({ schemaVersion: v.pipe(v.number(), v.integer(), v.minValue(1)), clientId: v.optional(joinSchema.entries.clientId) }),
  output: joinSchema,
});
