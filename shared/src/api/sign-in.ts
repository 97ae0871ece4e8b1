// Signing in and out, one's own account, one's sign-ins.
import * as v from 'valibot';
import { passwordCharsMax } from '../limits.ts';
import { accountSchema, deviceSchema, emailSchema, newPasswordSchema, signInSchema } from '../model/account.ts';
import { languageSchema } from '../model/text.ts';
import { zoneSchema } from '../model/time.ts';
import { endpoint } from './endpoint.ts';

export const meSchema = v.object({
  account: v.pick(accountSchema, ['id', 'email', 'language', 'timeZone', 'isAdmin', 'version']),
  device: deviceSchema,
  canCreateExchange: v.boolean(),
});
export type Me = v.InferOutput<typeof meSchema>;

export const signIn = endpoint({
  method: 'POST',
  path: '/api/v1/sign-in',
  input: v.object({
    email: emailSchema,
    password: v.pipe(v.string(), v.minLength(1, 'field_missing'), v.maxLength(passwordCharsMax, 'field_too_long')),
    device: v.optional(deviceSchema, 'ordinary'),
  }),
  output: meSchema,
  access: 'open',
});
export const signOut = endpoint({ method: 'POST', path: '/api/v1/sign-out', input: null, output: null });
export const readMe = endpoint({ method: 'GET', path: '/api/v1/me', input: null, output: meSchema });
export const editMe = endpoint({
  method: 'PATCH',
  path: '/api/v1/me',
  input: v.object({ version: v.number(), language: v.optional(languageSchema), timeZone: v.optional(zoneSchema) }),
  output: meSchema,
});
/** Ends every other sign-in of the account. */
export const changePassword = endpoint({
  method: 'POST',
  path: '/api/v1/me/password',
  input: v.object({ current: v.pipe(v.string(), v.maxLength(passwordCharsMax)), next: newPasswordSchema }),
  output: null,
});
export const listSignIns = endpoint({ method: 'GET', path: '/api/v1/sign-ins', input: null, output: v.array(signInSchema) });
export const endSignIn = endpoint({ method: 'DELETE', path: '/api/v1/sign-ins/:signInId', input: null, output: null });
export const endOtherSignIns = endpoint({
  method: 'POST',
  path: '/api/v1/sign-ins/end-others',
  input: null,
  output: v.object({ ended: v.number() }),
});
