// Minutes of sessions A1 to A4 of exchange A, drawn from the case study of MIEUX in Mexico (2017–2018) and from nothing else.
// Each list has one entry for a heading of the template of its kind of session, in that order.
import { decided, list, pair, type Section, said } from './shape.ts';

export const A1_NEEDS: readonly Section[] = [
  pair(
    'Detectar las necesidades de capacitación del personal de la COMAR. La detección la realiza la propia COMAR entre sus integrantes, a partir de las necesidades existentes entre oficiales de caso y de recepción.',
    'To identify the training needs of COMAR’s staff. COMAR itself conducts the assessment among its staff members, from the needs that case and reception officers have.',
  ),
  [
    ...pair(
      'En los últimos años han aumentado las solicitudes de asilo, por el alto número de personas que huyen de la violencia, la inseguridad y la pobreza, en particular de Centroamérica. Conforme a la Ley sobre Refugiados y Protección Complementaria y su Reglamento, la COMAR dispone de solo 45 días para resolver.',
      'In recent years asylum applications have increased, due to the high number of people fleeing violence, insecurity and poverty, in particular from Central America. Under the Law on Refugees and Complementary Protection and its Regulation, COMAR has only 45 days to make decisions.',
    ),
    ...pair(
      'Los temas se definen en línea con el programa de formación de la EASO y según el nivel de experiencia:',
      'The topics are chosen in line with the EASO training curriculum and by level of experience:',
    ),
    ...list(
      [
        'Módulos básicos: técnicas de entrevista; valoración de las pruebas.',
        'Módulos avanzados: entrevistas a niñas, niños y adolescentes; entrevistas a personas vulnerables; exclusión.',
      ],
      [
        'Core modules: Interview Techniques; Evidence Assessment.',
        'In-depth modules: Interviewing Children; Interviewing Vulnerable Persons; Exclusion.',
      ],
    ),
  ],
  [
    ...decided(
      'Los módulos básicos y avanzados se imparten en sesiones presenciales de dos días. Las guías prácticas de la EASO se comparten con todas las personas participantes antes de la capacitación.',
      'Core and in-depth modules are given in two-day face-to-face sessions. The EASO practical guides are shared with all participants ahead of the training.',
    ),
    ...decided(
      'La información de país de origen, tema previsto en la Acción, no se aborda: Canadá ya apoya el fortalecimiento de la unidad mexicana. La actividad se reorienta a otro tema pertinente.',
      'Country of origin information, a topic planned within the Action, is not covered: Canada already supports the strengthening of the Mexican unit. The activity is refocused on another relevant topic.',
    ),
  ],
  pair(
    'Preparar sesiones de medio día por videoconferencia, más breves, para las oficinas locales de la COMAR y del INM.',
    'Prepare shorter half-day sessions by video conference for the local offices of COMAR and INM.',
  ),
];

