// Exchange A: MIEUX in Mexico, capacity building based on the EASO training curriculum, 2017–2018, concluded (DOMAIN §5.2, §5.3).
// From the case study: institutions, sessions A1 to A10, formats, places, attendance, results (minutes-a-*.ts).
// The sources give its years and no days: it lasts from the first day of the one to the last of the other.
// Sample values: every day and time of a session, rooms, chairs, rapporteurs, which session UNHCR spoke in, that SRE keeps the record, the host,
// working languages, markings.
import type { Both } from './institutions.ts';
import { A1_NEEDS, A2_ACCESS, A3_TECHNIQUES, A4_EVIDENCE } from './minutes-a-core.ts';
import { A5_CHILDREN, A6_VULNERABLE, A7_EXCLUSION, A8_VIDEO, A9_LOCAL_OFFICES, A10_VISIT } from './minutes-a-depth.ts';
import type { SampleExchange, SampleItem, SampleSession } from './shape.ts';

const both = ['es', 'en'] as const;
const held = { state: 'closed', participants: [], chair: 'comar', rapporteurs: ['icmpd'] } as const;
const hall: Both = { es: 'Sala de capacitación', en: 'Training room' };
const lunch = (day: number): SampleItem => ({
  day,
  start: '14:00',
  minutes: 60,
  isPinned: true,
  kind: 'break',
  title: { es: 'Comida', en: 'Lunch' },
});

/** A module in two days: the session, and on both afternoons and the second morning its continuation. */
function inTwoDays(day: number, title: Both, session: SampleSession): SampleItem[] {
  const teaching = { kind: 'training_f2f_2day', room: hall, lead: 'COMAR', languages: both } as const;
  const cases: Both = { es: `${title.es}: casos prácticos`, en: `${title.en}: case scenarios` };
  return [
    { ...teaching, day, start: '09:00', minutes: 300, title, session },
    lunch(day),
    { ...teaching, day, start: '15:00', minutes: 120, title: cases },
    {
      ...teaching,
      day: day + 1,
      start: '09:00',
      minutes: 300,
      title: { es: `${title.es}: segundo día`, en: `${title.en}: second day` },
    },
    lunch(day + 1),
    { ...teaching, day: day + 1, start: '15:00', minutes: 120, title: cases },
  ];
}

