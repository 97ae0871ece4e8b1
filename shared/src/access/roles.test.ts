// The rights table of docs/spec/access.md (rights-page.support.ts) against `can()`: every verb, role, marking, state and part in a
// session. A cell is a sentence about the person (`part or named`), judged here by the facts of the case and not by the code.
import { describe, expect, it } from 'vitest';
import type { InstitutionId, MemberId } from '../ids.ts';
import { type ExchangeState, exchangeStateSchema } from '../model/exchange.ts';
import { roleSchema } from '../model/member.ts';
import { type SessionState, sessionStateSchema } from '../model/session.ts';
import { type Tlp, tlpSchema } from './marking.ts';
import { answerOf, EVERYONE, type Facts, VERBS_ON_PAGE, type Who } from './rights-page.support.ts';
import { type Actor, type AgendaResource, can, type SessionResource, VERBS, type Verb } from './roles.ts';

const me = 'me' as MemberId; // ids by brand only: `can` compares them
const other = 'other' as MemberId;
const ours = 'ours' as InstitutionId;
const theirs = 'theirs' as InstitutionId;

const actorOf = (who: Who): Actor => ({
  isAdmin: who === 'admin',
  isCoordinatorSomewhere: who === 'coordinator',
  member: who === 'admin' || who === 'stranger' ? null : { id: me, institutionId: ours, role: who },
});

const isLive = (state: ExchangeState): boolean => state !== 'archived' && state !== 'cancelled';
const POSITIONS = ['none', 'chair', 'rapporteur', 'speaker', 'interpreter', 'let in'] as const;
const LISTINGS = ['nobody', 'us', 'them'] as const;

interface Case<R> {
  readonly who: Who;
  readonly resource: R;
  readonly facts: Set<string>;
}

interface Setting {
  readonly who: Who;
  readonly state: SessionState;
  readonly exchangeState: ExchangeState;
  readonly tlp: Tlp;
  readonly chr: boolean;
  readonly position: (typeof POSITIONS)[number];
  readonly listing: (typeof LISTINGS)[number];
  readonly kind: 'plenary' | 'bilateral';
  readonly commentsOpen: boolean;
}

function toSessionCase(setting: Setting): Case<SessionResource> {
  const { who, state, exchangeState, tlp, chr, position, listing, kind, commentsOpen } = setting;
  const has = (one: Setting['position']): MemberId[] => (position === one ? [other, me] : [other]);
  const facts = new Set<string>([tlp, `${state} session`]);
  const isMember = who !== 'admin' && who !== 'stranger';
  if (isLive(exchangeState)) facts.add('live');
  if (chr) facts.add('under the Chatham House rule');
  if (kind === 'bilateral') facts.add('bilateral');
  if (commentsOpen) facts.add('comments open');
  if (isMember && position !== 'none') facts.add('named').add(position);
  if (isMember && listing === 'us') facts.add('listed').add('part');
  if (listing === 'nobody' && who !== 'donor' && who !== 'observer') facts.add('part');
  return {
    who,
    facts,
    resource: {
      kind: 'session',
      exchangeState,
      marking: { tlp, chr },
      session: {
        kind,
        state,
        commentsOpen,
        participants: listing === 'nobody' ? [] : listing === 'us' ? [theirs, ours] : [theirs],
        chairId: position === 'chair' ? me : other,
        rapporteurIds: has('rapporteur'),
        speakerIds: has('speaker'),
        interpreterIds: has('interpreter'),
        namedIds: has('let in'),
      },
    },
  };
}

function* sessionCases(): Generator<Case<SessionResource>> {
  for (const who of EVERYONE)
    for (const state of sessionStateSchema.options)
      for (const exchangeState of exchangeStateSchema.options)
        for (const tlp of tlpSchema.options)
          for (const chr of [false, true])
            for (const position of POSITIONS)
              for (const listing of LISTINGS)
                for (const kind of ['plenary', 'bilateral'] as const)
                  for (const commentsOpen of [false, true])
                    yield toSessionCase({ who, state, exchangeState, tlp, chr, position, listing, kind, commentsOpen });
}

