// Minutes of sessions A5 to A10 of exchange A, drawn from the case study of MIEUX in Mexico (2017–2018) and from nothing else.
// Each list has one entry for a heading of the template of its kind of session, in that order.
import { list, pair, type Section, said } from './shape.ts';

export const A5_CHILDREN: readonly Section[] = [
  pair(
    'Módulo avanzado. Promover un método de entrevista estructurado con niñas, niños y adolescentes, con base en la guía práctica de la EASO sobre la entrevista personal.',
    'In-depth module. To promote a structured method of interviewing children, based on the EASO practical guide for personal interviews.',
  ),
  [
    ...pair(
      'El método guía a las y los oficiales de caso por cuatro etapas:',
      'The structured approach guides case officers through four stages:',
    ),
    ...list(
      [
        'Preparación de la entrevista personal.',
        'Apertura de la entrevista y entrega de información.',
        'Realización de la entrevista personal.',
        'Acciones posteriores a la entrevista.',
      ],
      [
        'Preparation for the personal interview.',
        'Opening the interview and providing information.',
        'Conducting the personal interview.',
        'Post-interview actions.',
      ],
      'numbered',
    ),
  ],
  pair(
    'Las habilidades de entrevista se practicaron de manera interactiva en casos concretos, con atención especial a niñas, niños y adolescentes no acompañados.',
    'Interviewing skills were practised interactively in specific case scenarios, with a specific focus on unaccompanied minors.',
  ),
  list(
    [
      'La COMAR cambió la manera de entrevistar a niñas, niños y adolescentes y revisó el proceso de decisión correspondiente.',
      'El INM reforzó sus esfuerzos para que se sientan más cómodos durante la entrevista: el personal ya no viste uniforme al entrevistar.',
    ],
    [
      'COMAR changed how children are interviewed and revised the corresponding decision process.',
      'INM strengthened its efforts to make child migrants feel more comfortable during their interview: staff no longer wear their uniforms when conducting interviews.',
    ],
  ),
];

export const A6_VULNERABLE: readonly Section[] = [
  pair(
    'Módulo avanzado. Comprender mejor y tomar debidamente en cuenta el componente psicológico de las personas solicitantes de asilo.',
    'In-depth module. To better understand and properly take into account the psychological component of asylum applicants.',
  ),
  pair(
    'La identificación y la atención de las necesidades especiales de los grupos vulnerables, con énfasis en niñas, niños y adolescentes no acompañados y en la comunidad LGBTQ+. Se aplica el método de entrevista estructurado de la guía práctica de la EASO.',
    'Identification and response to the special needs of vulnerable groups, with a focus on unaccompanied minors and the LGBTQ+ community. The structured interview method of the EASO practical guide is applied.',
  ),
  pair(
    'Se practicaron distintas habilidades de entrevista en casos concretos, entre pares de México y de Europa.',
    'Different interviewing skills were practised in specific case scenarios, among peers from Mexico and Europe.',
  ),
  pair(
    'El seminario de medio día por videoconferencia retoma este módulo, con énfasis en niñas, niños y adolescentes.',
    'The half-day seminar by video conference takes up this module, with a specific focus on children.',
  ),
];

export const A7_EXCLUSION: readonly Section[] = [
  pair(
    'Módulo avanzado sobre exclusión, en línea con el programa de formación de la EASO y con el marco jurídico mexicano.',
    'In-depth module on exclusion, in line with the EASO training curriculum and with the Mexican legal framework.',
  ),
  [
    ...pair('Marco aplicable en México:', 'Framework that applies in Mexico:'),
    ...list(
      [
        'Convención de 1951 y Protocolo de 1967 sobre el Estatuto de los Refugiados.',
        'Declaración de Cartagena sobre los Refugiados de 1984, que amplía la definición de refugiado, incorporada a la legislación nacional.',
        'Ley sobre Refugiados, Protección Complementaria y Asilo Político de 2011 y su Reglamento.',
        'Ley de Migración.',
      ],
      [
        '1951 Convention and 1967 Protocol relating to the Status of Refugees.',
        '1984 Cartagena Declaration on Refugees, which broadens the definition of refugee, incorporated into national law.',
        '2011 Refugees, Complementary Protection and Political Asylum Act and its Regulatory Framework.',
        'Migration Act.',
      ],
    ),
  ],
  pair(
    'Los aspectos teóricos y el marco normativo se trataron al aplicarlos en casos concretos.',
    'Theoretical aspects and the normative framework were covered by applying them in specific case scenarios.',
  ),
  pair(
    'Lección: los módulos de la EASO, bien elaborados, tuvieron que adaptarse al marco normativo y al contexto migratorio de México.',
    'Lesson: the well-produced EASO training modules had to be adapted and fine-tuned to the Mexican normative framework and migration context.',
  ),
];

