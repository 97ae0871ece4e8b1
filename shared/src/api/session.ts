// Sessions of an exchange. Making one makes its minutes, from the template of its kind, in the same transaction (R10).
import * as v from 'valibot';
import { commentCharsMax } from '../limits.ts';
import { sessionDraftSchema, sessionSchema, sessionStateSchema } from '../model/session.ts';
import { linesSchema } from '../model/text.ts';
import { endpoint } from './endpoint.ts';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));

export const createSession = endpoint({
  method: 'POST',
  path: '/api/v1/exchanges/:exchangeId/sessions',
  input: sessionDraftSchema,
  output: sessionSchema,
});
export const editSession = endpoint({
  method: 'PATCH',
  path: '/api/v1/sessions/:sessionId',
  input: v.object({ version, ...v.partial(v.omit(sessionDraftSchema, ['agendaItemId'])).entries }),
  output: sessionSchema,
});
/** Opening a closed session again needs a reason. */
export const moveSession = endpoint({
  method: 'POST',
  path: '/api/v1/sessions/:sessionId/state',
  input: v.object({ version, state: sessionStateSchema, reason: v.optional(linesSchema(commentCharsMax)) }),
  output: sessionSchema,
});
export const setSessionComments = endpoint({
  method: 'POST',
  path: '/api/v1/sessions/:sessionId/comments-open',
  input: v.object({ version, isOpen: v.boolean() }),
  output: sessionSchema,
});