export const A2_ACCESS: readonly Section[] = [
  pair(
    'Facilitar el acceso efectivo a la protección internacional. El personal migratorio en frontera suele ser el primer punto de contacto de las personas migrantes que llegan a México. Se dirige a oficiales de migración que trabajan en la frontera y en centros de detención en Chiapas.',
    'To facilitate effective access to international protection. Border migration officers are often the first point of contact for migrants reaching Mexico. It is for migration officers working at the border and in detention centres in Chiapas.',
  ),
  [
    ...pair(
      'Sesión única sobre el acceso al procedimiento de asilo, con base en la guía práctica correspondiente de la EASO. La identificación y la atención de las necesidades especiales de los grupos vulnerables se abordan de manera transversal, en particular las de niñas, niños y adolescentes no acompañados y de la comunidad LGBTQ+.',
      'Single session on access to the asylum procedure, based on the respective EASO practical guide. Identification and response to the special needs of vulnerable groups are mainstreamed, with a focus on unaccompanied minors and the LGBTQ+ community.',
    ),
    ...said(
      'COMAR',
      'Las solicitudes no se limitan a Chiapas, Tabasco y Veracruz, donde la COMAR tiene oficinas regionales: las personas piden protección también en las oficinas de otras instituciones nacionales, como el INM.',
      'Applications are not limited to Chiapas, Tabasco and Veracruz, where COMAR has regional offices: people also request protection at the offices of other national institutions, such as INM.',
    ),
  ],
  [
    ...decided(
      'El INM incluye la guía práctica de la EASO en el material de lectura del módulo de capacitación en línea de nivel inicial sobre protección internacional para oficiales de migración.',
      'INM includes the EASO practical guide in the reading material of the entry-level online training module on international protection for migration officers.',
    ),
    ...decided(
      'La Unidad de Fortalecimiento de Capacidades del INM prevé usar la guía como base para diseñar una de las tres sesiones del nuevo módulo en línea sobre protección internacional y derechos humanos, disponible para todo el personal del INM.',
      'The Capacity Building Unit of INM plans to use the guide as a basis to design one of three sessions of the new online training module on international protection and human rights, available for all INM staff members.',
    ),
  ],
  pair(
    'Seguimiento de la sesión del nuevo módulo en línea que se basa en la guía: en curso.',
    'Follow-up of the session of the new online module that is based on the guide: in progress.',
  ),
];

export const A3_TECHNIQUES: readonly Section[] = [
  pair(
    'Módulo básico. La entrevista personal tiene un papel central para dar a las personas solicitantes de asilo una oportunidad justa y efectiva de exponer los motivos de su solicitud.',
    'Core module. The personal interview plays a key role in providing asylum applicants with a fair and effective opportunity to present the grounds for their application.',
  ),
  pair(
    'Sesión presencial de dos días, impartida por formadoras y formadores con certificación de la EASO. Las guías prácticas de la EASO se compartieron con antelación.',
    'Two-day face-to-face session given by EASO-certified trainers. The EASO practical guides were shared ahead.',
  ),
  pair(
    'Distintas habilidades de entrevista se practicaron en casos concretos. La teoría y el marco normativo aplicable se trataron desde la práctica, al aplicarlos en esos casos.',
    'Different interviewing skills were practised in specific case scenarios. Theory and the relevant normative framework were covered from a practical perspective, by applying them in these scenarios.',
  ),
  list(
    [
      'La COMAR estandarizó su método para entrevistar a las personas solicitantes de asilo y para valorar las entrevistas.',
      'La COMAR elaboró una guía práctica de técnicas de entrevista.',
      'El INM revisó sus cuestionarios de entrevista.',
    ],
    [
      'COMAR has standardised its method to conduct interviews of asylum applicants and their assessment.',
      'COMAR produced a practical guide on interview techniques.',
      'INM revised its interview questionnaires.',
    ],
  ),
];

export const A4_EVIDENCE: readonly Section[] = [
  pair(
    'Módulo básico. En un plazo de 45 días, el personal debe valorar las pruebas (por ejemplo, la información reunida en las entrevistas personales), tomar una decisión justa y presentarla bien fundada.',
    'Core module. Within 45 days, staff need to assess the evidence (e.g. information gathered through personal interviews), make a fair decision and present it in a well-reasoned manner.',
  ),
  pair(
    'Sesión presencial de dos días. El contenido de la EASO se ajusta al marco normativo y al contexto migratorio de México.',
    'Two-day face-to-face session. The EASO content is fine-tuned to the Mexican normative framework and migration context.',
  ),
  pair(
    'El personal migratorio y de caso trabaja con sus pares europeos sobre casos concretos.',
    'Migration and case officers work with their European peers on specific case scenarios.',
  ),
  pair(
    'La COMAR estandarizó la valoración de las entrevistas a personas solicitantes de asilo.',
    'COMAR has standardised the assessment of the interviews of asylum applicants.',
  ),
];
