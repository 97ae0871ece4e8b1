// A session of the agenda: a plenary, a workshop, a visit (DOMAIN §2.4). Its minutes are a document, its times follow the agenda.
import * as v from 'valibot';
import { markingSchema } from '../access/marking.ts';
import {
  type AgendaItemId,
  type DocumentId,
  type ExchangeId,
  type InstitutionId,
  idSchema,
  type MemberId,
  type SessionId,
} from '../ids.ts';
import { nameCharsMax, titleCharsMax } from '../limits.ts';
import { stampEntries } from './stamp.ts';
import { bilingualSchema, languageSchema } from './text.ts';
import { civilDateSchema, instantSchema, wallTimeSchema, zoneSchema } from './time.ts';

export const sessionKindSchema = v.picklist([
  'plenary',
  'working_group',
  'bilateral',
  'training_f2f_2day',
  'training_video_halfday',
  'field_visit',
  'drafting',
  'closing',
]);
export type SessionKind = v.InferOutput<typeof sessionKindSchema>;
export const sessionStateSchema = v.picklist(['draft', 'open', 'in_progress', 'closed', 'cancelled']);
export type SessionState = v.InferOutput<typeof sessionStateSchema>;

/** draft → open → in_progress → closed; any but closed → cancelled; closed → in_progress only by the coordinator, with a reason. */
export const SESSION_MOVES: Readonly<Record<SessionState, readonly SessionState[]>> = {
  draft: ['open', 'cancelled'],
  open: ['in_progress', 'cancelled'],
  in_progress: ['closed', 'cancelled'],
  closed: ['in_progress'],
  cancelled: [],
};

const members = v.pipe(v.array(idSchema<MemberId>()), v.maxLength(50));

export const sessionDraftSchema = v.object({
  title: bilingualSchema(titleCharsMax),
  kind: sessionKindSchema,
  /** The point of the agenda that this session is; its route is `/x/<exchange>/agenda/<day>/<item>`. */
  agendaItemId: idSchema<AgendaItemId>(),
  day: civilDateSchema,
  plannedStart: wallTimeSchema,
  plannedEnd: wallTimeSchema,
  timeZone: zoneSchema,
  room: v.nullable(bilingualSchema(nameCharsMax)),
  /** Institutions that take part; empty means all delegations of the exchange. */
  participants: v.pipe(v.array(idSchema<InstitutionId>()), v.maxLength(100)),
  chairId: v.nullable(idSchema<MemberId>()),
  rapporteurIds: members,
  speakerIds: members,
  interpreterIds: members,
  /** Members let into an AMBER or RED session by name. */
  namedIds: members,
  languages: v.pipe(v.array(languageSchema), v.maxLength(2)),
  marking: markingSchema,
});
export type SessionDraft = v.InferOutput<typeof sessionDraftSchema>;

export const sessionSchema = v.object({
  id: idSchema<SessionId>(),
  exchangeId: idSchema<ExchangeId>(),
  ...sessionDraftSchema.entries,
  state: sessionStateSchema,
  /** The chair can close comments; open by default. */
  commentsOpen: v.boolean(),
  closedAt: v.nullable(instantSchema),
  minutesId: idSchema<DocumentId>(),
  ...stampEntries,
});
export type Session = v.InferOutput<typeof sessionSchema>;
