// Exchange C: the high-level technical exchange on good practices in integrated border management (component 3.3), running:
// its second day is the day on which the sample is written (DOMAIN §5.2, §5.3). From the sources: what it is for, that the
// counterpart's country is not named, sessions C1 to C8. Sample values: every day, time and room, the place, breaks, transfers and the
// visit, who chairs and writes, that Sweden, UNHCR and Canada take part, the bilateral, working languages, markings.
import type { Both } from './institutions.ts';
import { BILATERAL, C1_OPENING, C2_DIAGNOSTIC, C3_ROADMAP, C4_SOP, C5_MARKET, C6_DONORS, C7_DEBRIEF, C8_CLOSING } from './minutes-c.ts';
import { AMBER, type SampleExchange, type SampleItem } from './shape.ts';

const both = ['es', 'en'] as const;
const plenary: Both = { es: 'Sala plenaria', en: 'Plenary hall' };
const workshop: Both = { es: 'Sala de trabajo', en: 'Working room' };
const chaired = { participants: [], chair: 'sre', rapporteurs: ['oim'], writer: 'oim', state: 'open' } as const;
const coffee: Both = { es: 'Receso', en: 'Break' };
const lunch: Both = { es: 'Comida', en: 'Lunch' };

const FIRST_DAY: readonly SampleItem[] = [
  { day: 0, start: '09:30', minutes: 60, kind: 'transfer', title: { es: 'Traslado a la sede', en: 'Transfer to the venue' } },
  { day: 0, start: '10:30', minutes: 30, kind: 'other', title: { es: 'Registro', en: 'Registration' }, lead: 'SRE' },
  {
    day: 0,
    start: '11:00',
    minutes: 90,
    kind: 'plenary',
    title: { es: 'Apertura y adopción de la agenda', en: 'Opening and agenda adoption' },
    lead: 'SRE',
    room: plenary,
    languages: both,
    session: { ...chaired, code: 'C1', kind: 'plenary', state: 'closed', minutes: C1_OPENING },
  },
  { day: 0, start: '12:30', minutes: 30, kind: 'break', title: { es: 'Fotografía y receso', en: 'Photograph and break' }, minMinutes: 15 },
  { day: 0, start: '13:00', minutes: 90, kind: 'break', title: lunch, isPinned: true },
  {
    day: 0,
    start: '14:30',
    minutes: 45,
    kind: 'transfer',
    title: { es: 'Traslado al punto fronterizo', en: 'Transfer to the border point' },
  },
  {
    day: 0,
    start: '15:15',
    minutes: 150,
    kind: 'field_visit',
    title: { es: 'Visita al punto fronterizo con Guatemala', en: 'Visit to the border point with Guatemala' },
    lead: 'INM',
    languages: both,
  },
  { day: 0, start: '17:45', minutes: 45, kind: 'transfer', title: { es: 'Regreso a la sede', en: 'Return to the venue' } },
];

const SECOND_DAY: readonly SampleItem[] = [
  {
    day: 1,
    start: '09:00',
    minutes: 120,
    kind: 'plenary',
    title: { es: 'Presentación del diagnóstico de gestión integrada de fronteras', en: 'Presentation of the IBM diagnostic' },
    lead: 'OIM',
    room: plenary,
    languages: both,
    session: { ...chaired, code: 'C2', kind: 'plenary', state: 'in_progress', minutes: C2_DIAGNOSTIC },
  },
  { day: 1, start: '11:00', minutes: 30, kind: 'break', title: coffee, minMinutes: 15 },
  {
    day: 1,
    start: '11:30',
    minutes: 135,
    kind: 'drafting',
    title: { es: 'Redacción de la hoja de ruta', en: 'Roadmap drafting' },
    lead: 'SRE',
    room: workshop,
    languages: both,
    session: { ...chaired, code: 'C3', kind: 'drafting', writer: 'sre', minutes: C3_ROADMAP },
  },
  { day: 1, start: '14:00', minutes: 90, kind: 'break', title: lunch, isPinned: true },
  {
    day: 1,
    start: '15:30',
    minutes: 90,
    kind: 'working_group',
    title: { es: 'Taller de POE con perspectiva de género', en: 'Gender-sensitive SOP clinic' },
    lead: 'INM',
    room: workshop,
    languages: both,
    session: { ...chaired, code: 'C4', kind: 'working_group', chair: 'inm', writer: 'inm', minutes: C4_SOP },
  },
  { day: 1, start: '17:00', minutes: 15, kind: 'break', title: coffee },
  {
    day: 1,
    start: '17:15',
    minutes: 75,
    kind: 'plenary',
    title: { es: 'Mercado de buenas prácticas', en: 'Good-practice market' },
    lead: 'COMAR',
    room: plenary,
    languages: both,
    session: { ...chaired, code: 'C5', kind: 'plenary', chair: 'comar', speakers: ['par', 'acnur'], writer: 'comar', minutes: C5_MARKET },
  },
  {
    // the agenda says that there is time; which delegations meet is known to them
    day: 1,
    start: '18:30',
    minutes: 30,
    kind: 'bilateral',
    title: { es: 'Reuniones bilaterales', en: 'Bilateral meetings' },
    session: {
      code: 'bilateral',
      kind: 'bilateral',
      title: {
        es: 'Reunión bilateral INM – administración homóloga de Suecia',
        en: 'Bilateral meeting INM – peer administration of Sweden',
      },
      state: 'open',
      participants: ['INM', 'SE'],
      chair: 'inm',
      rapporteurs: ['inm-frontera'],
      marking: AMBER,
      writer: 'inm',
      minutes: BILATERAL,
    },
  },
];

