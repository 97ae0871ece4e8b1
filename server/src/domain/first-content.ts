// The first update of a new document (R10): fixed bytes of the hub, written in the transaction that creates it. A client never
// initialises one, so content is never there twice (F5).
import { createAgenda } from '@enlace/shared/document/agenda/shape';
import { createMinutes } from '@enlace/shared/document/minutes/template';
import { hubClientId } from '@enlace/shared/document/shape';
import { exchangeDaysMax } from '@enlace/shared/limits';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { SessionKind } from '@enlace/shared/model/session';
import type { CivilDate } from '@enlace/shared/model/time';

export function createAgendaContent({ startsOn, endsOn }: Pick<Exchange, 'startsOn' | 'endsOn'>): Uint8Array {
  return createAgenda({ days: daysBetween(startsOn, endsOn), clientId: hubClientId });
}

export const createMinutesContent = (kind: SessionKind, { languages }: Pick<Exchange, 'languages'>): Uint8Array =>
  createMinutes({ kind, languages, clientId: hubClientId });

/** Both included, at most `exchangeDaysMax`. */
function daysBetween(first: CivilDate, last: CivilDate): CivilDate[] {
  const start = Temporal.PlainDate.from(first);
  const count = Math.min(exchangeDaysMax, start.until(last, { largestUnit: 'day' }).days + 1);
  return Array.from({ length: count }, (_, index) => start.add({ days: index }).toString());
}
