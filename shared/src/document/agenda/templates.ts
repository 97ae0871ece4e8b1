// Days to begin from, in both languages. Pure data; the ids are brought by whoever applies one (edit.ts, applyTemplate).
import type { AgendaItemId } from '../../ids.ts';
import type { AgendaItemDraft } from './shape.ts';

export const AGENDA_TEMPLATES = ['technical_day', 'field_visit', 'closing_plenary'] as const;
export type AgendaTemplate = (typeof AGENDA_TEMPLATES)[number];

const both = ['es', 'en'] as const;
type Point = Omit<AgendaItemDraft, 'id'>;

const POINTS: Readonly<Record<AgendaTemplate, readonly Point[]>> = {
  technical_day: [
    {
      title: { es: 'Bienvenida y adopción de la agenda', en: 'Welcome and adoption of the agenda' },
      minutes: 30,
      kind: 'plenary',
      languages: both,
    },
    { title: { es: 'Presentación del diagnóstico', en: 'Presentation of the diagnostic' }, minutes: 60, kind: 'plenary', languages: both },
    { title: { es: 'Pausa', en: 'Break' }, minutes: 15, kind: 'break', elasticity: 'compressible', minMinutes: 10 },
    { title: { es: 'Mesa de trabajo 1', en: 'Working group 1' }, minutes: 90, kind: 'working_group', languages: both },
    { title: { es: 'Comida', en: 'Lunch' }, minutes: 60, pinned: '14:00', kind: 'break' },
    { title: { es: 'Mesa de trabajo 2', en: 'Working group 2' }, minutes: 90, kind: 'working_group', languages: both },
    { title: { es: 'Síntesis del día', en: 'Summary of the day' }, minutes: 30, kind: 'plenary', languages: both },
  ],
  field_visit: [
    { title: { es: 'Salida de las delegaciones', en: 'Departure of the delegations' }, minutes: 60, pinned: '08:00', kind: 'transfer' },
    {
      title: { es: 'Objetivos y reglas de la visita', en: 'Aims and rules of the visit' },
      minutes: 20,
      kind: 'field_visit',
      languages: both,
    },
    { title: { es: 'Recorrido por las instalaciones', en: 'Tour of the facilities' }, minutes: 120, kind: 'field_visit', languages: both },
    { title: { es: 'Diálogo con el personal', en: 'Exchange with the staff' }, minutes: 60, kind: 'field_visit', languages: both },
    { title: { es: 'Comida', en: 'Lunch' }, minutes: 60, kind: 'break' },
    { title: { es: 'Regreso', en: 'Return' }, minutes: 60, kind: 'transfer' },
    { title: { es: 'Conclusiones de la visita', en: 'Debriefing of the visit' }, minutes: 45, kind: 'working_group', languages: both },
  ],
  closing_plenary: [
    { title: { es: 'Informe de las mesas de trabajo', en: 'Report of the working groups' }, minutes: 45, kind: 'plenary', languages: both },
    { title: { es: 'Lectura de los acuerdos', en: 'Reading of the agreed actions' }, minutes: 60, kind: 'closing', languages: both },
    { title: { es: 'Pausa', en: 'Break' }, minutes: 15, kind: 'break', elasticity: 'compressible', minMinutes: 5 },
    { title: { es: 'Próximos pasos y calendario', en: 'Next steps and calendar' }, minutes: 30, kind: 'plenary', languages: both },
    { title: { es: 'Palabras de clausura', en: 'Closing remarks' }, minutes: 20, kind: 'closing', languages: both },
  ],
};

export const createTemplate = (template: AgendaTemplate, newId: () => AgendaItemId): AgendaItemDraft[] =>
  POINTS[template].map((point) => ({ ...point, id: newId() }));
