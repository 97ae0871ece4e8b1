// An exchange: the frame of everything else (DOMAIN §2.4), its delegations, and its states.
import * as v from 'valibot';
import { markingSchema } from '../access/marking.ts';
import { type DelegationId, type ExchangeId, type InstitutionId, idSchema } from '../ids.ts';
import { nameCharsMax, titleCharsMax } from '../limits.ts';
import { stampEntries } from './stamp.ts';
import { bilingualSchema, languageSchema, lineSchema } from './text.ts';
import { civilDateSchema, zoneSchema } from './time.ts';

export const exchangeKindSchema = v.picklist(['high_level_technical_exchange', 'training_action', 'study_visit', 'follow_up']);
export const exchangeStateSchema = v.picklist(['planning', 'confirmed', 'running', 'concluded', 'archived', 'cancelled']);
export type ExchangeState = v.InferOutput<typeof exchangeStateSchema>;

/** planning → confirmed → running → concluded → archived; confirmed → cancelled. */
export const EXCHANGE_MOVES: Readonly<Record<ExchangeState, readonly ExchangeState[]>> = {
  planning: ['confirmed'],
  confirmed: ['running', 'cancelled'],
  running: ['concluded'],
  concluded: ['archived'],
  archived: [],
  cancelled: [],
};

/** The six components of IOM project IB.0346. */
export const componentSchema = v.picklist(['1.1', '1.2', '2.1', '3.1', '3.2', '3.3']);

export const exchangeDraftSchema = v.object({
  title: bilingualSchema(titleCharsMax),
  kind: exchangeKindSchema,
  place: bilingualSchema(nameCharsMax),
  projectRefs: v.pipe(v.array(lineSchema(60)), v.maxLength(10)),
  components: v.pipe(v.array(componentSchema), v.maxLength(6)),
  hostInstitutionId: idSchema<InstitutionId>(),
  /** The venue's zone: the agenda's times are meant in it. */
  homeTimeZone: zoneSchema,
  startsOn: civilDateSchema,
  endsOn: civilDateSchema,
  marking: markingSchema,
  languages: v.pipe(v.array(languageSchema), v.minLength(1), v.maxLength(2)),
  /** Values of the sample exchange that do not come from its sources. */
  isSample: v.boolean(),
});
export type ExchangeDraft = v.InferOutput<typeof exchangeDraftSchema>;

export const exchangeSchema = v.object({
  id: idSchema<ExchangeId>(),
  ...exchangeDraftSchema.entries,
  state: exchangeStateSchema,
  ...stampEntries,
});
export type Exchange = v.InferOutput<typeof exchangeSchema>;

export const delegationSchema = v.object({
  id: idSchema<DelegationId>(),
  exchangeId: idSchema<ExchangeId>(),
  institutionId: idSchema<InstitutionId>(),
  /** Functional title, never a name. */
  head: v.nullable(bilingualSchema(nameCharsMax)),
  size: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
  timeZone: zoneSchema,
  ...stampEntries,
});
export type Delegation = v.InferOutput<typeof delegationSchema>;
