// The first update of a session's minutes (R10): the sections that its kind of session calls for, each with an empty paragraph.
// Written once, by the server, in the transaction that creates the document; the same input gives the same bytes.
import * as Y from 'yjs';
import type { SessionKind } from '../../model/session.ts';
import type { Language } from '../../model/text.ts';
import { type Block, insertBlocks } from './blocks.ts';

type Section = Readonly<Record<Language, string>>;

const PURPOSE: Section = { es: 'Propósito', en: 'Purpose' };
const POINTS: Section = { es: 'Puntos tratados', en: 'Points discussed' };
const AGREED: Section = { es: 'Acuerdos', en: 'Agreed actions' };
const PENDING: Section = { es: 'Pendientes', en: 'Pending matters' };
const LEARNING: Section = { es: 'Objetivos de aprendizaje', en: 'Learning objectives' };
const CONTENT: Section = { es: 'Contenido', en: 'Content' };
const FOLLOW_UP: Section = { es: 'Evaluación y seguimiento', en: 'Evaluation and follow-up' };

/** Every template ends where the next step is written down. */
export const TEMPLATE_SECTIONS: Readonly<Record<SessionKind, readonly Section[]>> = {
  plenary: [PURPOSE, POINTS, AGREED, PENDING],
  working_group: [PURPOSE, POINTS, AGREED, PENDING],
  bilateral: [PURPOSE, POINTS, AGREED, PENDING],
  training_f2f_2day: [LEARNING, CONTENT, { es: 'Casos prácticos', en: 'Case scenarios' }, FOLLOW_UP],
  training_video_halfday: [LEARNING, CONTENT, { es: 'Preguntas de las oficinas', en: 'Questions from the offices' }, FOLLOW_UP],
  field_visit: [
    { es: 'Objetivo de la visita', en: 'Aim of the visit' },
    { es: 'Recorrido', en: 'Route' },
    { es: 'Observaciones', en: 'Observations' },
    PENDING,
  ],
  drafting: [PURPOSE, { es: 'Textos revisados', en: 'Texts reviewed' }, AGREED, PENDING],
  closing: [PURPOSE, { es: 'Lectura de acuerdos', en: 'Reading of the agreed actions' }, PENDING],
};

interface MinutesInput {
  readonly kind: SessionKind;
  /** Of the exchange, the first one first: the headings are in it. */
  readonly languages: readonly Language[];
  /** The Yjs client id under which the hub writes it. */
  readonly clientId: number;
}

export function createMinutes({ kind, languages, clientId }: MinutesInput): Uint8Array {
  const language = languages[0] ?? 'es';
  const blocks = TEMPLATE_SECTIONS[kind].flatMap((section): Block[] => [
    { kind: 'heading', text: section[language], lang: language },
    { kind: 'paragraph', text: '' },
  ]);
  return createMinutesBody(blocks, clientId);
}

/** The first update of minutes that hold these blocks and nothing else. */
export function createMinutesBody(blocks: readonly Block[], clientId: number): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.transact(() => insertBlocks(doc.getXmlFragment('body'), 0, blocks));
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
