// The words of an item's fields, for cells, rows and print.
import type { PublishedField } from '@enlace/shared/document/agenda/freeze';
import type { AgendaTemplate } from '@enlace/shared/document/agenda/templates';
import type { AgendaItemKind } from '@enlace/shared/model/agenda';
import type { Language } from '@enlace/shared/model/text';
import { m } from '#lib/paraglide/messages.js';

/** Named one by one: a computed name would put every message of the product into this chunk. */
const KIND_WORDS: Readonly<Record<AgendaItemKind, () => string>> = {
  plenary: m.agenda_kind_plenary,
  working_group: m.agenda_kind_working_group,
  bilateral: m.agenda_kind_bilateral,
  training_f2f_2day: m.agenda_kind_training_f2f_2day,
  training_video_halfday: m.agenda_kind_training_video_halfday,
  field_visit: m.agenda_kind_field_visit,
  drafting: m.agenda_kind_drafting,
  closing: m.agenda_kind_closing,
  break: m.agenda_kind_break,
  transfer: m.agenda_kind_transfer,
  other: m.agenda_kind_other,
};

export const kindWord = (kind: AgendaItemKind): string => KIND_WORDS[kind]();

/** `es`, `en`, `es en` or nothing, as a cell holds it. */
export const languagesKey = (languages: readonly Language[]): string => languages.join(' ');

export function languagesWord(key: string, isLong = false): string {
  if (key === 'es en') return isLong ? m.agenda_language_both_long() : m.agenda_language_both();
  if (key === 'es') return m.agenda_language_es();
  if (key === 'en') return m.agenda_language_en();
  return isLong ? m.agenda_language_none() : '—';
}

export const languagesFrom = (key: string): Language[] => (['es', 'en'] as const).filter((language) => key.split(' ').includes(language));

const FIELD_WORDS: Readonly<Record<string, () => string>> = {
  day: m.agenda_field_day,
  time: m.agenda_field_time,
  title: m.agenda_field_title,
  kind: m.agenda_field_kind,
  lead: m.agenda_field_lead,
  room: m.agenda_field_room,
  languages: m.agenda_field_languages,
};

/** "Cambió: hora, sala" or "Nuevo". */
export const changedWord = (fields: readonly PublishedField[]): string =>
  fields.includes('new')
    ? m.agenda_changed_new()
    : m.agenda_changed({ fields: fields.map((field) => FIELD_WORDS[field]?.() ?? '').join(', ') });

const TEMPLATE_WORDS: Readonly<Record<AgendaTemplate, () => string>> = {
  technical_day: m.agenda_template_technical_day,
  field_visit: m.agenda_template_field_visit,
  closing_plenary: m.agenda_template_closing_plenary,
};

export const templateWord = (template: AgendaTemplate): string => TEMPLATE_WORDS[template]();

const CELL_WORDS: Readonly<Record<string, () => string>> = {
  titleEs: m.agenda_field_title,
  titleEn: m.agenda_field_title,
  minutes: m.agenda_col_minutes,
  pinned: m.agenda_field_time,
  kind: m.agenda_field_kind,
  lead: m.agenda_field_lead,
  room: m.agenda_field_room,
  languages: m.agenda_field_languages,
};

/** The name of a cell of the document's shape; empty where there is none. */
export const cellWord = (field: string): string => (CELL_WORDS[field]?.() ?? '').toLocaleLowerCase();
