// Opening documents: the one answer that the sync door and the HTTP door share about who may read and write which text. Rules A20–A24.
import { strictestMarking } from '@enlace/shared/access/marking';
import { can } from '@enlace/shared/access/roles';
import type { DocumentCard, Join } from '@enlace/shared/api/document';
import type { DocumentId, InstitutionId, MemberId } from '@enlace/shared/ids';
import type { Document } from '@enlace/shared/model/document';
import type { Hue } from '@enlace/shared/model/institution';
import type { Role } from '@enlace/shared/model/member';
import type { Bilingual } from '@enlace/shared/model/text';
import type { RefusalCode } from '@enlace/shared/refusals';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Records } from '../store/port/records.ts';
import { agendaResource, type MemberPlace, requireMember, sessionResource } from './access.ts';
import { leaseClient } from './client-lease.ts';
import type { Caller, House } from './house.ts';

/** A document as one caller may use it now. */
export interface OpenDocument {
  /** Its marking is the effective one: the stricter of its own, its session's and its exchange's. */
  readonly document: Document;
  readonly mayWrite: boolean;
  /** Why not, where `mayWrite` is false. */
  readonly reason: RefusalCode | null;
  /** Whether this reader may know who writes here: not from outside a session under the Chatham House rule (A45). */
  readonly seesAuthors: boolean;
  /** What the server stamps into presence (R7). */
  readonly member: {
    readonly id: MemberId;
    readonly institutionId: InstitutionId;
    readonly role: Role;
    readonly functionalTitle: Bilingual;
    readonly acronym: Bilingual;
    readonly hue: Hue;
  };
}

/** Refuses `not_found` where the caller may not read it, or it is not there. Asked at the upgrade and again after each `access` fact (R1, R9). */
export async function openDocument(house: House, caller: Caller, documentId: DocumentId): Promise<Result<OpenDocument>> {
  const { records } = house.store;
  const document = await records.documents.byId(documentId);
  if (document === null) return refuse('not_found');
  const place = await requireMember(records, caller.account.id, document.exchangeId);
  if (!place.ok) return place;
  const right = await readRight(records, place.value, document);
  if (right === null) return refuse('not_found');
  const { member } = place.value;
  const institution = await records.institutions.byId(member.institutionId);
  if (institution === null) throw new Error(`member ${member.id} is of an institution that is not there`);
  return ok({
    ...right,
    reason: right.mayWrite ? null : 'read_only',
    member: {
      id: member.id,
      institutionId: member.institutionId,
      role: member.role,
      functionalTitle: member.functionalTitle,
      acronym: institution.acronym,
      hue: institution.hue,
    },
  });
}

type Right = Pick<OpenDocument, 'document' | 'mayWrite' | 'seesAuthors'>;

/** Null: may not know of it. */
async function readRight(records: Records, { exchange, actor }: MemberPlace, document: Document): Promise<Right | null> {
  if (document.kind === 'agenda') {
    const resource = agendaResource(exchange, true);
    const marking = strictestMarking(exchange.marking, document.marking);
    if (!can(actor, 'agenda.open', resource)) return null;
    return { document: { ...document, marking }, mayWrite: can(actor, 'agenda.edit', resource), seesAuthors: true };
  }
  const session = document.sessionId === null ? null : await records.sessions.byId(document.sessionId);
  if (session === null) return null;
  const outer = sessionResource(exchange, session);
  const marking = strictestMarking(outer.marking, document.marking);
  const resource = { ...outer, marking };
  if (!can(actor, 'minutes.read', resource)) return null;
  const seesAuthors = can(actor, 'author.read', resource);
  return { document: { ...document, marking }, mayWrite: can(actor, 'minutes.write', resource), seesAuthors };
}

function toCard({ document, mayWrite }: Pick<OpenDocument, 'document' | 'mayWrite'>): DocumentCard {
  const { id, kind, exchangeId, sessionId, title, marking } = document;
  return { id, kind, exchangeId, sessionId, title, marking, mayWrite };
}

/** All that the caller may open, in every exchange; agendas before minutes. */
export async function listDocuments(house: House, caller: Caller): Promise<Result<DocumentCard[]>> {
  const { records } = house.store;
  const cards: DocumentCard[] = [];
  for (const exchange of await records.exchanges.listOfAccount(caller.account.id)) {
    const place = await requireMember(records, caller.account.id, exchange.id);
    if (!place.ok) continue;
    for (const document of await records.documents.listOf(exchange.id)) {
      const right = await readRight(records, place.value, document);
      if (right !== null) cards.push(toCard(right));
    }
  }
  return ok(cards.sort((a, b) => Number(b.kind === 'agenda') - Number(a.kind === 'agenda')));
}

/** What a client of ours asks before it opens the socket: its right, a Yjs client id of its own, and a ticket. */
export async function joinDocument(
  house: House,
  caller: Caller,
  { documentId, schemaVersion, clientId: wished }: { documentId: DocumentId; schemaVersion: number; clientId?: number | undefined },
): Promise<Result<Join>> {
  const opened = await openDocument(house, caller, documentId);
  if (!opened.ok) return opened;
  const { document, mayWrite } = opened.value;
  const isOutdated = schemaVersion < document.schemaVersion;
  const accountId = caller.account.id;
  const clientId = await leaseClient(house, { documentId, accountId, wished: wished ?? null });
  return ok({
    document: toCard({ document, mayWrite: mayWrite && !isOutdated }),
    clientId,
    generation: document.generation,
    schemaVersion: document.schemaVersion,
    ticket: house.tickets.issue({ accountId, signInId: caller.signInId, documentId, clientId, isOutdated }),
  });
}
