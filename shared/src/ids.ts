// Identifiers: branded ULIDs (https://github.com/ulid/spec), made from a time and ten random bytes that the caller brings.
import * as v from 'valibot';

declare const brand: unique symbol;
type Branded<B extends string> = string & { readonly [brand]: B };

export type AccountId = Branded<'account'>;
export type SignInId = Branded<'sign-in'>;
export type InstitutionId = Branded<'institution'>;
export type OfficeId = Branded<'office'>;
export type ExchangeId = Branded<'exchange'>;
export type DelegationId = Branded<'delegation'>;
export type MemberId = Branded<'member'>;
export type SessionId = Branded<'session'>;
export type DocumentId = Branded<'document'>;
export type CommentId = Branded<'comment'>;
export type InvitationId = Branded<'invitation'>;
export type AgendaItemId = Branded<'agenda-item'>;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PATTERN = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

export const isId = (value: unknown): value is string => typeof value === 'string' && PATTERN.test(value);

/** Schema of an id of one kind. The brand is all that tells kinds apart. */
export const idSchema = <I extends string>() => v.custom<I>(isId, 'id');

/** A ULID: 48 bits of `timeMs`, 80 random bits. `random` has at least ten bytes. */
export function createId<I extends string>(timeMs: number, random: Uint8Array): I {
  let time = '';
  for (let rest = timeMs, i = 0; i < 10; i += 1, rest = Math.floor(rest / 32)) time = ALPHABET[rest % 32] + time;
  let tail = '';
  let bits = 0;
  let held = 0;
  for (const byte of random.subarray(0, 10)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      tail += ALPHABET[(held >> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  return (time + tail) as I; // the only place where a string becomes an id without being parsed
}