function* agendaCases(): Generator<Case<AgendaResource>> {
  for (const who of EVERYONE)
    for (const exchangeState of exchangeStateSchema.options)
      for (const isPublished of [false, true]) {
        const facts = new Set(['on the agenda']);
        if (isPublished) facts.add('published');
        if (isLive(exchangeState)) facts.add('live');
        yield { who, facts, resource: { kind: 'agenda', exchangeState, isPublished } };
      }
}

function expectAgreement(cases: Iterable<{ verb: Verb; who: Who; facts: Facts; answer: boolean }>, least: number): void {
  const differing: string[] = [];
  let count = 0;
  for (const { verb, who, facts, answer } of cases) {
    count += 1;
    if (answer !== answerOf(verb, who, facts)) differing.push(`${verb} by ${who} when ${[...facts].join(', ')}: the code says ${answer}`);
  }
  expect(differing.slice(0, 5)).toEqual([]);
  expect(count).toBeGreaterThanOrEqual(least);
}

describe('the page and the code', { timeout: 120_000 }, () => {
  it('[A30] the page has every verb, and no verb that the code does not know', () => {
    expect(VERBS_ON_PAGE).toEqual(new Set(VERBS));
  });

  it('[A30] verbs of the hub and of an exchange agree with the page', () => {
    expectAgreement(
      EVERYONE.flatMap((who) => [
        ...(['hub.administer', 'exchange.create', 'institution.create'] as const).map((verb) => {
          return { verb, who, facts: new Set<string>(), answer: can(actorOf(who), verb, { kind: 'hub' }) };
        }),
        ...exchangeStateSchema.options.flatMap((state) =>
          (['exchange.read', 'exchange.edit', 'exchange.move', 'people.read', 'session.create'] as const).map((verb) => {
            const facts = new Set(isLive(state) ? ['live'] : []);
            return { verb, who, facts, answer: can(actorOf(who), verb, { kind: 'exchange', state }) };
          }),
        ),
      ]),
      7 * (3 + 5 * 6),
    );
  });

  it('[A36] [A44] verbs of the agenda agree with the page', () => {
    const verbs = [
      'agenda.read',
      'agenda.open',
      'agenda.edit',
      'agenda.propose',
      'agenda.publish',
      'comment.read',
      'comment.write',
    ] as const;
    const cases = [...agendaCases()].flatMap(({ who, facts, resource }) =>
      verbs.map((verb) => ({ verb, who, facts, answer: can(actorOf(who), verb, resource) })),
    );
    expectAgreement(cases, 7 * 6 * 2 * 7);
  });

  it('[A34] [A35] [A38] [A39] [A45] verbs of a session agree with the page, in each of 151,200 cases', () => {
    const verbs = [
      'session.read',
      'session.edit',
      'session.move',
      'session.reopen',
      'session.closeComments',
      'minutes.read',
      'minutes.write',
      'comment.read',
      'comment.write',
      'author.read',
    ] as const;
    function* cases() {
      for (const { who, facts, resource } of sessionCases())
        for (const verb of verbs) yield { verb, who, facts, answer: can(actorOf(who), verb, resource) };
    }
    expectAgreement(cases(), 151_200 * verbs.length);
  });

  it('[A38] verbs of a comment agree with the page', () => {
    const verbs = ['comment.edit', 'comment.resolve', 'comment.delete'] as const;
    function* cases() {
      const sessions = [...sessionCases()].filter((_, at) => at % 7 === 0); // 7 shares no factor with the inner loops: every pair is met
      for (const one of [...agendaCases(), ...sessions])
        for (const authorId of [me, other, null]) {
          const isOwn = authorId === me && one.who !== 'admin' && one.who !== 'stranger';
          const facts = isOwn ? new Set([...one.facts, 'author']) : one.facts;
          for (const verb of verbs) {
            const answer = can(actorOf(one.who), verb, { kind: 'comment', on: one.resource, authorId });
            yield { verb, who: one.who, facts, answer };
          }
        }
    }
    expectAgreement(cases(), (151_200 / 7) * 9);
  });

  it('[A40] [A41] [A49] verbs of people and of markings agree with the page', () => {
    const places = EVERYONE.flatMap((who) =>
      exchangeStateSchema.options.flatMap((exchangeState) =>
        roleSchema.options.flatMap((role) => [ours, theirs].map((institutionId) => ({ who, exchangeState, role, institutionId }))),
      ),
    );
    const live = (exchangeState: ExchangeState): string[] => (isLive(exchangeState) ? ['live'] : []);
    const people = places.flatMap(({ who, exchangeState, role, institutionId }) => {
      const facts = new Set([...live(exchangeState), `a ${role}'s place`, ...(institutionId === ours ? ['own institution'] : [])]);
      const resource = { kind: 'member', exchangeState, role, institutionId } as const;
      return (['member.invite', 'member.edit', 'member.remove'] as const).map((verb) => {
        return { verb, who, facts, answer: can(actorOf(who), verb, resource) };
      });
    });
    const markings = EVERYONE.flatMap((who) =>
      exchangeStateSchema.options.flatMap((exchangeState) =>
        [ours, theirs, null].map((originatorId) => {
          const words = originatorId === null ? ['made by the hub'] : originatorId === ours ? ['own'] : [];
          const facts = new Set([...live(exchangeState), ...words]);
          const answer = can(actorOf(who), 'marking.lower', { kind: 'marked', exchangeState, originatorId });
          return { verb: 'marking.lower' as const, who, facts, answer };
        }),
      ),
    );
    expectAgreement([...people, ...markings], 7 * 6 * (5 * 2 * 3 + 3));
  });

  it('[A40] administering the hub adds nothing to what a member may do with sessions, agenda and comments', () => {
    const differing: string[] = [];
    for (const { who, resource } of [...sessionCases()].filter((_, at) => at % 7 === 0)) {
      const actor = actorOf(who);
      for (const verb of ['session.read', 'session.edit', 'minutes.write', 'comment.write', 'author.read'] as const)
        if (can(actor, verb, resource) !== can({ ...actor, isAdmin: true }, verb, resource)) differing.push(`${verb} by ${who}`);
    }
    expect(differing).toEqual([]);
  });

  it('[A30] coordinating another exchange gives nothing in this one but making exchanges and institutions', () => {
    const gained = VERBS.filter((verb) =>
      roleSchema.options.some((role) => {
        const actor = actorOf(role === 'coordinator' ? 'host_editor' : role);
        const resource = resourceOf(verb);
        return can(actor, verb, resource) !== can({ ...actor, isCoordinatorSomewhere: true }, verb, resource);
      }),
    );
    expect(gained).toEqual(['exchange.create', 'institution.create']);
  });
});

/** One of the kind that the verb asks for, of which the table gives a plain member as little as it can. */
function resourceOf(verb: Verb): Parameters<typeof can<Verb>>[2] {
  const session = toSessionCase({
    who: 'peer',
    state: 'open',
    exchangeState: 'running',
    tlp: 'AMBER',
    chr: true,
    position: 'none',
    listing: 'them',
    kind: 'plenary',
    commentsOpen: true,
  }).resource;
  if (/^(hub|exchange[.]create|institution)/.test(verb)) return { kind: 'hub' };
  if (/^(exchange|people|session[.]create)/.test(verb)) return { kind: 'exchange', state: 'running' };
  if (verb.startsWith('agenda')) return { kind: 'agenda', exchangeState: 'running', isPublished: false };
  if (verb.startsWith('member')) return { kind: 'member', exchangeState: 'running', institutionId: theirs, role: 'peer' };
  if (verb.startsWith('marking')) return { kind: 'marked', exchangeState: 'running', originatorId: theirs };
  if (/^comment[.](edit|resolve|delete)/.test(verb)) return { kind: 'comment', on: session, authorId: other };
  return session;
}
