// Minutes of exchange C as they stand on its second day: C1 closed, C2 being written, the others prepared. Everything they state is in
// the project page of IOM or in the case study of MIEUX; that it was said here, on these days, is a sample value.
// Each list has one entry for a heading of the template of its kind of session, in that order.
import { decided, list, pair, type Section, said } from './shape.ts';

export const C1_OPENING: readonly Section[] = [
  pair(
    'Abrir el intercambio técnico de alto nivel y adoptar su agenda.',
    'To open the high-level technical exchange and adopt its agenda.',
  ),
  [
    ...said(
      'SRE',
      'El proyecto se realiza a solicitud de la Secretaría. Este intercambio es su componente 3.3: compartir buenas prácticas entre el personal de gestión integrada de fronteras de México y sus contrapartes gubernamentales de otro país.',
      'The project is carried out at the request of the Ministry. This exchange is its component 3.3: to share good practices between IBM officials in Mexico and IBM government counterparts from another country.',
    ),
    ...said(
      'OIM',
      'El proyecto tiene seis componentes: diagnóstico (1.1), hoja de ruta (1.2), procedimientos operativos estandarizados con perspectiva de género (2.1), capacitación (3.1), materiales y campaña interna (3.2) e intercambio (3.3).',
      'The project has six components: diagnostic (1.1), roadmap (1.2), gender-sensitive Standard Operating Procedures (2.1), training (3.1), materials and internal campaign (3.2) and exchange (3.3).',
    ),
  ],
  [
    ...decided('Se adopta la agenda del intercambio.', 'The agenda of the exchange is adopted.'),
    ...decided(
      'ACNUR participa en calidad de observación. Puede leer las minutas y comentarlas, salvo donde la sesión indique lo contrario.',
      'UNHCR takes part as an observer. It may read the minutes and comment on them, except where a session says otherwise.',
    ),
  ],
  pair(
    'Cada delegación revisa las notas de la visita de campo antes de la sesión de conclusiones.',
    'Each delegation reviews its notes of the field visit before the debrief.',
  ),
];

export const C2_DIAGNOSTIC: readonly Section[] = [
  pair(
    'Presentar el diagnóstico integral de la gestión integrada de fronteras, que revisa de manera holística el marco del país y formula recomendaciones (componente 1.1).',
    'To present the comprehensive IBM diagnostic assessment, which holistically reviews the country’s IBM framework and provides recommendations (component 1.1).',
  ),
  [
    ...pair('Contexto:', 'Context:'),
    ...list(
      [
        'México es uno de los principales países de origen de personas migrantes: segundo lugar mundial, con cerca de 11 millones de emigrantes en 2020, además de una migración de retorno considerable.',
        'Es también uno de los países con más tránsito. En 2021 se registraron cerca de 310,000 personas migrantes en centros migratorios, la cifra más alta registrada.',
        'Entre 2012 y 2018 las solicitudes de asilo aumentaron 3,553 %; en 2019 fueron poco menos de 70,000. La COMAR dispone de 45 días para resolver.',
      ],
      [
        'Mexico is one of the main origin countries of migrants, ranking second globally with approximately 11 million emigrants as of 2020, along with significant degrees of return migration.',
        'It is also one of the most transited countries. Approximately 310,000 migrants were registered in migration centers in 2021 alone, the highest numbers ever recorded.',
        'Between 2012 and 2018, asylum applications increased by 3,553%; in 2019 there were just under 70,000. COMAR has 45 days to decide.',
      ],
    ),
    ...said(
      'OIM',
      'El diagnóstico abarca la gestión humanitaria de fronteras frente al tráfico ilícito de migrantes, la seguridad fronteriza, la identificación de personas viajeras, el registro de datos biométricos, y la identificación y canalización.',
      'The diagnostic covers humanitarian border management to counter migrant smuggling, border security, travellers’ identification, biometric data collection, and screening and referral.',
    ),
    ...said(
      'COMAR',
      'El procedimiento de asilo, integral y centrado en la protección, debe articularse entre los distintos niveles administrativos e instancias institucionales, con atención a las personas migrantes en situación de vulnerabilidad.',
      'The comprehensive and protection-driven asylum procedure needs to be streamlined through the different administrative levels and institutional instances, with an eye on vulnerable migrants.',
    ),
    ...said(
      'INM',
      'El personal migratorio en frontera suele ser el primer punto de contacto de las personas migrantes que llegan a México.',
      'Border migration officers are often the first point of contact for migrants reaching Mexico.',
    ),
  ],
];

export const C3_ROADMAP: readonly Section[] = [
  pair(
    'Redactar la hoja de ruta institucional detallada para el fortalecimiento de capacidades en gestión integrada de fronteras (componente 1.2), a partir de las recomendaciones del diagnóstico.',
    'To draft the detailed institutional roadmap for IBM capacity-development (component 1.2), from the recommendations of the diagnostic.',
  ),
];

export const C4_SOP: readonly Section[] = [
  pair(
    'Trabajar sobre los procedimientos operativos estandarizados con perspectiva de género que mejoran los procesos de gestión integrada de fronteras (componente 2.1).',
    'To work on the gender-sensitive Standard Operating Procedures that improve IBM processes (component 2.1).',
  ),
];