export const A8_VIDEO: readonly Section[] = [
  pair(
    'Seminario de medio día por videoconferencia sobre entrevistas a grupos vulnerables, con énfasis en niñas, niños y adolescentes.',
    'Half-day video-conference seminar on interviewing vulnerable groups with a specific focus on children.',
  ),
  pair(
    'Asistieron 128 integrantes del personal del INM desde distintas oficinas, al mismo curso y al mismo tiempo. Las guías prácticas de la EASO se compartieron con antelación.',
    '128 INM staff members attended from different offices, the same course at the same time. The EASO practical guides were shared ahead.',
  ),
  [],
  pair(
    'El formato trajo limitaciones frente a una sesión presencial, pero permitió compartir buenas prácticas y lecciones aprendidas con un gran número de integrantes del personal.',
    'The format brought limitations compared with a face-to-face session, but it provided an opportunity to share good practices and lessons learnt with a high number of staff members.',
  ),
];

export const A9_LOCAL_OFFICES: readonly Section[] = [
  pair(
    'Sesiones de medio día por videoconferencia, más breves y condensadas, sobre módulos específicos, para las oficinas locales de la COMAR y del INM.',
    'Shorter and more condensed half-day training sessions by video conference on specific modules, for local COMAR and INM offices.',
  ),
  pair(
    'La capacitación por videoconferencia se dirige a todo el personal federal del INM y de la COMAR y reúne a quienes trabajan en distintos lugares en un mismo curso virtual.',
    'The video-conference training targets all federal INM and COMAR officers and gathers staff from different locations in the same virtual course.',
  ),
  [],
  pair(
    'Las actividades aumentaron el diálogo y la coordinación entre sectores, gracias al trabajo conjunto desde el diseño de la Acción y a la participación conjunta en las actividades.',
    'The activities increased inter-sectoral dialogue and coordination, through joint cooperation in the initial design phase of the Action and joint participation at activity level.',
  ),
];

export const A10_VISIT: readonly Section[] = [
  pair(
    'Combinar las actividades de capacitación con una visita de campo, para que los pares europeos comprendan mejor la situación migratoria actual y los retos que enfrenta el Gobierno de México.',
    'To combine capacity building activities with a field visit, so that the EU peers get a better understanding of the current migration situation and the challenges faced by the Mexican Government.',
  ),
  pair(
    'Centro de detención en Chiapas y frontera con Guatemala. Participa ACNUR en calidad de observación.',
    'Detention centre in Chiapas and border with Guatemala. UNHCR takes part as an observer.',
  ),
  [
    ...said(
      'SE',
      'Las y los expertos conocieron mejor la situación migratoria en América Latina. Escuchar la experiencia del personal de caso mexicano fue útil, porque las solicitudes de asilo de América Latina también han aumentado en Europa.',
      'The experts gained better insight into the migration situation in Latin America. Listening to the Mexican case officers’ experiences was helpful, since asylum applications from Latin America have also increased in Europe.',
    ),
    ...said(
      'INM',
      'Con las actividades de MIEUX se reforzaron las sinergias y los vínculos con la COMAR, tanto estratégicos como operativos.',
      'Through the MIEUX activities, synergies and linkages both at strategic and operational levels with COMAR have been reinforced.',
    ),
    ...pair(
      'La coordinación estrecha con la oficina local de ACNUR evitó duplicar esfuerzos de capacitación.',
      'Close coordination with the local UNHCR office avoided duplication of capacity building efforts.',
    ),
  ],
  [],
];
