// One sample exchange, from its data to the hub, by the verbs that people use: made, peopled, its agenda written and published, its
// sessions held and written down by their writers (write-session.ts), commented (write-comments.ts), and brought to its state.
import { addItem, setDayStart } from '@enlace/shared/document/agenda/edit';
import type { Exchange, ExchangeState } from '@enlace/shared/model/exchange';
import type { CivilDate } from '@enlace/shared/model/time';
import type * as Y from 'yjs';
import { publishAgenda } from '../domain/agenda-publish.ts';
import { moveExchange } from '../domain/exchanges.ts';
import type { House } from '../domain/house.ts';
import { PEOPLE } from './accounts.ts';
import { requireKnown, requireValue } from './require-value.ts';
import { openScene, type Scene } from './scene.ts';
import type { SampleExchange, SampleItem } from './shape.ts';
import { writeComments } from './write-comments.ts';
import { invite, inviteAndAccept } from './write-people.ts';
import { holdSession, loadSeats, type Planned, planSession } from './write-session.ts';
import { writeText } from './write-text.ts';

export async function writeExchange(
  house: House,
  sample: SampleExchange,
  hub: Pick<Scene, 'people' | 'register' | 'maker'>,
): Promise<void> {
  const scene = await openScene(house, sample, hub);
  const { people, register, maker, exchangeId } = scene;
  const [first] = PEOPLE;
  const seated = { exchangeId, by: maker, register };
  await inviteAndAccept(house, people, { ...seated, keys: sample.people.filter((key) => key !== first.key) });
  if (sample.invited.length > 0) await invite(house, { ...seated, keys: sample.invited });
  await writeText(house, maker, scene.agendaId, (doc) => fillAgenda(doc, scene));
  const seats = await loadSeats(scene);
  const planned: Planned[] = [];
  for (const item of sample.items) if (item.session !== undefined) planned.push(await planSession(scene, seats, item, item.session));
  requireValue(await publishAgenda(house, maker, { exchangeId }));
  await moveTo(scene, sample.state === 'concluded' ? 'running' : sample.state);
  for (const one of planned) await holdSession(scene, one);
  await writeComments(scene, new Map(planned.map(({ session, minutesId }) => [session.code, minutesId])));
  await moveTo(scene, sample.state);
}

const roomOf = ({ room }: SampleItem): string => (room === undefined ? '' : room.es === room.en ? room.es : `${room.es} / ${room.en}`);

/** The day starts with its first item; the others follow from their durations, or are pinned. */
function fillAgenda(doc: Y.Doc, { sample, register, dayOf, itemIds }: Scene): void {
  const started = new Set<CivilDate>();
  for (const item of sample.items) {
    const day = dayOf(item);
    if (!started.has(day)) setDayStart(doc, day, item.start);
    started.add(day);
    const { title, minutes, kind, lead, minMinutes } = item;
    const draft = {
      id: requireKnown(itemIds, item),
      title,
      minutes,
      kind,
      pinned: item.isPinned === true ? item.start : null,
      leadId: lead === undefined ? null : requireKnown(register.institutions, lead),
      room: roomOf(item),
      languages: item.languages ?? [],
      ...(minMinutes === undefined ? {} : { elasticity: 'compressible' as const, minMinutes }),
    };
    if (!addItem(doc, draft, { day, beforeId: null })) throw new Error('the agenda is full');
  }
}

const STATES: readonly ExchangeState[] = ['planning', 'confirmed', 'running', 'concluded', 'archived'];

/** Step by step, as its states allow. */
async function moveTo({ house, maker, exchangeId }: Scene, goal: ExchangeState): Promise<void> {
  let exchange: Exchange | null = await house.store.records.exchanges.byId(exchangeId);
  while (exchange !== null && exchange.state !== goal) {
    const state = STATES[STATES.indexOf(exchange.state) + 1];
    if (state === undefined) throw new Error(`no way to ${goal}`);
    exchange = requireValue(await moveExchange(house, maker, { exchangeId, version: exchange.version, state }));
  }
}
