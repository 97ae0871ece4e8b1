// The agenda as plain text, for "copiar mi texto": days, times, titles, rooms.
import { freezeAgenda } from '@enlace/shared/document/agenda/freeze';
import { itemsOf, readAgenda } from '@enlace/shared/document/agenda/read';
import { TRAY } from '@enlace/shared/document/agenda/shape';
import type { Zone } from '@enlace/shared/model/time';
import type * as Y from 'yjs';

const join = (parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join(' · ');

export function agendaText(doc: Y.Doc, zone: Zone): string {
  const agenda = readAgenda(doc);
  const lines = freezeAgenda(agenda, zone).map(({ day, start, end, title, room }) =>
    join([`${day} ${start}–${end}`, title.es, title.en, room]),
  );
  const tray = itemsOf(agenda, TRAY).map(({ title, room }) => join([title.es, title.en, room]));
  return [...lines, ...tray].join('\n');
}
