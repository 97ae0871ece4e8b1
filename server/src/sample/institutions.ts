// Institutions and offices of the sample (DOMAIN §5.1), as plain data; both languages everywhere.
// From the sources: which institutions there are, what each is and to which secretariat it belongs, the three regional offices
// of COMAR. Sample values: hues, names of the counterpart and of the peer administrations in words, kinds, office zones.
import type { Hue, InstitutionDraft, OfficeDraft } from '@enlace/shared/model/institution';

/** Text in both languages; the sample has no text in one only. */
export interface Both {
  readonly es: string;
  readonly en: string;
}
const same = (text: string): Both => ({ es: text, en: text });

export type InstitutionKey =
  | 'SRE'
  | 'SEGOB'
  | 'INM'
  | 'COMAR'
  | 'UPM'
  | 'OIM'
  | 'ACNUR'
  | 'ICMPD'
  | 'UE'
  | 'EASO'
  | 'NL'
  | 'PT'
  | 'ES'
  | 'SE'
  | 'CA'
  | 'PAR';

export interface SampleInstitution extends Omit<InstitutionDraft, 'parentId' | 'name' | 'acronym'> {
  readonly key: InstitutionKey;
  readonly name: Both;
  readonly acronym: Both;
  readonly parent: InstitutionKey | null;
  readonly hue: Hue;
}

type Common = Pick<SampleInstitution, 'kind' | 'country' | 'iatiOrgType' | 'orgIds' | 'aliases' | 'parent'>;
const organisation: Common = { kind: 'international_org', orgIds: [], aliases: [], parent: null, country: null, iatiOrgType: '40' };
const donor: Common = { ...organisation, kind: 'donor', iatiOrgType: '10' };
const mexico: Common = { ...organisation, kind: 'host_authority', country: 'MX', iatiOrgType: '10' };
const peer: Common = { ...organisation, kind: 'peer_authority', iatiOrgType: '10' };

/** A parent stands before its children. */
export const INSTITUTIONS: readonly SampleInstitution[] = [
  {
    ...mexico,
    key: 'SRE',
    name: { es: 'Secretaría de Relaciones Exteriores', en: 'Ministry of Foreign Affairs' },
    acronym: same('SRE'),
    hue: 'indigo',
  },
  {
    ...mexico,
    key: 'SEGOB',
    name: { es: 'Secretaría de Gobernación', en: 'Secretariat of the Interior' },
    acronym: same('SEGOB'),
    hue: 'ciruela',
  },
  {
    ...mexico,
    key: 'INM',
    name: { es: 'Instituto Nacional de Migración', en: 'National Institute of Migration' },
    acronym: same('INM'),
    parent: 'SEGOB',
    hue: 'jade',
  },
  {
    ...mexico,
    key: 'COMAR',
    name: { es: 'Comisión Mexicana de Ayuda a Refugiados', en: 'Mexican Commission for Refugee Assistance' },
    acronym: same('COMAR'),
    parent: 'SEGOB',
    hue: 'petroleo',
  },
  {
    ...mexico,
    key: 'UPM',
    name: { es: 'Unidad de Política Migratoria', en: 'Migration Policy Unit' },
    acronym: same('UPM'),
    parent: 'SEGOB',
    hue: 'grana',
  },
  {
    ...organisation,
    key: 'OIM',
    name: { es: 'Organización Internacional para las Migraciones', en: 'International Organization for Migration' },
    acronym: { es: 'OIM', en: 'IOM' },
    orgIds: [{ agency: 'XM-DAC', id: '47066' }],
    hue: 'ciruela',
  },
  {
    ...organisation,
    key: 'ACNUR',
    name: {
      es: 'Alto Comisionado de las Naciones Unidas para los Refugiados',
      en: 'United Nations High Commissioner for Refugees',
    },
    acronym: { es: 'ACNUR', en: 'UNHCR' },
    kind: 'observer_org', // it took part as observer or speaker: an observer never endorses
    orgIds: [{ agency: 'XM-DAC', id: '41121' }],
    hue: 'azul',
  },
  {
    ...organisation,
    key: 'ICMPD',
    name: {
      es: 'Centro Internacional para el Desarrollo de Políticas Migratorias',
      en: 'International Centre for Migration Policy Development',
    },
    acronym: same('ICMPD'),
    kind: 'implementer',
    aliases: ['MIEUX', 'Migration EU Expertise'],
    hue: 'indigo',
  },
  {
    ...donor,
    key: 'UE',
    name: { es: 'Unión Europea', en: 'European Union' },
    acronym: { es: 'UE', en: 'EU' },
    iatiOrgType: '15',
    orgIds: [
      { agency: 'XI-IATI', id: 'EC_DEVCO' },
      { agency: 'XI-IATI', id: 'EC_INTPA' },
    ],
    hue: 'azul',
  },
  {
    ...organisation,
    key: 'EASO',
    name: { es: 'Oficina Europea de Apoyo al Asilo', en: 'European Asylum Support Office' },
    acronym: same('EASO'),
    iatiOrgType: '15',
    aliases: ['EUAA', 'Agencia de Asilo de la Unión Europea', 'European Union Agency for Asylum'],
    hue: 'petroleo',
  },
  {
    ...peer,
    key: 'NL',
    name: { es: 'Administración homóloga de los Países Bajos', en: 'Peer administration of the Netherlands' },
    acronym: { es: 'Países Bajos', en: 'Netherlands' },
    country: 'NL',
    hue: 'ocre',
  },
  {
    ...peer,
    key: 'PT',
    name: { es: 'Administración homóloga de Portugal', en: 'Peer administration of Portugal' },
    acronym: same('Portugal'),
    country: 'PT',
    hue: 'jade',
  },
  {
    ...peer,
    key: 'ES',
    name: { es: 'Administración homóloga de España', en: 'Peer administration of Spain' },
    acronym: { es: 'España', en: 'Spain' },
    country: 'ES',
    hue: 'grana',
  },
  {
    ...peer,
    key: 'SE',
    name: { es: 'Administración homóloga de Suecia', en: 'Peer administration of Sweden' },
    acronym: { es: 'Suecia', en: 'Sweden' },
    country: 'SE',
    hue: 'barro',
  },
  {
    ...donor,
    key: 'CA',
    name: { es: 'Gobierno de Canadá', en: 'Government of Canada' },
    acronym: { es: 'Canadá', en: 'Canada' },
    country: 'CA',
    hue: 'grana',
  },
  {
    ...peer,
    key: 'PAR', // component 3.3 speaks of "government counterparts from another country" and does not name it
    name: { es: 'Contraparte gubernamental de otro país', en: 'Government counterpart from another country' },
    acronym: { es: 'Contraparte', en: 'Counterpart' },
    hue: 'ocre',
  },
];

