// A small exchange with one full record of every kind, for tests of the store: every field set, every list with something in
// it, or drawn at random where a test asks for that. The records refer to each other as real ones do.
import type { PublishedAgenda } from '@enlace/shared/model/agenda';
import type { Change } from '@enlace/shared/model/change';
import type { Anchor, Comment } from '@enlace/shared/model/comment';
import type { Document } from '@enlace/shared/model/document';
import type { Delegation, Exchange } from '@enlace/shared/model/exchange';
import type { Institution, Office } from '@enlace/shared/model/institution';
import type { Member } from '@enlace/shared/model/member';
import type { Session } from '@enlace/shared/model/session';
import type { Records, StoredAccount, StoredInvitation, StoredSignIn } from '../port/records.ts';
import { AT, bilingual, type Draw, LATER, list, marking, maybe, newHash, newId, plainDraw, ZONE } from './draw.ts';

export interface World {
  readonly account: StoredAccount;
  readonly signIn: StoredSignIn;
  readonly parent: Institution;
  readonly institution: Institution;
  readonly office: Office;
  readonly exchange: Exchange;
  readonly delegation: Delegation;
  readonly member: Member;
  readonly invitation: StoredInvitation;
  readonly agendaDocument: Document;
  readonly document: Document;
  readonly session: Session;
  readonly comment: Comment;
  readonly reply: Comment;
  readonly agenda: PublishedAgenda;
  readonly change: Omit<Change, 'seq'>;
}

const stampOf = (account: StoredAccount) => ({ createdAt: AT, createdBy: account.id, updatedAt: LATER, updatedBy: account.id, version: 1 });

export function createWorld(draw: Draw = plainDraw): World {
  const people = createPeople(draw);
  const place = createPlace(draw, people);
  return { ...people, ...place, ...createWork(draw, { ...people, ...place }) };
}

export function createAccount(draw: Draw = plainDraw): StoredAccount {
  const id: StoredAccount['id'] = newId(draw);
  return {
    id,
    email: `${id.toLowerCase()}@ejemplo.mx`,
    language: draw.of('es', 'en'),
    timeZone: ZONE,
    isAdmin: draw.flag(),
    isDisabled: draw.flag(),
    passwordHash: maybe(draw, '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA'),
    createdAt: AT,
    createdBy: null,
    updatedAt: LATER,
    updatedBy: maybe(draw, id),
    version: 1,
  };
}

export const createSignIn = (account: StoredAccount, draw: Draw = plainDraw): StoredSignIn => ({
  id: newId(draw),
  tokenHash: newHash(draw),
  accountId: account.id,
  device: draw.of('ordinary', 'shared', 'personal'),
  browser: draw.text(),
  createdAt: AT,
  seenAt: AT,
  expiresAt: LATER,
});

function createPeople(draw: Draw) {
  const account = createAccount(draw);
  const parent = createInstitution(account, null, draw);
  const institution = createInstitution(account, parent, draw);
  const office: Office = {
    id: newId(draw),
    institutionId: institution.id,
    name: bilingual(draw),
    state: maybe(draw, 'MX-CHP'),
    municipality: maybe(draw, draw.text()),
    timeZone: ZONE,
    isField: draw.flag(),
    ...stampOf(account),
  };
  return { account, signIn: createSignIn(account, draw), parent, institution, office };
}

export const createInstitution = (account: StoredAccount, parent: Institution | null, draw: Draw = plainDraw): Institution => ({
  id: newId(draw),
  name: bilingual(draw),
  acronym: bilingual(draw),
  kind: draw.of('host_authority', 'observer_org'),
  country: maybe(draw, 'MX'),
  parentId: parent?.id ?? null,
  iatiOrgType: maybe(draw, '40'),
  orgIds: list(draw, () => ({ agency: 'XM-DAC', id: draw.text() })),
  aliases: list(draw, draw.text),
  hue: draw.of('petroleo', 'grana'),
  ...stampOf(account),
});

export function createExchange(account: StoredAccount, institution: Institution, draw: Draw = plainDraw): Exchange {
  return {
    id: newId(draw),
    title: bilingual(draw),
    kind: draw.of('high_level_technical_exchange', 'follow_up'),
    place: bilingual(draw),
    projectRefs: list(draw, draw.text),
    components: list(draw, () => '2.1' as const),
    hostInstitutionId: institution.id,
    homeTimeZone: ZONE,
    startsOn: '2027-03-08',
    endsOn: '2027-03-12',
    marking: marking(draw),
    languages: draw.of<Exchange['languages']>(['es', 'en'], ['es']),
    isSample: draw.flag(),
    state: draw.of('running', 'planning'),
    ...stampOf(account),
  };
}

export const createMember = (place: Pick<World, 'account' | 'institution' | 'exchange'>, draw: Draw = plainDraw): Member => ({
  id: newId(draw),
  exchangeId: place.exchange.id,
  accountId: place.account.id,
  institutionId: place.institution.id,
  officeId: null,
  functionalTitle: bilingual(draw),
  role: draw.of('coordinator', 'observer'),
  mayEndorse: draw.flag(),
  removedAt: null,
  ...stampOf(place.account),
});

function createPlace(draw: Draw, people: Pick<World, 'account' | 'institution' | 'office'>) {
  const { account, institution, office } = people;
  const exchange = createExchange(account, institution, draw);
  const delegation: Delegation = {
    id: newId(draw),
    exchangeId: exchange.id,
    institutionId: institution.id,
    head: maybe(draw, bilingual(draw)),
    size: maybe(draw, draw.int(10_000)),
    timeZone: 'Europe/Stockholm',
    ...stampOf(account),
  };
  const member: Member = {
    ...createMember({ account, institution, exchange }, draw),
    officeId: office.id,
    removedAt: draw.of(null, LATER),
  };
  const invitation: StoredInvitation = {
    id: newId(draw),
    exchangeId: exchange.id,
    email: 'invitada@ejemplo.mx',
    language: 'en',
    institutionId: institution.id,
    officeId: maybe(draw, office.id),
    functionalTitle: bilingual(draw),
    role: 'peer',
    mayEndorse: draw.flag(),
    expiresAt: LATER,
    usedAt: maybe(draw, AT),
    tokenHash: newHash(draw),
    ...stampOf(account),
  };
  return { exchange, delegation, member, invitation };
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
