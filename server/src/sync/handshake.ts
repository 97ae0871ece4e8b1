// The decision at the upgrade (R1): who asks, from where, for which document, with what right. gateway → this → connection.
// It knows nothing of sockets: it is given what the request says and answers a grant or a refusal, whose close code the gateway sends.
import type { AccountId, DocumentId, SignInId } from '@enlace/shared/ids';
import { isId } from '@enlace/shared/ids';
import { ok, type Result, refuse } from '@enlace/shared/result';
import { SUBPROTOCOL, TICKET_PREFIX } from '@enlace/shared/sync/version';
import type { OpenDocument } from '../domain/documents.ts';
import type { Caller } from '../domain/house.ts';
import type { UpdateLog } from '../store/port/update-log.ts';

/** What the request at the door says. Header values as Node gives them: one string, or absent. */
export interface Knock {
  readonly path: string;
  readonly cookie: string | undefined;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
  readonly protocols: string | undefined;
}

export interface RedeemedTicket {
  readonly accountId: AccountId;
  readonly signInId: SignInId;
  readonly documentId: DocumentId;
  readonly clientId: number;
  readonly isOutdated: boolean;
}

export interface HandshakeMeans {
  isOwnOrigin(headers: { readonly origin: string | undefined; readonly 'sec-fetch-site': string | undefined }): boolean;
  /** Not as a sign of the person: a page comes back by itself. */
  identify(cookie: string | undefined): Promise<Caller | null>;
  open(caller: Caller, documentId: DocumentId): Promise<Result<OpenDocument>>;
  redeem(ticket: string): RedeemedTicket | null;
  clientsOf: UpdateLog['clientsOf'];
}

/** What a connection starts with. */
export interface Grant {
  readonly caller: Caller;
  readonly opened: OpenDocument;
  /** It offered enlace.1. */
  readonly isOurs: boolean;
  /** Leased with the ticket, else null. */
  readonly clientId: number | null;
  /** Client ids bound to the account in this document. */
  readonly own: ReadonlySet<number>;
  /** The client knows an older shape of the document: it reads (R12). */
  readonly isOutdated: boolean;
}

export interface Offer {
  readonly isOurs: boolean;
  readonly ticket: string | null;
}

/** `/sync/<document id>`, with or without a query; null for any other path. */
export function parseTarget(path: string): DocumentId | null {
  const id = /^\/sync\/([^/?#]+)(?:\?.*)?$/.exec(path)?.[1];
  return isId(id) ? (id as DocumentId) : null; // an id of the right form; whether such a document exists is asked later
}

/** The `Sec-WebSocket-Protocol` header. */
export function parseOffer(protocols: string | undefined): Offer {
  const offered = (protocols ?? '').split(',').map((name) => name.trim());
  const ticket = offered.find((name) => name.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length) ?? null;
  return { isOurs: offered.includes(SUBPROTOCOL), ticket };
}

/** How often rights are asked again where they change while they are being asked. */
const triesMax = 5;

/** `epoch` grows with every fact that may change a right: an answer from before such a fact is not believed. */
export async function decideUpgrade(knock: Knock, means: HandshakeMeans, epoch: () => number): Promise<Result<Grant>> {
  if (!means.isOwnOrigin({ origin: knock.origin, 'sec-fetch-site': knock.secFetchSite })) return refuse('origin_refused');
  const documentId = parseTarget(knock.path);
  const offer = parseOffer(knock.protocols);
  const ticket = offer.ticket === null ? null : means.redeem(offer.ticket);
  for (let tries = 0; tries < triesMax; tries += 1) {
    const began = epoch();
    const caller = await means.identify(knock.cookie);
    if (caller === null) return refuse('signed_out');
    if (documentId === null) return refuse('not_found');
    const opened = await means.open(caller, documentId);
    if (!opened.ok) return opened;
    if (offer.ticket !== null && !isTicketOf(ticket, caller, documentId)) return refuse('ticket_expired');
    const own = new Set(await means.clientsOf(documentId, caller.account.id));
    if (ticket !== null) own.add(ticket.clientId);
    if (epoch() !== began) continue;
    const { clientId = null, isOutdated = false } = ticket ?? {};
    return ok({ caller, opened: opened.value, isOurs: offer.isOurs, clientId, own, isOutdated });
  }
  return refuse('busy');
}

/** A ticket is worth nothing in other hands or at another door. */
const isTicketOf = (ticket: RedeemedTicket | null, caller: Caller, documentId: DocumentId): boolean =>
  ticket !== null && ticket.accountId === caller.account.id && ticket.signInId === caller.signInId && ticket.documentId === documentId;
