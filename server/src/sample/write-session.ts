// A session of the sample: planned by the exchange's maker, brought to its state, its minutes written by its writer while it is held.
import type { DocumentId, MemberId, SessionId } from '@enlace/shared/ids';
import type { SessionDraft, SessionState } from '@enlace/shared/model/session';
import type { WallTime } from '@enlace/shared/model/time';
import { createSession, moveSession } from '../domain/sessions.ts';
import type { PersonKey } from './accounts.ts';
import { requireKnown, requireValue } from './require-value.ts';
import type { Scene } from './scene.ts';
import { GREEN, type SampleItem, type SampleSession } from './shape.ts';
import { fillSections, writeText } from './write-text.ts';

type Seats = ReadonlyMap<PersonKey, MemberId>;

export async function loadSeats({ house, people, exchangeId }: Scene): Promise<Seats> {
  const members = await house.store.records.members.listOf(exchangeId);
  return new Map(
    [...people.callers].flatMap(([key, { account }]) =>
      members.filter(({ accountId }) => accountId === account.id).map(({ id }): [PersonKey, MemberId] => [key, id]),
    ),
  );
}

/** Of the same day: no session of the sample runs past midnight. */
function addMinutes(time: WallTime, minutes: number): WallTime {
  const [hours = 0, rest = 0] = time.split(':').map(Number);
  const total = hours * 60 + rest + minutes;
  return [Math.floor(total / 60), total % 60].map((n) => String(n).padStart(2, '0')).join(':');
}

function createDraft({ sample, register, dayOf, itemIds }: Scene, seats: Seats, item: SampleItem, session: SampleSession): SessionDraft {
  const seatsOf = (keys: readonly PersonKey[]): MemberId[] => keys.map((key) => requireKnown(seats, key));
  return {
    title: session.title ?? item.title,
    kind: session.kind,
    agendaItemId: requireKnown(itemIds, item),
    day: dayOf(item),
    plannedStart: item.start,
    plannedEnd: addMinutes(item.start, item.minutes),
    timeZone: sample.homeTimeZone,
    room: item.room ?? null,
    participants: session.participants.map((key) => requireKnown(register.institutions, key)),
    chairId: session.chair === undefined ? null : requireKnown(seats, session.chair),
    rapporteurIds: seatsOf(session.rapporteurs),
    speakerIds: seatsOf(session.speakers ?? []),
    interpreterIds: [],
    namedIds: [],
    languages: [...(item.languages ?? [])],
    marking: session.marking ?? GREEN,
  };
}

export interface Planned {
  readonly session: SampleSession;
  readonly sessionId: SessionId;
  readonly minutesId: DocumentId;
}

export async function planSession(scene: Scene, seats: Seats, item: SampleItem, session: SampleSession): Promise<Planned> {
  const { house, maker, exchangeId } = scene;
  const { id, minutesId } = requireValue(await createSession(house, maker, { exchangeId, ...createDraft(scene, seats, item, session) }));
  return { session, sessionId: id, minutesId };
}

/** The states on the way. */
const WAYS: Readonly<Record<SampleSession['state'], readonly SessionState[]>> = {
  open: ['open'],
  in_progress: ['open', 'in_progress'],
  closed: ['open', 'in_progress', 'closed'],
};

/** The minutes are written before the session closes: afterwards they are the coordinator's and the rapporteur's to correct. */
export async function holdSession(scene: Scene, { session, sessionId, minutesId }: Planned): Promise<void> {
  const { house, people, maker, register } = scene;
  for (const state of WAYS[session.state]) {
    if (state === 'closed') await writeMinutes();
    const held = await house.store.records.sessions.byId(sessionId);
    if (held === null) throw new Error(`session ${session.code} is gone`);
    requireValue(await moveSession(house, maker, { sessionId, version: held.version, state }));
  }
  if (session.state !== 'closed') await writeMinutes();

  function writeMinutes(): Promise<void> {
    const writer = requireKnown(people.callers, session.writer);
    return writeText(house, writer, minutesId, (doc) => fillSections(doc, session.minutes, register.institutions));
  }
}
