// Who takes part in the sample: functions, never names of persons. Addresses are at `.example`, which no mail ever reaches (RFC 2606).
// Seven of them sign in; the others complete the delegations. From DOMAIN §5.1: the institutions, and the titles of SRE's head of
// delegation, ACNUR, COMAR Chiapas, INM's border point and capacity unit, Sweden, ICMPD and OIM. Sample values: the other titles,
// addresses, languages, zones, who may endorse.
import type { Role } from '@enlace/shared/model/member';
import type { Language } from '@enlace/shared/model/text';
import type { Zone } from '@enlace/shared/model/time';
import type { Both, InstitutionKey, OfficeKey } from './institutions.ts';

export type PersonKey =
  | 'sre'
  | 'oim'
  | 'inm'
  | 'comar'
  | 'par'
  | 'acnur'
  | 'canada'
  | 'jefatura-sre'
  | 'inm-frontera'
  | 'comar-chiapas'
  | 'icmpd'
  | 'upm'
  | 'ue'
  | 'nl'
  | 'pt'
  | 'es'
  | 'contraparte';

/** A function, the same in each exchange in which it has a place. */
export interface SamplePerson {
  readonly key: PersonKey;
  readonly email: string;
  readonly institution: InstitutionKey;
  readonly office: OfficeKey | null;
  readonly title: Both;
  readonly role: Role;
  readonly mayEndorse: boolean;
  readonly language: Language;
  readonly timeZone: Zone;
  /** Listed with its password for whoever tries the sample. */
  readonly signsIn: boolean;
}

const signsIn = { office: null, mayEndorse: false, language: 'es', timeZone: 'America/Mexico_City', signsIn: true } as const;
const absent = { ...signsIn, signsIn: false } as const;
const trainer = (es: string, en: string): Both => ({
  es: `Persona formadora con certificación de la EASO, ${es}`,
  en: `EASO-certified trainer, ${en}`,
});

/** The first one sets the hub up and makes the exchanges. */
export const PEOPLE: readonly [SamplePerson, ...SamplePerson[]] = [
  {
    ...signsIn,
    key: 'sre',
    email: 'coordinacion@sre.example',
    institution: 'SRE',
    title: { es: 'Coordinación del intercambio, SRE', en: 'Exchange coordination, SRE' },
    role: 'coordinator',
  },
  {
    ...signsIn,
    key: 'oim',
    email: 'coordinacion@oim.example',
    institution: 'OIM',
    title: { es: 'Coordinación, OIM', en: 'Coordinator, IOM' },
    role: 'coordinator',
  },
  {
    ...signsIn,
    key: 'inm',
    email: 'capacidades@inm.example',
    institution: 'INM',
    office: 'INM-capacidades',
    title: { es: 'Unidad de Fortalecimiento de Capacidades, INM', en: 'Capacity Building Unit, INM' },
    role: 'host_editor',
    mayEndorse: true,
  },
  {
    ...signsIn,
    key: 'comar',
    email: 'coordinacion@comar.example',
    institution: 'COMAR',
    office: 'COMAR-CMX',
    title: { es: 'Coordinación General, COMAR', en: 'General Coordination Office, COMAR' },
    role: 'host_editor',
    mayEndorse: true,
  },
  {
    ...signsIn,
    key: 'par',
    email: 'formacion@suecia.example',
    institution: 'SE',
    title: trainer('Suecia', 'Sweden'),
    role: 'peer',
    language: 'en',
    timeZone: 'Europe/Stockholm',
  },
  {
    ...signsIn,
    key: 'acnur',
    email: 'proteccion@acnur.example',
    institution: 'ACNUR',
    title: { es: 'Oficial de protección, ACNUR (observación)', en: 'Protection Officer, UNHCR (observer)' },
    role: 'observer',
  },
  {
    ...signsIn,
    key: 'canada',
    email: 'cooperacion@canada.example',
    institution: 'CA',
    title: { es: 'Representación de Canadá como cooperante', en: 'Representative of Canada as donor' },
    role: 'donor',
    language: 'en',
    timeZone: 'America/Toronto',
  },
  {
    ...absent,
    key: 'jefatura-sre',
    email: 'jefatura@sre.example',
    institution: 'SRE',
    title: { es: 'Jefatura de delegación, SRE', en: 'Head of delegation, SRE' },
    role: 'host_editor',
    mayEndorse: true,
  },
  {
    ...absent,
    key: 'inm-frontera',
    email: 'frontera@inm.example',
    institution: 'INM',
    office: 'INM-frontera',
    title: { es: 'Oficial de migración, punto fronterizo, INM', en: 'Migration officer, INM border point' },
    role: 'host_editor',
  },
  {
    ...absent,
    key: 'comar-chiapas',
    email: 'chiapas@comar.example',
    institution: 'COMAR',
    office: 'COMAR-CHP',
    title: { es: 'Oficial de caso, COMAR Chiapas', en: 'Case officer, COMAR Chiapas' },
    role: 'host_editor',
  },
  {
    ...absent,
    key: 'icmpd',
    email: 'relatoria@icmpd.example',
    institution: 'ICMPD',
    title: { es: 'Relatoría, ICMPD', en: 'Rapporteur, ICMPD' },
    role: 'coordinator',
    language: 'en',
    timeZone: 'Europe/Vienna',
  },
  {
    ...absent,
    key: 'upm',
    email: 'politica@upm.example',
    institution: 'UPM',
    title: { es: 'Unidad de Política Migratoria', en: 'Migration Policy Unit' },
    role: 'host_editor',
  },
  {
    ...absent,
    key: 'ue',
    email: 'delegacion@ue.example',
    institution: 'UE',
    title: { es: 'Representación de la Unión Europea', en: 'Representative of the European Union' },
    role: 'donor',
    language: 'en',
    timeZone: 'Europe/Brussels',
  },
  {
    ...absent,
    key: 'nl',
    email: 'formacion@paisesbajos.example',
    institution: 'NL',
    title: trainer('Países Bajos', 'the Netherlands'),
    role: 'peer',
    language: 'en',
    timeZone: 'Europe/Amsterdam',
  },
  {
    ...absent,
    key: 'pt',
    email: 'formacion@portugal.example',
    institution: 'PT',
    title: trainer('Portugal', 'Portugal'),
    role: 'peer',
    language: 'en',
    timeZone: 'Europe/Lisbon',
  },
  {
    ...absent,
    key: 'es',
    email: 'formacion@espana.example',
    institution: 'ES',
    title: trainer('España', 'Spain'),
    role: 'peer',
    timeZone: 'Europe/Madrid',
  },
  {
    ...absent,
    key: 'contraparte',
    email: 'jefatura@contraparte.example',
    institution: 'PAR',
    title: { es: 'Jefatura de delegación, contraparte de otro país', en: 'Head of delegation, counterpart from another country' },
    role: 'peer',
    mayEndorse: true,
    language: 'en',
    timeZone: 'UTC',
  },
];