const THIRD_DAY: readonly SampleItem[] = [
  {
    day: 2,
    start: '09:00',
    minutes: 90,
    kind: 'working_group',
    title: { es: 'Mesa de coordinación de cooperantes', en: 'Donor coordination table' },
    lead: 'SRE',
    room: workshop,
    languages: both,
    session: { ...chaired, code: 'C6', kind: 'working_group', speakers: ['canada'], minutes: C6_DONORS },
  },
  { day: 2, start: '10:30', minutes: 15, kind: 'break', title: coffee },
  {
    day: 2,
    start: '10:45',
    minutes: 90,
    kind: 'plenary',
    title: { es: 'Conclusiones de la visita de campo', en: 'Field-visit debrief' },
    lead: 'INM',
    room: plenary,
    languages: both,
    session: { ...chaired, code: 'C7', kind: 'plenary', chair: 'inm', writer: 'inm', minutes: C7_DEBRIEF },
  },
  {
    day: 2,
    start: '12:15',
    minutes: 105,
    kind: 'drafting',
    title: { es: 'Preparación de los acuerdos', en: 'Preparation of the agreed actions' },
    lead: 'SRE',
    room: workshop,
    languages: both,
    minMinutes: 60,
  },
  { day: 2, start: '14:00', minutes: 90, kind: 'break', title: lunch, isPinned: true },
  {
    day: 2,
    start: '15:30',
    minutes: 90,
    kind: 'closing',
    title: { es: 'Clausura: lectura de acuerdos', en: 'Closing: reading of the agreed actions' },
    lead: 'SRE',
    room: plenary,
    languages: both,
    session: { ...chaired, code: 'C8', kind: 'closing', minutes: C8_CLOSING },
  },
  {
    day: 2,
    start: '17:00',
    minutes: 60,
    kind: 'transfer',
    title: { es: 'Traslado de las delegaciones', en: 'Transfer of the delegations' },
  },
];

export const EXCHANGE_C: SampleExchange = {
  title: {
    es: 'Intercambio técnico de alto nivel sobre buenas prácticas de gestión integrada de fronteras',
    en: 'High-level technical exchange on good practices in integrated border management',
  },
  kind: 'high_level_technical_exchange',
  place: { es: 'Chiapas, México', en: 'Chiapas, Mexico' },
  projectRefs: ['IB.0346', 'MX10P0536'],
  components: ['3.3'],
  host: 'SRE',
  homeTimeZone: 'America/Mexico_City',
  firstDay: { daysAgo: 1 },
  lasts: { days: 3 },
  languages: ['es', 'en'],
  state: 'running',
  people: ['sre', 'oim', 'jefatura-sre', 'inm', 'comar', 'comar-chiapas', 'inm-frontera', 'contraparte', 'par', 'acnur', 'canada'],
  invited: ['upm'],
  items: [...FIRST_DAY, ...SECOND_DAY, ...THIRD_DAY],
  comments: [
    {
      on: 'C2',
      author: 'acnur',
      quote: 'con atención a las personas migrantes en situación de vulnerabilidad',
      body: 'Sugerimos nombrar aquí a niñas, niños y adolescentes no acompañados y a la comunidad LGBTQ+, como en las sesiones de 2017-2018.',
      answer: { author: 'comar', body: 'De acuerdo; se propondrá en la redacción de la hoja de ruta.' },
    },
    {
      on: 'C1',
      author: 'par',
      quote: 'share good practices between IBM officials in Mexico and IBM government counterparts',
      body: 'We also gained from listening to the Mexican case officers’ experiences. Could the debrief record what the peers learn?',
    },
  ],
  proposals: [
    {
      on: 'C5',
      author: 'comar',
      body: 'Proponemos empezar por el método de entrevista estructurado, que ya se aplica.',
    },
  ],
};
