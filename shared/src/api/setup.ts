// The first start outside sample mode: one link, printed once, makes the first account and its institution.
import * as v from 'valibot';
import { emailSchema, newPasswordSchema } from '../model/account.ts';
import { institutionDraftSchema } from '../model/institution.ts';
import { languageSchema } from '../model/text.ts';
import { zoneSchema } from '../model/time.ts';
import { endpoint } from './endpoint.ts';
import { meSchema } from './sign-in.ts';

export const readSetup = endpoint({
  method: 'GET',
  path: '/api/v1/setup',
  input: null,
  output: v.object({ isNeeded: v.boolean() }),
  access: 'open',
});
export const completeSetup = endpoint({
  method: 'POST',
  path: '/api/v1/setup',
  input: v.object({
    token: v.pipe(v.string(), v.maxLength(200)),
    email: emailSchema,
    password: newPasswordSchema,
    language: languageSchema,
    timeZone: zoneSchema,
    institution: v.pick(institutionDraftSchema, ['name', 'acronym', 'kind', 'country']),
  }),
  output: meSchema,
  access: 'open',
});
