// The records port: what the domain asks of the cellar, one small repository a record. Adapters: sqlite, memory; each passes
// store/store.contract.ts. Rules T1–T7, T10 in docs/spec/store.md.
// `update` is optimistic: it writes only where the stored version is `record.version - 1` and no unique key is taken, and answers whether it did.
// `insert` of what is there already (same id or same unique key) answers false and changes nothing.
import type {
  AccountId,
  CommentId,
  DelegationId,
  DocumentId,
  ExchangeId,
  InstitutionId,
  InvitationId,
  MemberId,
  OfficeId,
  SessionId,
  SignInId,
} from '@enlace/shared/ids';
import type { Account, Device } from '@enlace/shared/model/account';
import type { PublishedAgenda } from '@enlace/shared/model/agenda';
import type { Change } from '@enlace/shared/model/change';
import type { Comment } from '@enlace/shared/model/comment';
import type { Document } from '@enlace/shared/model/document';
import type { Delegation, Exchange } from '@enlace/shared/model/exchange';
import type { Institution, Office } from '@enlace/shared/model/institution';
import type { Invitation, Member } from '@enlace/shared/model/member';
import type { Session } from '@enlace/shared/model/session';
import type { Instant } from '@enlace/shared/model/time';

interface Repository<Id, Row> {
  byId(id: Id): Promise<Row | null>;
  insert(row: Row): Promise<boolean>;
  update(row: Row): Promise<boolean>;
}

/** An account with its password hash (PHC string of argon2id); the hash never leaves store and sign-in. */
export interface StoredAccount extends Account {
  readonly passwordHash: string | null;
}

/** A signed-in browser at rest. `tokenHash`: SHA-256 of the cookie's token, 64 hex digits (S3); there is no token here. */
export interface StoredSignIn {
  readonly id: SignInId;
  readonly tokenHash: string;
  readonly accountId: AccountId;
  readonly device: Device;
  readonly browser: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
}

export interface StoredInvitation extends Invitation {
  readonly tokenHash: string;
}

export interface Records {
  readonly accounts: Repository<AccountId, StoredAccount> & {
    byEmail(email: string): Promise<StoredAccount | null>;
    count(): Promise<number>;
  };
  readonly signIns: {
    byTokenHash(tokenHash: string): Promise<StoredSignIn | null>;
    listOf(accountId: AccountId): Promise<StoredSignIn[]>;
    insert(row: StoredSignIn): Promise<boolean>;
    touch(tokenHash: string, seenAt: Instant, expiresAt: Instant): Promise<void>;
    remove(tokenHash: string): Promise<void>;
    removeAllOf(accountId: AccountId, except: SignInId | null): Promise<number>;
    removeExpired(now: Instant): Promise<number>;
  };
  readonly institutions: Repository<InstitutionId, Institution> & { list(): Promise<Institution[]> };
  readonly offices: Repository<OfficeId, Office> & { list(): Promise<Office[]> };
  readonly exchanges: Repository<ExchangeId, Exchange> & { listOfAccount(accountId: AccountId): Promise<Exchange[]> };
  readonly delegations: Repository<DelegationId, Delegation> & { listOf(exchangeId: ExchangeId): Promise<Delegation[]> };
  /** One live (not removed) member per account and exchange: a second insert answers false. */
  readonly members: Repository<MemberId, Member> & {
    listOf(exchangeId: ExchangeId): Promise<Member[]>;
    ofAccount(accountId: AccountId): Promise<Member[]>;
  };
  readonly invitations: Repository<InvitationId, StoredInvitation> & {
    byTokenHash(tokenHash: string): Promise<StoredInvitation | null>;
    listOf(exchangeId: ExchangeId): Promise<StoredInvitation[]>;
    remove(id: InvitationId): Promise<boolean>;
  };
  /** One session per agenda item: a second insert answers false. */
  readonly sessions: Repository<SessionId, Session> & { listOf(exchangeId: ExchangeId): Promise<Session[]> };
  readonly documents: {
    byId(id: DocumentId): Promise<Document | null>;
    listOf(exchangeId: ExchangeId): Promise<Document[]>;
    /** The row and its first update in one transaction (R10). Answers false, and writes neither, where the id is there. */
    create(row: Document, firstUpdate: Uint8Array): Promise<boolean>;
    update(row: Document): Promise<boolean>;
  };
  readonly comments: Repository<CommentId, Comment> & { listOf(documentId: DocumentId): Promise<Comment[]> };
  readonly agendas: { latest(exchangeId: ExchangeId): Promise<PublishedAgenda | null>; insert(row: PublishedAgenda): Promise<boolean> };
  readonly changes: {
    /** Gives the change its place in the feed; the feed has no gaps for what is committed. */
    append(change: Omit<Change, 'seq'>): Promise<Change>;
    /** In order of `seq`, at most `limit`. */
    since(exchangeId: ExchangeId, seq: number, limit: number): Promise<Change[]>;
    /** The newest first. */
    latest(exchangeId: ExchangeId, since: Instant | null, limit: number): Promise<Change[]>;
    /** Seq of the newest change of the hub; 0 where there is none. */
    end(): Promise<number>;
  };
  /** Small facts of the hub itself: setup token hash, sample mark. */
  readonly facts: {
    read(key: string): Promise<string | null>;
    write(key: string, value: string): Promise<void>;
    remove(key: string): Promise<void>;
  };
}