export type OfficeKey = 'COMAR-CMX' | 'COMAR-CHP' | 'COMAR-TAB' | 'COMAR-VER' | 'INM-frontera' | 'INM-estacion' | 'INM-capacidades';

interface SampleOffice extends Omit<OfficeDraft, 'institutionId' | 'name'> {
  readonly key: OfficeKey;
  readonly institution: InstitutionKey;
  readonly name: Both;
}

const centralTime = { municipality: null, timeZone: 'America/Mexico_City' } as const;

export const OFFICES: readonly SampleOffice[] = [
  {
    ...centralTime,
    key: 'COMAR-CMX',
    institution: 'COMAR',
    name: { es: 'Coordinación General, Ciudad de México', en: 'General Coordination Office, Mexico City' },
    state: 'MX-CMX',
    isField: false,
  },
  {
    ...centralTime,
    key: 'COMAR-CHP',
    institution: 'COMAR',
    name: { es: 'Oficina regional en Chiapas', en: 'Regional office in Chiapas' },
    state: 'MX-CHP',
    isField: true,
  },
  {
    ...centralTime,
    key: 'COMAR-TAB',
    institution: 'COMAR',
    name: { es: 'Oficina regional en Tabasco', en: 'Regional office in Tabasco' },
    state: 'MX-TAB',
    isField: true,
  },
  {
    ...centralTime,
    key: 'COMAR-VER',
    institution: 'COMAR',
    name: { es: 'Oficina regional en Veracruz', en: 'Regional office in Veracruz' },
    state: 'MX-VER',
    isField: true,
  },
  {
    ...centralTime,
    key: 'INM-frontera',
    institution: 'INM',
    name: { es: 'Punto en la frontera con Guatemala, Chiapas', en: 'Point at the border with Guatemala, Chiapas' },
    state: 'MX-CHP',
    isField: true,
  },
  {
    ...centralTime,
    key: 'INM-estacion',
    institution: 'INM',
    name: { es: 'Centro de detención en Chiapas', en: 'Detention centre in Chiapas' },
    state: 'MX-CHP',
    isField: true,
  },
  {
    ...centralTime,
    key: 'INM-capacidades',
    institution: 'INM',
    name: { es: 'Unidad de Fortalecimiento de Capacidades', en: 'Capacity Building Unit' },
    state: null,
    isField: false,
  },
];
