// The first tables. Plain SQL of the part that SQLite and PostgreSQL share: text, integer, bigint, checks, partial unique
// indexes, deferred foreign keys. Only the bytes of the log differ (`blob`, `bytea`) and where its rows lie (`without rowid`:
// the rows of one document side by side). A migration is never edited after it was released.
import { type Kysely, sql } from 'kysely';

const stamp = `
  created_at text not null,
  created_by text,
  updated_at text not null,
  updated_by text,
  version integer not null check (version >= 1)`;

const flag = (column: string) => `${column} integer not null check (${column} in (0, 1))`;
const of = (table: string) => `references ${table} (id) deferrable initially deferred`;

const STATEMENTS: readonly string[] = [
  `create table account (
    id text primary key, email text not null unique, language text not null, time_zone text not null,
    ${flag('is_admin')}, ${flag('is_disabled')}, password_hash text, ${stamp})`,
  `create table sign_in (
    id text primary key, token_hash text not null unique check (length(token_hash) = 64), account_id text not null ${of('account')},
    device text not null, browser text not null, created_at text not null, seen_at text not null, expires_at text not null)`,
  'create index sign_in_account on sign_in (account_id)',
  'create index sign_in_expiry on sign_in (expires_at)',
  `create table institution (
    id text primary key, name text not null, acronym text not null, kind text not null, country text,
    parent_id text ${of('institution')}, iati_org_type text, org_ids text not null, aliases text not null, hue text not null, ${stamp})`,
  `create table office (
    id text primary key, institution_id text not null ${of('institution')}, name text not null, state text, municipality text,
    time_zone text not null, ${flag('is_field')}, ${stamp})`,
  `create table exchange (
    id text primary key, title text not null, kind text not null, place text not null, project_refs text not null,
    components text not null, host_institution_id text not null ${of('institution')}, home_time_zone text not null,
    starts_on text not null, ends_on text not null, marking text not null, languages text not null, ${flag('is_sample')},
    state text not null, ${stamp})`,
  `create table delegation (
    id text primary key, exchange_id text not null ${of('exchange')}, institution_id text not null ${of('institution')},
    head text, size integer, time_zone text not null, ${stamp}, unique (exchange_id, institution_id))`,
  `create table member (
    id text primary key, exchange_id text not null ${of('exchange')}, account_id text not null ${of('account')},
    institution_id text not null ${of('institution')}, office_id text ${of('office')}, functional_title text not null,
    role text not null, ${flag('may_endorse')}, removed_at text, ${stamp})`,
  'create unique index member_live on member (exchange_id, account_id) where removed_at is null',
  'create index member_account on member (account_id)',
  `create table invitation (
    id text primary key, exchange_id text not null ${of('exchange')}, email text not null, language text not null,
    institution_id text not null ${of('institution')}, office_id text ${of('office')}, functional_title text not null,
    role text not null, ${flag('may_endorse')}, expires_at text not null, used_at text,
    token_hash text not null unique check (length(token_hash) = 64), ${stamp})`,
  'create index invitation_exchange on invitation (exchange_id)',
  `create table document (
    id text primary key, exchange_id text not null ${of('exchange')}, kind text not null, session_id text ${of('session')},
    title text not null, marking text not null, schema_version integer not null, generation integer not null, ${stamp})`,
  'create index document_exchange on document (exchange_id)',
  `create table session (
    id text primary key, exchange_id text not null ${of('exchange')}, title text not null, kind text not null,
    agenda_item_id text not null, day text not null, planned_start text not null, planned_end text not null,
    time_zone text not null, room text, participants text not null, chair_id text, rapporteur_ids text not null,
    speaker_ids text not null, interpreter_ids text not null, named_ids text not null, languages text not null,
    marking text not null, state text not null, ${flag('comments_open')}, closed_at text,
    minutes_id text not null ${of('document')}, ${stamp}, unique (exchange_id, agenda_item_id))`,
  `create table comment (
    id text primary key, exchange_id text not null ${of('exchange')}, document_id text not null ${of('document')},
    kind text not null, anchor text not null, parent_id text ${of('comment')}, body text not null, author_id text,
    institution_id text, resolved_at text, resolved_by text, deleted_at text, ${stamp})`,
  'create index comment_document on comment (document_id)',
  `create table agenda (
    exchange_id text not null ${of('exchange')}, edition integer not null, document_id text not null ${of('document')},
    published_at text not null, published_by text not null, time_zone text not null, items text not null,
    primary key (exchange_id, edition))`,
  `create table change (
    seq integer primary key check (seq >= 1), exchange_id text not null, subject text not null, subject_id text not null,
    verb text not null, session_id text, member_id text, institution_id text, at text not null)`,
  'create index change_exchange on change (exchange_id, seq)',
  'create table fact (key text primary key, value text not null)',
  `create table document_update (
    document_id text not null, seq integer not null check (seq >= 1), member_id text, written_ms bigint not null,
    bytes blob not null, hash blob not null, primary key (document_id, seq)) without rowid`,
  `create table document_snapshot (
    document_id text not null, seq integer not null check (seq >= 1), written_ms bigint not null,
    state blob not null, hash blob not null, primary key (document_id, seq))`,
  `create table document_client (
    document_id text not null, client_id bigint not null, account_id text not null,
    primary key (document_id, client_id)) without rowid`,
  'create index document_client_account on document_client (document_id, account_id)',
];

export const first = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
