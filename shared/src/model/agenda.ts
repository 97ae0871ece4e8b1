// The published agenda: what readers without edit right, Hoy and the calendar see. A plain value frozen at publication;
// the live agenda is a document (document/agenda).
import * as v from 'valibot';
import { type AgendaItemId, type DocumentId, type ExchangeId, type InstitutionId, idSchema, type MemberId } from '../ids.ts';
import { nameCharsMax, titleCharsMax } from '../limits.ts';
import { bilingualSchema, languageSchema } from './text.ts';
import { civilDateSchema, instantSchema, wallTimeSchema, zoneSchema } from './time.ts';

export const agendaItemKindSchema = v.picklist([
  'plenary',
  'working_group',
  'bilateral',
  'training_f2f_2day',
  'training_video_halfday',
  'field_visit',
  'drafting',
  'closing',
  'break',
  'transfer',
  'other',
]);
export type AgendaItemKind = v.InferOutput<typeof agendaItemKindSchema>;

export const publishedItemSchema = v.object({
  id: idSchema<AgendaItemId>(),
  day: civilDateSchema,
  /** Wall times of the venue; `dayOffset` 1 where an item runs past midnight. */
  start: wallTimeSchema,
  end: wallTimeSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  minutes: v.number(),
  isPinned: v.boolean(),
  title: bilingualSchema(titleCharsMax),
  kind: agendaItemKindSchema,
  leadInstitutionId: v.nullable(idSchema<InstitutionId>()),
  room: v.nullable(v.pipe(v.string(), v.maxLength(nameCharsMax))),
  languages: v.array(languageSchema),
});
export type PublishedItem = v.InferOutput<typeof publishedItemSchema>;

export const publishedAgendaSchema = v.object({
  exchangeId: idSchema<ExchangeId>(),
  documentId: idSchema<DocumentId>(),
  edition: v.pipe(v.number(), v.integer(), v.minValue(1)),
  publishedAt: instantSchema,
  publishedBy: idSchema<MemberId>(),
  timeZone: zoneSchema,
  items: v.array(publishedItemSchema),
});
export type PublishedAgenda = v.InferOutput<typeof publishedAgendaSchema>;
