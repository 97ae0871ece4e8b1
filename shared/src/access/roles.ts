// Who may do what: one total table, asked by all three doors through `can`. Rules A30–A49 in docs/spec/access.md, with the table.
// Deny by default: a verb has one rule, a rule sees the actor's present place and the thing as it stands now.
import type { InstitutionId, MemberId } from '../ids.ts';
import type { ExchangeState } from '../model/exchange.ts';
import type { Role } from '../model/member.ts';
import type { Session } from '../model/session.ts';
import type { Marking } from './marking.ts';

/** A signed-in person as seen from one exchange. `member` is null for who has no place in it, or no longer. */
export interface Actor {
  readonly isAdmin: boolean;
  /** Coordinates at least one exchange of the hub: may open another. */
  readonly isCoordinatorSomewhere: boolean;
  readonly member: { readonly id: MemberId; readonly institutionId: InstitutionId; readonly role: Role } | null;
}

export interface ExchangeResource {
  readonly kind: 'exchange';
  readonly state: ExchangeState;
}
export interface AgendaResource {
  readonly kind: 'agenda';
  readonly exchangeState: ExchangeState;
  readonly isPublished: boolean;
}
export interface SessionResource {
  readonly kind: 'session';
  readonly exchangeState: ExchangeState;
  readonly session: Pick<
    Session,
    'kind' | 'participants' | 'chairId' | 'rapporteurIds' | 'speakerIds' | 'interpreterIds' | 'namedIds' | 'state' | 'commentsOpen'
  >;
  /** Effective: the stricter of session and exchange. */
  readonly marking: Marking;
}
export interface CommentResource {
  readonly kind: 'comment';
  readonly on: AgendaResource | SessionResource;
  readonly authorId: MemberId | null;
}
export interface MemberResource {
  readonly kind: 'member';
  readonly exchangeState: ExchangeState;
  /** The place that is given, changed or taken away. */
  readonly institutionId: InstitutionId;
  readonly role: Role;
}
/** A record whose marking would be lowered. */
export interface MarkedResource {
  readonly kind: 'marked';
  readonly exchangeState: ExchangeState;
  /** Institution of who made it; null: the hub, or someone who has no place here any more. */
  readonly originatorId: InstitutionId | null;
}
export interface HubResource {
  readonly kind: 'hub';
}

/** Each verb and the thing it is asked of. */
interface Asked {
  'hub.administer': HubResource;
  'exchange.create': HubResource;
  'institution.create': HubResource;
  'exchange.read': ExchangeResource;
  'exchange.edit': ExchangeResource;
  'exchange.move': ExchangeResource;
  'people.read': ExchangeResource;
  'agenda.read': AgendaResource;
  'agenda.open': AgendaResource;
  'agenda.edit': AgendaResource;
  'agenda.propose': AgendaResource;
  'agenda.publish': AgendaResource;
  'session.create': ExchangeResource;
  'session.read': SessionResource;
  'session.edit': SessionResource;
  'session.move': SessionResource;
  'session.reopen': SessionResource;
  'session.closeComments': SessionResource;
  'minutes.read': SessionResource;
  'minutes.write': SessionResource;
  'comment.read': AgendaResource | SessionResource;
  'comment.write': AgendaResource | SessionResource;
  'comment.edit': CommentResource;
  'comment.resolve': CommentResource;
  'comment.delete': CommentResource;
  'author.read': SessionResource;
  'member.invite': MemberResource;
  'member.edit': MemberResource;
  'member.remove': MemberResource;
  'marking.lower': MarkedResource;
}

export type Verb = keyof Asked;
type Rule<V extends Verb> = (actor: Actor, resource: Asked[V]) => boolean;

const is = (actor: Actor, ...roles: Role[]): boolean => actor.member !== null && roles.includes(actor.member.role);
const isLive = (state: ExchangeState): boolean => state !== 'archived' && state !== 'cancelled';

/** Chair, rapporteur, speaker, interpreter or let in by name. */
function isNamed(actor: Actor, { session }: SessionResource): boolean {
  const id = actor.member?.id;
  if (id === undefined) return false;
  return (
    session.chairId === id ||
    [session.rapporteurIds, session.speakerIds, session.interpreterIds, session.namedIds].some((ids) => ids.includes(id))
  );
}

const takesPart = (actor: Actor, { session }: SessionResource): boolean =>
  actor.member !== null &&
  (session.participants.length === 0 ? !is(actor, 'observer', 'donor') : session.participants.includes(actor.member.institutionId));

/**
 * A34: RED only by name; AMBER+STRICT only the institutions listed, whoever is named; AMBER who takes part or is named, and the
 * coordinator; GREEN and CLEAR every member. A35: an observer reads AMBER and stricter, and any bilateral, only by name.
 */
function readsSession(actor: Actor, resource: SessionResource): boolean {
  if (actor.member === null) return false;
  const byName = isNamed(actor, resource);
  const isOpenToRole = byName || !(is(actor, 'observer') && resource.session.kind === 'bilateral');
  switch (resource.marking.tlp) {
    case 'RED':
      return byName;
    case 'AMBER+STRICT':
      return resource.session.participants.includes(actor.member.institutionId) && (byName || !is(actor, 'observer'));
    case 'AMBER':
      return byName || is(actor, 'coordinator') || (!is(actor, 'observer') && takesPart(actor, resource));
    case 'GREEN':
    case 'CLEAR':
      return isOpenToRole;
  }
}

const chairs = (actor: Actor, { session }: SessionResource): boolean =>
  actor.member !== null && !is(actor, 'observer') && session.chairId === actor.member.id;
const reports = (actor: Actor, { session }: SessionResource): boolean =>
  actor.member !== null && session.rapporteurIds.includes(actor.member.id);
