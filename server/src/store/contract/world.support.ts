// A small exchange with one full record of every kind, for tests of the store: every field set, every list with something in
// it, or drawn at random where a test asks for that. The records refer to each other as real ones do.
import type { PublishedAgenda } from '@enlace/shared/model/agenda';
import type { Change } from '@enlace/shared/model/change';
import type { Anchor, Comment } from '@enlace/shared/model/comment';
import type { Document } from '@enlace/shared/model/document';
import type { Exchange } from '@enlace/shared/model/exchange';
import type { Session } from '@enlace/shared/model/session';
import type { Records, StoredAccount } from '../port/records.ts';
import { AT, bilingual, type Draw, LATER, list, marking, maybe, newId, plainDraw, ZONE } from './draw.support.ts';
import { createPersons, createPlace, type People, stampOf } from './people.support.ts';

export interface World extends People {
  readonly agendaDocument: Document;
  readonly document: Document;
  readonly session: Session;
  readonly comment: Comment;
  readonly reply: Comment;
  readonly agenda: PublishedAgenda;
  readonly change: Omit<Change, 'seq'>;
}

export function createWorld(draw: Draw = plainDraw): World {
  const people = createPersons(draw);
  const place = createPlace(draw, people);
  return { ...people, ...place, ...createWork(draw, { ...people, ...place }) };
}

export const createDocument = (exchange: Exchange, account: StoredAccount, draw: Draw = plainDraw): Document => ({
  id: newId(draw),
  exchangeId: exchange.id,
  kind: 'agenda',
  sessionId: null,
  title: bilingual(draw),
  marking: marking(draw),
  schemaVersion: 1,
  generation: 1 + draw.int(9),
  ...stampOf(account),
});

function createWork(draw: Draw, place: Pick<World, 'account' | 'institution' | 'exchange' | 'member'>) {
  const { account, institution, exchange, member } = place;
  const sessionId: Session['id'] = newId(draw);
  const agendaDocument = createDocument(exchange, account, draw);
  const document: Document = { ...createDocument(exchange, account, draw), kind: 'minutes', sessionId };
  const members = () => list(draw, () => member.id);
  const session: Session = {
    id: sessionId,
    exchangeId: exchange.id,
    title: bilingual(draw),
    kind: draw.of('plenary', 'bilateral'),
    agendaItemId: newId(draw),
    day: '2027-03-09',
    plannedStart: '10:42',
    plannedEnd: '11:30',
    timeZone: ZONE,
    room: maybe(draw, bilingual(draw)),
    participants: list(draw, () => institution.id),
    chairId: maybe(draw, member.id),
    rapporteurIds: members(),
    speakerIds: members(),
    interpreterIds: members(),
    namedIds: members(),
    languages: draw.of<Session['languages']>(['es', 'en'], []),
    marking: marking(draw),
    state: draw.of('in_progress', 'draft'),
    commentsOpen: draw.flag(),
    closedAt: maybe(draw, LATER),
    minutesId: document.id,
    ...stampOf(account),
  };
  const comment = createComment({ document, member, account, exchange }, draw);
  const reply: Comment = { ...createComment({ document, member, account, exchange }, draw), parentId: comment.id };
  return {
    agendaDocument,
    document,
    session,
    comment,
    reply,
    agenda: createAgenda(draw, { ...place, agendaDocument }),
    change: createChange(draw, { ...place, session }),
  };
}

function createComment(
  { document, member, account, exchange }: Pick<World, 'document' | 'member' | 'account' | 'exchange'>,
  draw: Draw,
): Comment {
  const anchor = draw.of<Anchor>(
    { kind: 'text', start: 'AAEC', end: 'AwQF', quote: draw.text() },
    { kind: 'item', itemId: newId(draw) },
    { kind: 'document' },
  );
  return {
    id: newId(draw),
    kind: draw.of('comment', 'proposal'),
    anchor,
    parentId: null,
    body: draw.text(),
    exchangeId: exchange.id,
    documentId: document.id,
    authorId: maybe(draw, member.id),
    institutionId: maybe(draw, member.institutionId),
    resolvedAt: maybe(draw, LATER),
    resolvedBy: maybe(draw, member.id),
    deletedAt: maybe(draw, LATER),
    ...stampOf(account),
  };
}

function createAgenda(
  draw: Draw,
  { exchange, agendaDocument, member, institution }: Pick<World, 'exchange' | 'agendaDocument' | 'member' | 'institution'>,
): PublishedAgenda {
  const item = (): PublishedAgenda['items'][number] => ({
    id: newId(draw),
    day: '2027-03-09',
    start: '23:30',
    end: '00:30',
    startsAt: AT,
    endsAt: LATER,
    minutes: draw.int(1_440),
    isPinned: draw.flag(),
    title: bilingual(draw),
    kind: draw.of('plenary', 'break'),
    leadInstitutionId: maybe(draw, institution.id),
    room: maybe(draw, draw.text()),
    languages: ['en'],
  });
  return {
    exchangeId: exchange.id,
    documentId: agendaDocument.id,
    edition: 1,
    publishedAt: AT,
    publishedBy: member.id,
    timeZone: ZONE,
    items: list(draw, item),
  };
}

const createChange = (draw: Draw, { exchange, session, member }: Pick<World, 'exchange' | 'session' | 'member'>): World['change'] => ({
  exchangeId: exchange.id,
  subject: draw.of('session', 'comment'),
  subjectId: session.id,
  verb: draw.of('moved', 'wrote'),
  sessionId: maybe(draw, session.id),
  memberId: maybe(draw, member.id),
  institutionId: maybe(draw, member.institutionId),
  at: AT,
});

/** Writes the whole world, in the order in which its parts refer to each other. Throws where a part is there already. */
export async function saveWorld(records: Records, world: World): Promise<void> {
  const saved = [
    await records.accounts.insert(world.account),
    await records.signIns.insert(world.signIn),
    await records.institutions.insert(world.parent),
    await records.institutions.insert(world.institution),
    await records.offices.insert(world.office),
    await records.exchanges.insert(world.exchange),
    await records.delegations.insert(world.delegation),
    await records.members.insert(world.member),
    await records.invitations.insert(world.invitation),
    await records.documents.create(world.agendaDocument, Uint8Array.of(1)),
    await records.documents.create(world.document, Uint8Array.of(2)),
    await records.sessions.insert(world.session),
    await records.comments.insert(world.comment),
    await records.comments.insert(world.reply),
    await records.agendas.insert(world.agenda),
  ];
  if (saved.includes(false)) throw new Error(`part ${saved.indexOf(false)} of the world is there already`);
}
