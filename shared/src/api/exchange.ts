// Exchanges, as a list and one with everything its screens need.
import * as v from 'valibot';
import { nameCharsMax } from '../limits.ts';
import { publishedAgendaSchema } from '../model/agenda.ts';
import { changeSchema } from '../model/change.ts';
import { documentSchema } from '../model/document.ts';
import { delegationSchema, exchangeDraftSchema, exchangeSchema, exchangeStateSchema } from '../model/exchange.ts';
import { institutionSchema, officeSchema } from '../model/institution.ts';
import { memberCardSchema } from '../model/member.ts';
import { sessionSchema } from '../model/session.ts';
import { bilingualSchema } from '../model/text.ts';
import { endpoint } from './endpoint.ts';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));

export const exchangeCardSchema = v.object({
  exchange: exchangeSchema,
  me: memberCardSchema,
  /** Acronyms of the delegations, host first. */
  institutions: v.array(v.pick(institutionSchema, ['id', 'acronym', 'name', 'hue'])),
  /** Running now by its dates in its own zone, to come, or over. */
  phase: v.picklist(['running', 'upcoming', 'concluded']),
});
export type ExchangeCard = v.InferOutput<typeof exchangeCardSchema>;

/** Everything the shell of one exchange shows, cut to what the reader may know. */
export const exchangeViewSchema = v.object({
  exchange: exchangeSchema,
  me: memberCardSchema,
  institutions: v.array(institutionSchema),
  offices: v.array(officeSchema),
  delegations: v.array(delegationSchema),
  /** Removed members too: their words still need an author. */
  members: v.array(memberCardSchema),
  sessions: v.array(
    v.object({
      ...sessionSchema.entries,
      mayWrite: v.boolean(),
      mayComment: v.boolean(),
      mayEdit: v.boolean(),
      mayMove: v.boolean(),
      mayCloseComments: v.boolean(),
    }),
  ),
  agenda: v.nullable(publishedAgendaSchema),
  agendaDocument: v.nullable(
    v.object({ id: documentSchema.entries.id, mayWrite: v.boolean(), mayPropose: v.boolean(), mayPublish: v.boolean() }),
  ),
  may: v.object({ edit: v.boolean(), move: v.boolean(), createSession: v.boolean(), invite: v.boolean() }),
  /** End of the change feed at the time of reading. */
  seq: v.number(),
});
export type ExchangeView = v.InferOutput<typeof exchangeViewSchema>;

const exchangePath = '/api/v1/exchanges/:exchangeId';

export const listExchanges = endpoint({ method: 'GET', path: '/api/v1/exchanges', input: null, output: v.array(exchangeCardSchema) });
export const createExchange = endpoint({
  method: 'POST',
  path: '/api/v1/exchanges',
  /** The maker becomes its first coordinator, in the place named here; without `institutionId`, for the host. */
  input: v.object({
    ...v.omit(exchangeDraftSchema, ['isSample']).entries,
    functionalTitle: bilingualSchema(nameCharsMax),
    institutionId: v.optional(institutionSchema.entries.id),
  }),
  output: exchangeViewSchema,
});
export const readExchange = endpoint({ method: 'GET', path: exchangePath, input: null, output: exchangeViewSchema });
export const editExchange = endpoint({
  method: 'PATCH',
  path: exchangePath,
  input: v.object({ version, ...v.partial(v.omit(exchangeDraftSchema, ['isSample', 'hostInstitutionId'])).entries }),
  output: exchangeSchema,
});
export const moveExchange = endpoint({
  method: 'POST',
  path: `${exchangePath}/state`,
  input: v.object({ version, state: exchangeStateSchema }),
  output: exchangeSchema,
});
/** The newest first; at most 100. `since` leaves out what the reader has seen. */
export const listChanges = endpoint({
  method: 'GET',
  path: `${exchangePath}/changes`,
  input: v.object({ since: v.optional(v.pipe(v.string(), v.isoTimestamp())) }),
  output: v.array(changeSchema),
});
/** Freezes the live agenda into an edition and moves the sessions' planned times to it. */
export const publishAgenda = endpoint({
  method: 'POST',
  path: `${exchangePath}/agenda/publish`,
  input: null,
  output: publishedAgendaSchema,
});
