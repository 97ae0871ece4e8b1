// Institutions and their offices (DOMAIN §2.3). They belong to the hub, not to one exchange.
import * as v from 'valibot';
import { type InstitutionId, idSchema, type OfficeId } from '../ids.ts';
import { acronymCharsMax, nameCharsMax } from '../limits.ts';
import { stampEntries } from './stamp.ts';
import { bilingualSchema, lineSchema } from './text.ts';
import { zoneSchema } from './time.ts';

export const institutionKindSchema = v.picklist([
  'host_authority',
  'peer_authority',
  'international_org',
  'donor',
  'implementer',
  'observer_org',
]);
export type InstitutionKind = v.InferOutput<typeof institutionKindSchema>;

/** Slots of the palette in web/src/lib/ui/tokens.css; colour is never the only sign of an institution. */
export const hueSchema = v.picklist(['petroleo', 'grana', 'indigo', 'ocre', 'jade', 'ciruela', 'azul', 'barro']);
export type Hue = v.InferOutput<typeof hueSchema>;
export const HUES = hueSchema.options;

/** ISO 3166-1 alpha-2. */
export const countrySchema = v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'field_invalid'));

export const institutionDraftSchema = v.object({
  name: bilingualSchema(nameCharsMax),
  /** Spanish and English acronyms differ: ACNUR, UNHCR. */
  acronym: bilingualSchema(acronymCharsMax),
  kind: institutionKindSchema,
  country: v.nullable(countrySchema),
  parentId: v.nullable(idSchema<InstitutionId>()),
  /** IATI OrganisationType. */
  iatiOrgType: v.nullable(v.picklist(['10', '11', '15', '21', '22', '23', '24', '30', '40', '60', '70', '71', '72', '73', '80', '90'])),
  /** `{agency, id}` pairs such as `XM-DAC`, `41121`. */
  orgIds: v.pipe(v.array(v.object({ agency: lineSchema(20), id: lineSchema(60) })), v.maxLength(10)),
  aliases: v.pipe(v.array(lineSchema(nameCharsMax)), v.maxLength(20)),
});
export type InstitutionDraft = v.InferOutput<typeof institutionDraftSchema>;

export const institutionSchema = v.object({
  id: idSchema<InstitutionId>(),
  ...institutionDraftSchema.entries,
  hue: hueSchema,
  ...stampEntries,
});
export type Institution = v.InferOutput<typeof institutionSchema>;

export const officeDraftSchema = v.object({
  institutionId: idSchema<InstitutionId>(),
  name: bilingualSchema(nameCharsMax),
  /** ISO 3166-2, `MX-CHP`. */
  state: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'field_invalid'))),
  municipality: v.nullable(lineSchema(nameCharsMax)),
  timeZone: zoneSchema,
  isField: v.boolean(),
});
export type OfficeDraft = v.InferOutput<typeof officeDraftSchema>;

export const officeSchema = v.object({ id: idSchema<OfficeId>(), ...officeDraftSchema.entries, ...stampEntries });
export type Office = v.InferOutput<typeof officeSchema>;
