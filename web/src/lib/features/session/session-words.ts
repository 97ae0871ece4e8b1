// What a session is, said to the person who looks at it: times on both clocks, who writes the minutes, why one does not. Pure.
import type { ExchangeView } from '@enlace/shared/api/exchange';
import type { Institution } from '@enlace/shared/model/institution';
import type { SessionState } from '@enlace/shared/model/session';
import type { WallTime, Zone } from '@enlace/shared/model/time';
import { msToWall, offsetMinutes, wallToMs } from '@enlace/shared/schedule/zone';

export type SessionView = ExchangeView['sessions'][number];

const dayMs = 24 * 3_600_000;

export interface OwnTimes {
  readonly start: WallTime;
  readonly end: WallTime;
}

/** The session on the reader's clock; null where it shows the same as the venue's. */
export function ownTimes(
  { day, plannedStart, plannedEnd, timeZone }: Pick<SessionView, 'day' | 'plannedStart' | 'plannedEnd' | 'timeZone'>,
  zone: Zone,
): OwnTimes | null {
  const startMs = wallToMs(day, plannedStart, timeZone);
  const endMs = wallToMs(day, plannedEnd, timeZone);
  if (offsetMinutes(startMs, zone) === offsetMinutes(startMs, timeZone)) return null;
  return { start: msToWall(startMs, zone).time, end: msToWall(endMs < startMs ? endMs + dayMs : endMs, zone).time };
}

/** The institutions whose people write these minutes, in the order of the exchange. */
export function writersOf(view: Pick<ExchangeView, 'members' | 'institutions'>, session: SessionView): Institution[] {
  const writes = new Set(
    view.members
      .filter(({ id, role, isRemoved, institutionId }) => {
        if (isRemoved) return false;
        if (session.state === 'closed') return role === 'coordinator' || (session.rapporteurIds.includes(id) && role !== 'observer');
        if (role === 'coordinator' || role === 'host_editor') return true;
        return role === 'peer' && (session.participants.length === 0 || session.participants.includes(institutionId));
      })
      .map((member) => member.institutionId),
  );
  return view.institutions.filter((institution) => writes.has(institution.id));
}

/** Why this person reads and does not write; null where nothing but the role says so. */
export function readerReason(state: SessionState, role: ExchangeView['me']['role']): 'cancelled' | 'observer' | 'donor' | 'closed' | null {
  if (state === 'cancelled') return 'cancelled';
  if (role === 'observer' || role === 'donor') return role;
  return state === 'closed' ? 'closed' : null;
}

/** The next step of a session, the one that is a button; the others are in the menu. */
export const nextState = (state: SessionState): SessionState | null =>
  (({ draft: 'open', open: 'in_progress', in_progress: 'closed', closed: null, cancelled: null }) as const)[state];
