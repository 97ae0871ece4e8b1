// What every part of the agenda screen shares: the exchange, the live document with its editor, who is in which row, what changed
// since the edition, and the words of each operation. useExchange + document link → this (context) → rows, tray, proposals.
import { type AgendaItem, type AgendaValue, itemsOf } from '@enlace/shared/document/agenda/read';
import { TRAY } from '@enlace/shared/document/agenda/shape';
import { type AgendaTemplate, createTemplate } from '@enlace/shared/document/agenda/templates';
import { type AgendaItemId, createId } from '@enlace/shared/ids';
import { inLanguage } from '@enlace/shared/model/text';
import type { CivilDate, WallTime, Zone } from '@enlace/shared/model/time';
import { getContext, setContext } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { announce } from '#lib/state/announce.svelte.ts';
import type { ExchangeState } from '#lib/state/exchange.svelte.ts';
import { preferences } from '#lib/state/preferences.svelte.ts';
import type { DocumentLink } from '#lib/sync/document-link.svelte.ts';
import type { Peer } from '#lib/sync/peers.ts';
import { tellDay } from '#lib/words/dates.ts';
import { type AgendaCursor, AgendaEditor } from './agenda-editor.svelte.ts';
import { type AgendaChanges, changesSince, daysOf, placeOnMove, timelineOf } from './day-view.ts';
import { describeMinutes, describeRipple } from './words.ts';

const KEY = Symbol('agenda');
type Day = CivilDate | typeof TRAY;

