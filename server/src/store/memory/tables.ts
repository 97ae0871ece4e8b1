// The rows of the memory adapter: a map a record, and the log of each document. Rows are frozen copies, so a shallow
// copy of the maps is a whole copy: a transaction works on one and puts it in place when it commits (T8).
import type { AccountId, DocumentId } from '@enlace/shared/ids';
import type { PublishedAgenda } from '@enlace/shared/model/agenda';
import type { Change } from '@enlace/shared/model/change';
import type { Comment } from '@enlace/shared/model/comment';
import type { Document } from '@enlace/shared/model/document';
import type { Delegation, Exchange } from '@enlace/shared/model/exchange';
import type { Institution, Office } from '@enlace/shared/model/institution';
import type { Member } from '@enlace/shared/model/member';
import type { Session } from '@enlace/shared/model/session';
import type { StoredAccount, StoredInvitation, StoredSignIn } from '../port/records.ts';
import type { LogEntry, Snapshot } from '../port/update-log.ts';

/** Rows by their key: the id, or what stands for it. */
export type Table<Row> = Map<string, Row>;

export interface Tables {
  readonly accounts: Table<StoredAccount>;
  readonly signIns: Table<StoredSignIn>;
  readonly institutions: Table<Institution>;
  readonly offices: Table<Office>;
  readonly exchanges: Table<Exchange>;
  readonly delegations: Table<Delegation>;
  readonly members: Table<Member>;
  readonly invitations: Table<StoredInvitation>;
  readonly sessions: Table<Session>;
  readonly documents: Table<Document>;
  readonly comments: Table<Comment>;
  readonly agendas: Table<PublishedAgenda>;
  readonly changes: Table<Change>;
  readonly facts: Table<string>;
  /** Appended to in place; a transaction only adds the first entry of a new document. */
  readonly log: Table<LogEntry[]>;
  readonly snapshots: Table<Snapshot>;
  /** By `<document id>/<client id>`. */
  readonly clients: Table<{ readonly documentId: DocumentId; readonly clientId: number; readonly accountId: AccountId }>;
}

/** What survives closing: a test opens a second store on the same one. */
export interface MemoryCellar {
  tables: Tables;
}

export const createMemoryCellar = (): MemoryCellar => ({
  tables: {
    accounts: new Map(),
    signIns: new Map(),
    institutions: new Map(),
    offices: new Map(),
    exchanges: new Map(),
    delegations: new Map(),
    members: new Map(),
    invitations: new Map(),
    sessions: new Map(),
    documents: new Map(),
    comments: new Map(),
    agendas: new Map(),
    changes: new Map(),
    facts: new Map(),
    log: new Map(),
    snapshots: new Map(),
    clients: new Map(),
  },
});

export const copyTables = (tables: Tables): Tables => ({
  accounts: new Map(tables.accounts),
  signIns: new Map(tables.signIns),
  institutions: new Map(tables.institutions),
  offices: new Map(tables.offices),
  exchanges: new Map(tables.exchanges),
  delegations: new Map(tables.delegations),
  members: new Map(tables.members),
  invitations: new Map(tables.invitations),
  sessions: new Map(tables.sessions),
  documents: new Map(tables.documents),
  comments: new Map(tables.comments),
  agendas: new Map(tables.agendas),
  changes: new Map(tables.changes),
  facts: new Map(tables.facts),
  log: new Map(tables.log),
  snapshots: new Map(tables.snapshots),
  clients: new Map(tables.clients),
});