const ITEMS: readonly SampleItem[] = [
  {
    day: 0,
    start: '10:00',
    minutes: 180,
    kind: 'working_group',
    lead: 'COMAR',
    languages: ['es'],
    title: {
      es: 'Detección de necesidades de capacitación de la COMAR entre su personal',
      en: 'Training needs assessment by COMAR among its staff',
    },
    session: { ...held, code: 'A1', kind: 'working_group', participants: ['COMAR'], writer: 'comar', minutes: A1_NEEDS },
  },
  {
    day: 1,
    start: '09:00',
    minutes: 300,
    kind: 'working_group',
    lead: 'INM',
    room: { es: 'Chiapas', en: 'Chiapas' },
    languages: both,
    title: {
      es: 'Acceso al procedimiento de asilo: oficiales de migración en frontera y centros de detención, Chiapas',
      en: 'Access to the asylum procedure: migration officers at the border and in detention centres, Chiapas',
    },
    session: { ...held, code: 'A2', kind: 'working_group', chair: 'inm', speakers: ['acnur'], writer: 'inm', minutes: A2_ACCESS },
  },
  ...inTwoDays(
    2,
    { es: 'Técnicas de entrevista', en: 'Interview Techniques' },
    { ...held, code: 'A3', kind: 'training_f2f_2day', writer: 'comar', minutes: A3_TECHNIQUES },
  ),
  ...inTwoDays(
    15,
    { es: 'Valoración de las pruebas', en: 'Evidence Assessment' },
    { ...held, code: 'A4', kind: 'training_f2f_2day', writer: 'par', minutes: A4_EVIDENCE },
  ),
  ...inTwoDays(
    17,
    { es: 'Entrevistas a niñas, niños y adolescentes', en: 'Interviewing Children' },
    { ...held, code: 'A5', kind: 'training_f2f_2day', speakers: ['acnur'], writer: 'comar', minutes: A5_CHILDREN },
  ),
  ...inTwoDays(
    21,
    { es: 'Entrevistas a personas vulnerables', en: 'Interviewing Vulnerable Persons' },
    { ...held, code: 'A6', kind: 'training_f2f_2day', writer: 'comar', minutes: A6_VULNERABLE },
  ),
  ...inTwoDays(
    23,
    { es: 'Exclusión', en: 'Exclusion' },
    { ...held, code: 'A7', kind: 'training_f2f_2day', writer: 'par', minutes: A7_EXCLUSION },
  ),
  {
    day: 25,
    start: '09:00',
    minutes: 240,
    kind: 'training_video_halfday',
    lead: 'INM',
    room: { es: 'Videoconferencia', en: 'Video conference' },
    languages: both,
    title: {
      es: 'Seminario por videoconferencia: entrevistas a grupos vulnerables, con énfasis en niñas, niños y adolescentes',
      en: 'Video-conference seminar: interviewing vulnerable groups, with a focus on children',
    },
    session: { ...held, code: 'A8', kind: 'training_video_halfday', chair: 'inm', writer: 'inm', minutes: A8_VIDEO },
  },
  {
    day: 28,
    start: '09:00',
    minutes: 240,
    kind: 'training_video_halfday',
    lead: 'COMAR',
    room: { es: 'Videoconferencia', en: 'Video conference' },
    languages: both,
    title: {
      es: 'Sesiones por videoconferencia para las oficinas locales de la COMAR y del INM',
      en: 'Video-conference sessions for local COMAR and INM offices',
    },
    session: { ...held, code: 'A9', kind: 'training_video_halfday', writer: 'comar', minutes: A9_LOCAL_OFFICES },
  },
  {
    day: 29,
    start: '09:00',
    minutes: 360,
    kind: 'field_visit',
    lead: 'INM',
    room: { es: 'Chiapas', en: 'Chiapas' },
    languages: both,
    title: {
      es: 'Visita de campo: centro de detención y frontera con Guatemala',
      en: 'Field visit: detention centre and border with Guatemala',
    },
    session: { ...held, code: 'A10', kind: 'field_visit', chair: 'inm', writer: 'par', minutes: A10_VISIT },
  },
];

export const EXCHANGE_A: SampleExchange = {
  title: {
    es: 'MIEUX México (2017-2018): fortalecimiento de capacidades con base en el programa de formación de la EASO',
    en: 'MIEUX Mexico (2017-2018): capacity building based on the EASO training curriculum',
  },
  kind: 'training_action',
  place: { es: 'Ciudad de México y Chiapas', en: 'Mexico City and Chiapas' },
  projectRefs: ['MIEUX'],
  components: [],
  host: 'SEGOB',
  homeTimeZone: 'America/Mexico_City',
  firstDay: '2017-12-18',
  lasts: { from: '2017-01-01', to: '2018-12-31' },
  languages: ['es', 'en'],
  state: 'concluded',
  people: ['sre', 'icmpd', 'inm', 'comar', 'comar-chiapas', 'inm-frontera', 'upm', 'par', 'nl', 'pt', 'es', 'acnur', 'ue'],
  invited: [],
  items: ITEMS,
  comments: [
    {
      on: 'A8',
      author: 'acnur',
      quote: 'limitaciones frente a una sesión presencial',
      body: 'Conviene que esta limitación quede también en las lecciones aprendidas.',
      answer: { author: 'inm', body: 'De acuerdo. La ventaja fue el número de personas que pudo asistir a la vez.' },
    },
  ],
  proposals: [],
};
