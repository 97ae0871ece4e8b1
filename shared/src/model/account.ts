// A login of the hub. What a person is in an exchange is a member (model/member.ts); an account only signs in.
import * as v from 'valibot';
import { type AccountId, idSchema, type SignInId } from '../ids.ts';
import { emailCharsMax, passwordCharsMax, passwordCharsMin } from '../limits.ts';
import { stampEntries } from './stamp.ts';
import { languageSchema } from './text.ts';
import { instantSchema, zoneSchema } from './time.ts';

/** Trimmed and lower-cased: the form in which two addresses are compared. */
export const emailSchema = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(emailCharsMax, 'field_too_long'),
  v.email('field_invalid'),
);
export const newPasswordSchema = v.pipe(
  v.string(),
  v.minLength(passwordCharsMin, 'password_too_short'),
  v.maxLength(passwordCharsMax, 'field_too_long'),
);

export const accountSchema = v.object({
  id: idSchema<AccountId>(),
  email: emailSchema,
  language: languageSchema,
  timeZone: zoneSchema,
  /** Technical administration of the hub; opens no document by itself (DOMAIN §2.13). */
  isAdmin: v.boolean(),
  isDisabled: v.boolean(),
  ...stampEntries,
});
export type Account = v.InferOutput<typeof accountSchema>;

/** How the person describes the device: decides how long the sign-in lives and what is kept offline (S17). */
export const deviceSchema = v.picklist(['shared', 'ordinary', 'personal']);
export type Device = v.InferOutput<typeof deviceSchema>;

/** One signed-in browser, as its owner sees it in the list of sign-ins. */
export const signInSchema = v.object({
  id: idSchema<SignInId>(),
  device: deviceSchema,
  /** `Firefox · Windows`: families only. */
  browser: v.string(),
  createdAt: instantSchema,
  seenAt: instantSchema,
  expiresAt: instantSchema,
  isCurrent: v.boolean(),
});
export type SignIn = v.InferOutput<typeof signInSchema>;
