// The first update of a new document (R10): fixed bytes of the hub, written in the transaction that creates it. A client never
// initialises one, so content is never there twice (F5).
import { createAgenda } from '@enlace/shared/document/agenda/shape';
import { createMinutes } from '@enlace/shared/document/minutes/template';
import { hubClientId } from '@enlace/shared/document/shape';
import { exchangeDaysMax } from '@enlace/shared/limits';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { SessionKind } from '@enlace/shared/model/session';
import type { CivilDate } from '@enlace/shared/model/time';
import { datesFrom, daysBetween } from '@enlace/shared/schedule/civil';

export function createAgendaContent({ startsOn, endsOn }: Pick<Exchange, 'startsOn' | 'endsOn'>): Uint8Array {
  return createAgenda({ days: firstDays(startsOn, endsOn), clientId: hubClientId });
}

export const createMinutesContent = (kind: SessionKind, { languages }: Pick<Exchange, 'languages'>): Uint8Array =>
  createMinutes({ kind, languages, clientId: hubClientId });

/** The days with which the agenda begins; none where they are more than `exchangeDaysMax`: each comes with its first item. */
function firstDays(first: CivilDate, last: CivilDate): CivilDate[] {
  return daysBetween(first, last) < exchangeDaysMax ? datesFrom(first, last) : [];
}
