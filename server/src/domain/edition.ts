// The published agenda as one reader may know it (A36): who may open the live document gets it whole; everyone else without the points
// whose session they may not read, and an observer without bilaterals that they are not named in.
import { type Actor, can } from '@enlace/shared/access/roles';
import type { AgendaItemId } from '@enlace/shared/ids';
import type { PublishedAgenda } from '@enlace/shared/model/agenda';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { Session } from '@enlace/shared/model/session';
import { agendaResource, sessionResource } from './access.ts';

interface Reader {
  readonly exchange: Exchange;
  readonly actor: Actor;
  /** All of the exchange. */
  readonly sessions: readonly Session[];
}

/** Null where there is none for this reader. */
export function cutEdition(edition: PublishedAgenda | null, reader: Reader): PublishedAgenda | null {
  const { exchange, actor } = reader;
  const resource = agendaResource(exchange, edition !== null);
  if (edition === null || !can(actor, 'agenda.read', resource)) return null;
  if (can(actor, 'agenda.open', resource)) return edition;
  const isKnown = knownItems(reader);
  return { ...edition, items: edition.items.filter(({ id, kind }) => isKnown(id, kind)) };
}

/** Whether the reader may know that there is this point. */
export function knownItems({ exchange, actor, sessions }: Reader): (itemId: AgendaItemId, kind?: string) => boolean {
  const byItem = new Map(sessions.map((session) => [session.agendaItemId, session]));
  return (itemId, kind) => {
    if (can(actor, 'agenda.open', agendaResource(exchange, true))) return true;
    const session = byItem.get(itemId);
    if (session === undefined) return !(kind === 'bilateral' && actor.member?.role === 'observer');
    return can(actor, 'session.read', sessionResource(exchange, session));
  };
}