/** A speaker's comment ends with the session (A38). */
const speaks = (actor: Actor, { session }: SessionResource): boolean =>
  actor.member !== null && session.speakerIds.includes(actor.member.id) && session.state !== 'closed' && session.state !== 'cancelled';

function writesMinutes(actor: Actor, resource: SessionResource): boolean {
  if (!isLive(resource.exchangeState) || !readsSession(actor, resource)) return false;
  const state = resource.session.state;
  if (state === 'cancelled') return false;
  if (state === 'closed') return is(actor, 'coordinator') || (reports(actor, resource) && !is(actor, 'observer', 'donor'));
  return is(actor, 'coordinator', 'host_editor') || (is(actor, 'peer') && (takesPart(actor, resource) || isNamed(actor, resource)));
}

/** The live document names every session, so who might not know of one reads the edition, cut to what they may know (A36). */
const opensAgenda = (actor: Actor): boolean => is(actor, 'coordinator', 'host_editor', 'peer');
const readsAgenda = (actor: Actor, agenda: AgendaResource): boolean => opensAgenda(actor) || (actor.member !== null && agenda.isPublished);

function writesComment(actor: Actor, on: AgendaResource | SessionResource): boolean {
  if (!isLive(on.exchangeState)) return false;
  if (on.kind === 'agenda') return readsAgenda(actor, on);
  return readsSession(actor, on) && (on.session.commentsOpen || is(actor, 'coordinator') || chairs(actor, on) || speaks(actor, on));
}

const readsComment = (actor: Actor, on: AgendaResource | SessionResource): boolean =>
  on.kind === 'agenda' ? readsAgenda(actor, on) : readsSession(actor, on);
const isAuthor = (actor: Actor, comment: CommentResource): boolean => actor.member !== null && comment.authorId === actor.member.id;

const managesPlaces = (actor: Actor, place: MemberResource): boolean =>
  isLive(place.exchangeState) && (actor.isAdmin || is(actor, 'coordinator'));

/** A41: whoever manages places gives any; a host editor those of its own institution but the coordinator's. */
const invites = (actor: Actor, place: MemberResource): boolean =>
  managesPlaces(actor, place) ||
  (isLive(place.exchangeState) &&
    is(actor, 'host_editor') &&
    place.institutionId === actor.member?.institutionId &&
    place.role !== 'coordinator');

const RULES: { readonly [V in Verb]: Rule<V> } = {
  'hub.administer': (actor) => actor.isAdmin,
  'exchange.create': (actor) => actor.isAdmin || actor.isCoordinatorSomewhere,
  'institution.create': (actor) => actor.isAdmin || actor.isCoordinatorSomewhere,
  'exchange.read': (actor) => actor.member !== null,
  'exchange.edit': (actor, exchange) => is(actor, 'coordinator') && isLive(exchange.state),
  'exchange.move': (actor) => is(actor, 'coordinator'),
  'people.read': (actor) => actor.member !== null || actor.isAdmin,
  'agenda.read': readsAgenda,
  'agenda.open': opensAgenda,
  'agenda.edit': (actor, agenda) => is(actor, 'coordinator') && isLive(agenda.exchangeState),
  'agenda.propose': (actor, agenda) => is(actor, 'coordinator', 'host_editor', 'peer') && isLive(agenda.exchangeState),
  'agenda.publish': (actor, agenda) => is(actor, 'coordinator') && isLive(agenda.exchangeState),
  'session.create': (actor, exchange) => is(actor, 'coordinator') && isLive(exchange.state),
  'session.read': readsSession,
  'session.edit': (actor, session) => isLive(session.exchangeState) && readsSession(actor, session) && is(actor, 'coordinator'),
  'session.move': (actor, session) =>
    isLive(session.exchangeState) &&
    readsSession(actor, session) &&
    (is(actor, 'coordinator') || (chairs(actor, session) && is(actor, 'host_editor', 'peer'))),
  'session.reopen': (actor, session) => isLive(session.exchangeState) && readsSession(actor, session) && is(actor, 'coordinator'),
  'session.closeComments': (actor, session) =>
    isLive(session.exchangeState) &&
    readsSession(actor, session) &&
    (is(actor, 'coordinator') || (chairs(actor, session) && is(actor, 'host_editor', 'peer'))),
  'minutes.read': readsSession,
  'minutes.write': writesMinutes,
  'comment.read': readsComment,
  'comment.write': writesComment,
  'comment.edit': (actor, comment) => isAuthor(actor, comment) && writesComment(actor, comment.on),
  'comment.resolve': (actor, comment) =>
    writesComment(actor, comment.on) && (isAuthor(actor, comment) || is(actor, 'coordinator', 'host_editor', 'peer')),
  'comment.delete': (actor, comment) => writesComment(actor, comment.on) && (isAuthor(actor, comment) || is(actor, 'coordinator')),
  'author.read': (actor, session) =>
    readsSession(actor, session) &&
    (!session.marking.chr || takesPart(actor, session) || isNamed(actor, session) || is(actor, 'coordinator')),
  'member.invite': invites,
  'member.edit': managesPlaces,
  'member.remove': managesPlaces,
  'marking.lower': (actor, marked) =>
    isLive(marked.exchangeState) &&
    actor.member !== null &&
    !is(actor, 'observer') &&
    (marked.originatorId === null ? is(actor, 'coordinator') : marked.originatorId === actor.member.institutionId),
};

/** The one question. Total: every verb has a rule, every role and marking an answer, and the answer without a rule is no. */
export function can<V extends Verb>(actor: Actor, verb: V, resource: Asked[V]): boolean {
  const rule: Rule<V> = RULES[verb];
  return rule(actor, resource);
}

export const VERBS = Object.keys(RULES) as Verb[]; // keys of the table above, which the compiler has checked to be all verbs
