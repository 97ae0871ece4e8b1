// Exchange B: the project of IOM with the Government of Mexico, 2023–2025, national coverage, USD 300,000, active: its six components
// as sessions (DOMAIN §5.2). From the project page: everything that the minutes say, references, budget, component texts.
// The source gives its years and no days: it lasts from the first day of the one to the last of the other.
// Sample values: every day and time of a session, chairs, writers, rooms, states of the sessions, markings.
import type { Both } from './institutions.ts';
import { pair, type SampleExchange, type SampleItem, type SampleSession, type Section } from './shape.ts';

const AIM = pair(
  'A solicitud de la SRE, el proyecto busca fortalecer las capacidades del Gobierno de México para realizar operaciones integradas de gestión de fronteras conforme a normas internacionales y buenas prácticas.',
  'At the request of SRE, the project aims to enhance the Government of Mexico’s capacities to implement integrated IBM operations according to international standards and good practices.',
);

interface Component {
  readonly code: string;
  readonly number: string;
  readonly day: number;
  readonly kind: SampleSession['kind'];
  readonly state: SampleSession['state'];
  readonly title: Both;
  readonly text: Both;
  readonly more?: Section;
}

const COMPONENTS: readonly Component[] = [
  {
    code: 'B1',
    number: '1.1',
    day: 0,
    kind: 'working_group',
    state: 'in_progress',
    title: { es: 'Diagnóstico integral de la gestión integrada de fronteras', en: 'Comprehensive IBM diagnostic assessment' },
    text: {
      es: 'Elaborar un diagnóstico integral que revise de manera holística el marco de gestión integrada de fronteras del país y formule recomendaciones.',
      en: 'Development of a comprehensive IBM diagnostic assessment that holistically reviews the country’s IBM framework and provides recommendations.',
    },
    more: [
      ...pair(
        'Proyecto IB.0346 (MX10P0536), 2023-2025, activo. Cobertura nacional. Presupuesto: 300,000 USD.',
        'Project IB.0346 (MX10P0536), 2023-2025, active. National coverage. Budget: USD 300,000.',
      ),
      ...pair(
        'Procesos que se revisan: gestión humanitaria de fronteras frente al tráfico ilícito de migrantes, seguridad fronteriza, identificación de personas viajeras, registro de datos biométricos, identificación y canalización.',
        'Processes under review: humanitarian border management to counter migrant smuggling, border security, travellers’ identification, biometric data collection, screening and referral.',
      ),
    ],
  },
  {
    code: 'B2',
    number: '1.2',
    day: 1,
    kind: 'drafting',
    state: 'open',
    title: { es: 'Hoja de ruta institucional', en: 'Institutional roadmap' },
    text: {
      es: 'Elaborar una hoja de ruta institucional detallada para el fortalecimiento de capacidades en gestión integrada de fronteras.',
      en: 'Development of a detailed institutional roadmap for IBM capacity-development.',
    },
  },
  {
    code: 'B3',
    number: '2.1',
    day: 2,
    kind: 'drafting',
    state: 'open',
    title: {
      es: 'Procedimientos operativos estandarizados con perspectiva de género',
      en: 'Gender-sensitive Standard Operating Procedures',
    },
    text: {
      es: 'Elaborar procedimientos operativos estandarizados (POE) con perspectiva de género para mejorar los procesos de gestión integrada de fronteras.',
      en: 'Development of gender-sensitive Standard Operating Procedures (SOP) to improve IBM processes.',
    },
  },
  {
    code: 'B4',
    number: '3.1',
    day: 3,
    kind: 'working_group',
    state: 'open',
    title: { es: 'Capacitación sobre los POE y mejora de un sistema', en: 'Training on the SOPs and improvement of a system' },
    text: {
      es: 'Realizar programas de capacitación que sensibilicen a los actores de la gestión integrada de fronteras sobre los manuales de POE, y mejorar un sistema de gestión integrada de fronteras.',
      en: 'Implementation of training programmes to sensitise IBM actors on the SOP manuals and the improvement of an IBM system.',
    },
  },
  {
    code: 'B5',
    number: '3.2',
    day: 4,
    kind: 'working_group',
    state: 'open',
    title: { es: 'Materiales y campaña de comunicación interna', en: 'Materials and internal communications campaign' },
    text: {
      es: 'Poner a disposición del personal federal de primera línea materiales fáciles de usar, con información sobre buenas prácticas, lineamientos y POE, mediante una campaña de comunicación interna.',
      en: 'Availability of easy-to-use materials for frontline federal IBM officials with information on IBM best practices, guidelines, and SOPs through the implementation of an internal communications campaign.',
    },
  },
  {
    code: 'B6',
    number: '3.3',
    day: 7,
    kind: 'working_group',
    state: 'open',
    title: { es: 'Intercambio técnico de alto nivel', en: 'High-level technical exchange' },
    text: {
      es: 'Realizar un intercambio técnico de alto nivel para compartir buenas prácticas entre el personal de gestión integrada de fronteras de México y sus contrapartes gubernamentales de otro país.',
      en: 'A high-level technical exchange to share good practices between IBM officials in Mexico and IBM government counterparts from another country.',
    },
  },
];

const createItem = ({ code, number, day, kind, state, title, text, more = [] }: Component): SampleItem => ({
  day,
  start: '10:00',
  minutes: 120,
  kind,
  lead: 'OIM',
  languages: ['es'],
  title: { es: `${number} ${title.es}`, en: `${number} ${title.en}` },
  session: {
    code,
    kind,
    state,
    participants: [],
    chair: 'sre',
    rapporteurs: ['oim'],
    writer: 'oim',
    minutes: [AIM, [...pair(text.es, text.en), ...more]],
  },
});

export const EXCHANGE_B: SampleExchange = {
  title: {
    es: 'Fortalecimiento de las capacidades del Gobierno de México para una gestión de fronteras segura, ordenada y humana (2023-2025)',
    en: 'Strengthening the Capacities of the Government of Mexico for a Safe, Orderly and Humane Border Management (2023-2025)',
  },
  kind: 'follow_up',
  place: { es: 'Cobertura nacional', en: 'National coverage' },
  projectRefs: ['IB.0346', 'MX10P0536'],
  components: ['1.1', '1.2', '2.1', '3.1', '3.2', '3.3'],
  host: 'SRE',
  homeTimeZone: 'America/Mexico_City',
  firstDay: '2023-01-16',
  lasts: { from: '2023-01-01', to: '2025-12-31' },
  languages: ['es', 'en'],
  state: 'running',
  people: ['sre', 'oim', 'inm', 'comar', 'upm'],
  invited: [],
  items: COMPONENTS.map(createItem),
  comments: [],
  proposals: [],
};
