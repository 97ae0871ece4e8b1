// The live agenda as published items: what publication stores, and what a screen compares with the last edition to mark "changed".
import type { PublishedItem } from '../../model/agenda.ts';
import type { Bilingual } from '../../model/text.ts';
import type { Zone } from '../../model/time.ts';
import { computeTimeline, type TimelineEntry } from '../../schedule/timeline.ts';
import { type AgendaItem, type AgendaValue, dayStartOf, itemsOf } from './read.ts';
import { TRAY } from './shape.ts';

const UNTITLED: Bilingual = { es: 'Sin título', en: 'Untitled' };

function bilingual({ title }: AgendaItem): Bilingual {
  const es = title.es.trim();
  const en = title.en.trim();
  return es === '' && en === '' ? UNTITLED : { ...(es === '' ? {} : { es }), ...(en === '' ? {} : { en }) };
}

function freezeItem(item: AgendaItem, entry: TimelineEntry): PublishedItem {
  const room = item.room.trim();
  return {
    id: item.id,
    day: item.day,
    start: entry.start,
    end: entry.end,
    startsAt: entry.startsAt,
    endsAt: entry.endsAt,
    minutes: item.minutes,
    isPinned: item.pinned !== null,
    title: bilingual(item),
    kind: item.kind,
    leadInstitutionId: item.leadId,
    room: room === '' ? null : room,
    languages: [...item.languages],
  };
}

/** Every item that has a day, by day and in order. The tray stays with those who edit. */
export function freezeAgenda(agenda: AgendaValue, zone: Zone): PublishedItem[] {
  const days = [...new Set(agenda.items.map((item) => item.day))].filter((day) => day !== TRAY);
  return days.flatMap((day) => {
    const items = itemsOf(agenda, day);
    const timeline = computeTimeline(items, { date: day, start: dayStartOf(agenda, day), zone });
    return items.flatMap((item, at) => {
      const entry = timeline[at];
      return entry === undefined ? [] : [freezeItem(item, entry)];
    });
  });
}

export type PublishedField = 'new' | 'day' | 'time' | 'title' | 'kind' | 'lead' | 'room' | 'languages';

/** What of an item differs from its published form; empty: nothing. A start that another item's change has moved counts as `time`. */
export function changedFields(now: PublishedItem, published: PublishedItem | undefined): PublishedField[] {
  if (published === undefined) return ['new'];
  const differs: Record<Exclude<PublishedField, 'new'>, boolean> = {
    day: now.day !== published.day,
    time: now.startsAt !== published.startsAt || now.endsAt !== published.endsAt,
    title: now.title.es !== published.title.es || now.title.en !== published.title.en,
    kind: now.kind !== published.kind,
    lead: now.leadInstitutionId !== published.leadInstitutionId,
    room: now.room !== published.room,
    languages: now.languages.join() !== published.languages.join(),
  };
  return (Object.keys(differs) as (keyof typeof differs)[]).filter((field) => differs[field]); // keys of the record above
}
