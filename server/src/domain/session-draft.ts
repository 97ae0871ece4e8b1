// Whether a session as drafted makes sense in its exchange: the people and institutions it names are there, nobody who only observes
// leads it, a document of one institution has one, and its maker does not lock themselves out. Rules A17, A18.
import { can } from '@enlace/shared/access/roles';
import type { MemberId } from '@enlace/shared/ids';
import type { Session } from '@enlace/shared/model/session';
import { type FieldProblem, ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { type MemberPlace, sessionResource } from './access.ts';

const LISTS = ['rapporteurIds', 'speakerIds', 'interpreterIds', 'namedIds'] as const;

/** Refuses `bad_request` naming each field. */
export async function requireSessionDraft(records: Records, place: MemberPlace, session: Session): Promise<Result<null>> {
  const members = new Map((await records.members.listOf(session.exchangeId)).map((member) => [member.id, member]));
  const institutions = new Set((await records.institutions.list()).map(({ id }) => id));
  const fields: FieldProblem[] = [];
  const check = (path: string, isSound: boolean): void => {
    if (!isSound) fields.push({ path, problem: 'field_invalid' });
  };
  const leads = (id: MemberId): boolean => members.has(id) && members.get(id)?.role !== 'observer';
  const resource = sessionResource(place.exchange, session);

  check('chairId', session.chairId === null || leads(session.chairId));
  for (const list of LISTS) check(list, session[list].every(list === 'rapporteurIds' ? leads : (id) => members.has(id)));
  check(
    'participants',
    session.participants.every((id) => institutions.has(id)),
  );
  check('participants', resource.marking.tlp !== 'AMBER+STRICT' || session.participants.length === 1);
  check('marking', can(place.actor, 'session.read', resource));
  return fields.length === 0 ? ok(null) : refuse('bad_request', { fields });
}
