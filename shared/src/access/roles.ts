// Who may do what: one total table (DOMAIN §2.13), asked by all three doors through `can`. Rules A1–A12 in docs/spec/access.md.
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
    'participants' | 'chairId' | 'rapporteurIds' | 'speakerIds' | 'interpreterIds' | 'namedIds' | 'state' | 'commentsOpen'
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

/** DOMAIN §2.12: RED only by name; AMBER+STRICT and AMBER by institution, an observer only by name; GREEN and CLEAR every member. */
function readsSession(actor: Actor, resource: SessionResource): boolean {
  if (actor.member === null) return false;
  if (isNamed(actor, resource)) return true;
  switch (resource.marking.tlp) {
    case 'RED':
      return false;
    case 'AMBER+STRICT':
      return !is(actor, 'observer') && resource.session.participants.includes(actor.member.institutionId);
    case 'AMBER':
      return is(actor, 'coordinator') || (!is(actor, 'observer') && takesPart(actor, resource));
    case 'GREEN':
    case 'CLEAR':
      return true;
  }
}

const chairs = (actor: Actor, { session }: SessionResource): boolean => actor.member !== null && session.chairId === actor.member.id;
const reports = (actor: Actor, { session }: SessionResource): boolean =>
  actor.member !== null && session.rapporteurIds.includes(actor.member.id);

function writesMinutes(actor: Actor, resource: SessionResource): boolean {
  if (!isLive(resource.exchangeState) || !readsSession(actor, resource)) return false;
  const state = resource.session.state;
  if (state === 'cancelled') return false;
  if (state === 'closed') return is(actor, 'coordinator') || (reports(actor, resource) && !is(actor, 'observer', 'donor'));
  return is(actor, 'coordinator', 'host_editor') || (is(actor, 'peer') && (takesPart(actor, resource) || isNamed(actor, resource)));
}

function readsAgenda(actor: Actor, agenda: AgendaResource): boolean {
  return is(actor, 'coordinator', 'host_editor', 'peer') || (agenda.isPublished && is(actor, 'donor', 'observer'));
}

function writesComment(actor: Actor, on: AgendaResource | SessionResource): boolean {
  if (!isLive(on.exchangeState)) return false;
  if (on.kind === 'agenda') return readsAgenda(actor, on);
  return readsSession(actor, on) && (on.session.commentsOpen || is(actor, 'coordinator') || chairs(actor, on));
}

const readsComment = (actor: Actor, on: AgendaResource | SessionResource): boolean =>
  on.kind === 'agenda' ? readsAgenda(actor, on) : readsSession(actor, on);
const isAuthor = (actor: Actor, comment: CommentResource): boolean => actor.member !== null && comment.authorId === actor.member.id;

/** The coordinator gives any place; host editors and peers give places of their own institution, and none above their own. */
function givesPlace(actor: Actor, place: MemberResource): boolean {
  if (!isLive(place.exchangeState)) return false;
  if (is(actor, 'coordinator')) return true;
  return is(actor, 'host_editor') && place.institutionId === actor.member?.institutionId && place.role === 'host_editor';
}

const RULES: { readonly [V in Verb]: Rule<V> } = {
  'hub.administer': (actor) => actor.isAdmin,
  'exchange.create': (actor) => actor.isAdmin || actor.isCoordinatorSomewhere,
  'institution.create': (actor) => actor.isAdmin || actor.isCoordinatorSomewhere,
  'exchange.read': (actor) => actor.member !== null,
  'exchange.edit': (actor, exchange) => is(actor, 'coordinator') && isLive(exchange.state),
  'exchange.move': (actor) => is(actor, 'coordinator'),
  'people.read': (actor) => actor.member !== null,
  'agenda.read': readsAgenda,
  'agenda.edit': (actor, agenda) => is(actor, 'coordinator') && isLive(agenda.exchangeState),
  'agenda.propose': (actor, agenda) => is(actor, 'coordinator', 'host_editor', 'peer') && isLive(agenda.exchangeState),
  'agenda.publish': (actor, agenda) => is(actor, 'coordinator') && isLive(agenda.exchangeState),
  'session.create': (actor, exchange) => is(actor, 'coordinator') && isLive(exchange.state),
  'session.read': readsSession,
  'session.edit': (actor, session) => isLive(session.exchangeState) && readsSession(actor, session) && is(actor, 'coordinator'),
  'session.move': (actor, session) =>
    isLive(session.exchangeState) &&
    readsSession(actor, session) &&
    (is(actor, 'coordinator') || (chairs(actor, session) && !is(actor, 'observer'))),
  'session.reopen': (actor, session) => isLive(session.exchangeState) && readsSession(actor, session) && is(actor, 'coordinator'),
  'session.closeComments': (actor, session) =>
    isLive(session.exchangeState) && readsSession(actor, session) && (is(actor, 'coordinator') || chairs(actor, session)),
  'minutes.read': readsSession,
  'minutes.write': writesMinutes,
  'comment.read': readsComment,
  'comment.write': writesComment,
  'comment.edit': (actor, comment) => isAuthor(actor, comment) && writesComment(actor, comment.on),
  'comment.resolve': (actor, comment) =>
    writesComment(actor, comment.on) && (isAuthor(actor, comment) || is(actor, 'coordinator', 'host_editor', 'peer')),
  'comment.delete': (actor, comment) => writesComment(actor, comment.on) && (isAuthor(actor, comment) || is(actor, 'coordinator')),
  'author.read': (actor, session) =>
    !session.marking.chr || takesPart(actor, session) || isNamed(actor, session) || is(actor, 'coordinator'),
  'member.invite': givesPlace,
  'member.edit': givesPlace,
  'member.remove': givesPlace,
};

/** The one question. Total: every verb has a rule, every role and marking an answer, and the answer without a rule is no. */
export function can<V extends Verb>(actor: Actor, verb: V, resource: Asked[V]): boolean {
  const rule: Rule<V> = RULES[verb];
  return rule(actor, resource);
}

export const VERBS = Object.keys(RULES) as Verb[]; // keys of the table above, which the compiler has checked to be all verbs