export const newItemId = (): AgendaItemId => createId(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

/** The title in the reader's language, else in the other one, else words that say there is none. */
export function titleOf(item: Pick<AgendaItem, 'title'>): string {
  const other = preferences.language === 'es' ? 'en' : 'es';
  return [item.title[preferences.language], item.title[other]].find((title) => title.trim() !== '') ?? m.agenda_untitled();
}

export class AgendaDesk {
  readonly exchange: ExchangeState;
  readonly link: DocumentLink;
  readonly editor: AgendaEditor;
  /** The item whose cell is to take the focus once it is on the screen. */
  focusOn: AgendaCursor | null = $state.raw(null);
  readonly zone: Zone = $derived.by(() => this.exchange.view.exchange.homeTimeZone);
  readonly mayWrite: boolean = $derived.by(() => this.link.mayWrite && (this.exchange.view.agendaDocument?.mayWrite ?? false));
  readonly days: readonly CivilDate[] = $derived.by(() => {
    return daysOf(this.exchange.view.exchange, this.editor.value.items);
  });
  readonly changes: AgendaChanges = $derived.by(() => changesSince(this.editor.value, this.zone, this.exchange.view.agenda));

  constructor(exchange: ExchangeState, link: DocumentLink) {
    this.exchange = exchange;
    this.link = link;
    this.editor = new AgendaEditor(link.doc, {
      zone: () => this.exchange.view.exchange.homeTimeZone,
      describe: (ripple, agenda) => describeRipple(ripple, (id) => titleIn(agenda, id), RIPPLE_WORDS),
      say: announce,
      removedByOther: (item) => m.agenda_removed_by_other({ title: titleOf(item) }),
    });
  }

  close(): void {
    this.editor.close();
  }

  /** The others whose cursor is in a row. */
  peersIn(itemId: AgendaItemId): readonly { readonly peer: Peer; readonly field: string }[] {
    return this.link.peers.flatMap((peer) => {
      const { cursor } = peer;
      return cursor !== null && 'item' in cursor && cursor.item === itemId ? [{ peer, field: cursor.field ?? '' }] : [];
    });
  }

  /** Where this person is, told to the others. */
  enter(cursor: AgendaCursor | null): void {
    this.editor.moveCursor(cursor);
    this.link.awareness.setLocalStateField('cursor', cursor === null ? null : { item: cursor.itemId, field: cursor.field });
  }

  /** Who wrote the cell, for the notice to whom was in it. */
  nameOf(clientId: number | null): string {
    const peer = this.link.peers.find((one) => one.clientId === clientId);
    if (peer === undefined) return m.agenda_other_someone();
    return `${inLanguage(peer.acronym, preferences.language)} · ${inLanguage(peer.title, preferences.language)}`;
  }

  sessionOf(itemId: AgendaItemId) {
    return this.exchange.view.sessions.find((session) => session.agendaItemId === itemId) ?? null;
  }

  startOf(item: AgendaItem): WallTime {
    return timelineOf(this.editor.value, item.day, this.zone).find(({ id }) => id === item.id)?.start ?? '';
  }

  /** Adds an item before another one (null: at the end) and puts the cursor in its title. */
  addTo(day: Day, beforeId: AgendaItemId | null = null): void {
    const id = newItemId();
    const isAdded = this.editor.add({ id }, { day, beforeId }, (item) =>
      item.day === TRAY ? m.agenda_said_added_tray() : m.agenda_said_added({ time: this.startOf(item) }),
    );
    if (isAdded) this.focusOn = { itemId: id, field: preferences.language === 'es' ? 'titleEs' : 'titleEn' };
    else announce(m.agenda_said_full(), { urgent: true });
  }

  /** Adds an item after this one. */
  addAfter(item: AgendaItem): void {
    const items = itemsOf(this.editor.value, item.day);
    this.addTo(item.day, items[items.findIndex(({ id }) => id === item.id) + 1]?.id ?? null);
  }

  moveBy(item: AgendaItem, by: -1 | 1): void {
    const beforeId = placeOnMove(itemsOf(this.editor.value, item.day), item.id, by);
    if (beforeId === undefined) announce((by < 0 ? m.agenda_said_first : m.agenda_said_last)({ title: titleOf(item) }));
    else this.moveTo(item, item.day, beforeId);
  }

  moveTo(item: AgendaItem, day: Day, beforeId: AgendaItemId | null): void {
    this.editor.move(item.id, { day, beforeId }, (moved) => {
      const title = titleOf(moved);
      if (day === TRAY) return m.agenda_said_moved_tray({ title });
      const time = this.startOf(moved);
      if (day !== item.day) return m.agenda_said_moved_day({ title, day: tellDay(day, preferences.language), time });
      return m.agenda_said_moved({ title, ...this.editor.positionOf(moved), time });
    });
  }

  setMinutes(id: AgendaItemId, minutes: number): void {
    this.editor.edit(id, { minutes }, (item) => m.agenda_said_minutes({ title: titleOf(item), minutes: describeMinutes(minutes) }));
  }

  setPinned(id: AgendaItemId, time: WallTime | null): void {
    this.editor.edit(id, { pinned: time }, (item) =>
      time === null ? m.agenda_said_unpinned({ title: titleOf(item) }) : m.agenda_said_pinned({ title: titleOf(item), time }),
    );
  }

  duplicate(item: AgendaItem): void {
    this.editor.duplicate(item.id, newItemId(), (copy) => m.agenda_said_duplicated({ title: titleOf(copy) }));
  }

  remove(item: AgendaItem): void {
    this.editor.remove(item, m.agenda_said_removed({ title: titleOf(item) }));
  }

  startDay(day: CivilDate, time: WallTime): void {
    this.editor.startDay(day, time, m.agenda_said_day_start({ time }));
  }

  fill(day: Day, template: AgendaTemplate): void {
    const drafts = createTemplate(template, newItemId);
    this.editor.fill(day, drafts, m.agenda_said_template({ count: drafts.length }));
  }

  undo(): void {
    if (this.editor.undo()) announce(m.agenda_said_undone());
  }

  redo(): void {
    if (this.editor.redo()) announce(m.agenda_said_redone());
  }
}

const RIPPLE_WORDS = { moved: m.agenda_ripple_moved, movedVariously: m.agenda_ripple_various, missing: m.agenda_ripple_missing };

const titleIn = (agenda: AgendaValue, id: AgendaItemId): string =>
  titleOf(agenda.items.find((item) => item.id === id) ?? { title: { es: '', en: '' } });

/** In the agenda's screen, while it is set up; the caller closes it. */
export const provideDesk = (exchange: ExchangeState, link: DocumentLink): AgendaDesk => setContext(KEY, new AgendaDesk(exchange, link));

export function useDesk(): AgendaDesk {
  const desk = getContext<AgendaDesk | undefined>(KEY);
  if (desk === undefined) throw new Error('useDesk outside of the agenda');
  return desk;
}