export const C5_MARKET: readonly Section[] = [
  [
    ...pair('Prácticas que se presentan:', 'Practices on show:'),
    ...list(
      [
        'Las necesidades especiales de los grupos vulnerables, en todas las sesiones (niñas, niños y adolescentes no acompañados; comunidad LGBTQ+).',
        'Actividades de capacitación combinadas con visitas de campo.',
        'Sinergias con actores internacionales (ACNUR, Canadá).',
        'Capacitación por videoconferencia a todas las oficinas federales, con sus límites.',
        'Método de entrevista estructurado en cuatro etapas, practicado en casos concretos.',
        'Entrevistas a niñas, niños y adolescentes sin uniforme.',
        'Guía práctica en el módulo en línea de nivel inicial y como base de una de tres sesiones de un nuevo módulo.',
        'Guías compartidas antes de la capacitación.',
        'Temas elegidos a partir de la detección de necesidades de la propia institución.',
        'Teoría enseñada mediante casos concretos.',
      ],
      [
        'Special needs of vulnerable groups, mainstreamed in all sessions (unaccompanied minors; LGBTQ+ community).',
        'Capacity building activities combined with field visits.',
        'Synergies with international actors (UNHCR, Canada).',
        'Video-conference training for all federal offices, with its limits.',
        'Structured interview method in four stages, practised in case scenarios.',
        'Interviews of children without uniform.',
        'Practical guide in the entry-level online module and as a basis of one of three sessions of a new module.',
        'Guides shared ahead of the training.',
        'Topics chosen from the institution’s own needs assessment.',
        'Theory taught through case scenarios.',
      ],
      'numbered',
    ),
    ...pair('Cada práctica se describe con las diez características de MIEUX:', 'Each practice is described by the ten features of MIEUX:'),
    ...list(
      [
        'apropiación por el país socio',
        'innovadora en su contexto',
        'replicable',
        'resultados tangibles',
        'respaldada a alto nivel',
        'integrada en las prioridades existentes',
        'basada en la mayor experiencia',
        'complementaria y en sinergia con otras iniciativas',
        'con valor añadido de la UE',
        'catalizadora de conocimiento mediante el intercambio de experiencias',
      ],
      [
        'ownership on the part of the partner country',
        'innovative in its context',
        'replicable',
        'tangible results',
        'endorsed at a high level',
        'integrated into existing priorities',
        'based on the highest levels of experience',
        'complements and is in synergy with other initiatives',
        'EU added value',
        'a catalyst for knowledge through the exchange of experiences',
      ],
      'numbered',
    ),
    ...pair(
      'Áreas temáticas de MIEUX: migración y desarrollo; migración legal y movilidad; migración irregular y trata de personas; protección internacional y política de asilo; intervenciones horizontales.',
      'MIEUX thematic areas: Migration and Development; Legal Migration and Mobility; Irregular Migration and Trafficking in Human Beings; International Protection and Asylum Policy; Horizontal Interventions.',
    ),
  ],
];

export const C6_DONORS: readonly Section[] = [
  pair(
    'Revisar qué esfuerzos de cooperación existen antes de comprometer otros nuevos.',
    'To review which cooperation efforts exist before committing to new ones.',
  ),
  [
    ...pair('Punto de partida:', 'Starting point:'),
    ...list(
      [
        'Canadá ha apoyado los esfuerzos de México por fortalecer su unidad de información de país de origen, un tema previsto en la Acción de MIEUX. La flexibilidad de MIEUX permitió reorientar esa actividad a otro tema pertinente.',
        'La coordinación estrecha con la oficina local de ACNUR evitó duplicar esfuerzos de fortalecimiento de capacidades.',
        'MIEUX apoyó también a la Unidad de Política Migratoria en el sistema mexicano de integración de personas inmigrantes, con transferencia de conocimiento sobre prácticas de la UE.',
        'Los seis componentes de la OIM son partes de un mismo proyecto.',
      ],
      [
        'Canada has supported Mexican efforts to strengthen its COI unit, a topic that was planned within the MIEUX Action. MIEUX’s flexibility allowed to refocus that activity on another relevant topic.',
        'Close coordination with the local UNHCR office avoided duplication of capacity building efforts.',
        'MIEUX also supported the Migration Policy Unit on the Mexican integration system for immigrants, by knowledge transfer of EU practices.',
        'The six components of IOM are parts of one and the same project.',
      ],
    ),
  ],
];

export const C7_DEBRIEF: readonly Section[] = [
  pair(
    'Reunir lo observado en la visita al punto fronterizo y acordar qué pasa a las conclusiones.',
    'To bring together what was observed at the border point and agree what goes into the conclusions.',
  ),
];

export const C8_CLOSING: readonly Section[] = [
  pair('Leer los acuerdos del intercambio y cerrar los trabajos.', 'To read out the agreed actions of the exchange and close its work.'),
  [
    ...pair('Por leer, en el orden de los componentes del proyecto:', 'To be read out, in the order of the components of the project:'),
    ...list(
      [
        '1.1 Entrega del diagnóstico.',
        '1.2 Entrega de la hoja de ruta.',
        '2.1 Entrega de los procedimientos operativos estandarizados.',
        '3.1 Capacitación.',
        '3.2 Materiales y campaña de comunicación interna.',
        '3.3 Intercambio.',
      ],
      [
        '1.1 Delivery of the diagnostic.',
        '1.2 Delivery of the roadmap.',
        '2.1 Delivery of the Standard Operating Procedures.',
        '3.1 Training.',
        '3.2 Materials and internal communications campaign.',
        '3.3 Exchange.',
      ],
    ),
  ],
];

export const BILATERAL: readonly Section[] = [
  pair(
    'Conversar entre ambas administraciones sobre el uso de la guía práctica de la EASO en la capacitación en línea del INM.',
    'To discuss between both administrations the use of the EASO practical guide in INM’s online training.',
  ),
  said(
    'INM',
    'La guía está en el material de lectura del módulo de nivel inicial y se prevé como base de una de las tres sesiones del nuevo módulo.',
    'The guide is in the reading material of the entry-level module and is planned as a basis for one of three sessions of the new module.',
  ),
];
