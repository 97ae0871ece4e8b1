// The published agenda as one reader may know it (A36): who may open the live document gets it whole; everyone else without the points
// whose session they may not read, and an observer without bilaterals that they are not named in.
import { type Actor, can } from '@enlace/shared/access/roles';
import type { AgendaItemId } from '@enlace/shared/ids';
import type { PublishedAgenda, PublishedItem } from '@enlace/shared/model/agenda';
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
export function cutEdition(edition: PublishedAgenda | null, { exchange, actor, sessions }: Reader): PublishedAgenda | null {
  const resource = agendaResource(exchange, edition !== null);
  if (edition === null || !can(actor, 'agenda.read', resource)) return null;
  if (can(actor, 'agenda.open', resource)) return edition;
  const byItem = new Map(sessions.map((session) => [session.agendaItemId, session]));
  const isKnown = ({ id, kind }: PublishedItem): boolean => {
    const session = byItem.get(id);
    if (session === undefined) return !(kind === 'bilateral' && actor.member?.role === 'observer');
    return can(actor, 'session.read', sessionResource(exchange, session));
  };
  return { ...edition, items: edition.items.filter(isKnown) };
}

/** Whether the reader may know that there is this point: of the live agenda, or of their edition. */
export function knownItems(edition: PublishedAgenda | null, reader: Reader): (itemId: AgendaItemId) => boolean {
  if (can(reader.actor, 'agenda.open', agendaResource(reader.exchange, edition !== null))) return () => true;
  const known = new Set(cutEdition(edition, reader)?.items.map(({ id }) => id));
  return (itemId) => known.has(itemId);
}
