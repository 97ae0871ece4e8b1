// A session with what the reader may do in it: the flags by which a screen offers a button. The verbs ask again.
// Under the Chatham House rule a reader from outside is not told who took part (A45).
import { type Actor, can } from '@enlace/shared/access/roles';
import type { ExchangeView } from '@enlace/shared/api/exchange';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { Session } from '@enlace/shared/model/session';
import { sessionResource } from './access.ts';

const NOBODY = { participants: [], chairId: null, rapporteurIds: [], speakerIds: [], interpreterIds: [], namedIds: [] };

export function toSessionView(actor: Actor, exchange: Exchange, session: Session): ExchangeView['sessions'][number] {
  const resource = sessionResource(exchange, session);
  return {
    ...(can(actor, 'author.read', resource) ? session : { ...session, ...NOBODY }),
    mayWrite: can(actor, 'minutes.write', resource),
    mayComment: can(actor, 'comment.write', resource),
    mayEdit: can(actor, 'session.edit', resource),
    mayMove: can(actor, 'session.move', resource),
    mayCloseComments: can(actor, 'session.closeComments', resource),
  };
}
