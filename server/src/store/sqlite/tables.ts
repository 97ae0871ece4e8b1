// The tables as they are after the last migration, and how each record lies in its table.
import type { DocumentId, MemberId } from '@enlace/shared/ids';
import type { PublishedAgenda } from '@enlace/shared/model/agenda';
import type { Change } from '@enlace/shared/model/change';
import type { Comment } from '@enlace/shared/model/comment';
import type { Document } from '@enlace/shared/model/document';
import type { Delegation, Exchange } from '@enlace/shared/model/exchange';
import type { Institution, Office } from '@enlace/shared/model/institution';
import type { Member } from '@enlace/shared/model/member';
import type { Session } from '@enlace/shared/model/session';
import type { StoredAccount, StoredInvitation, StoredSignIn } from '../port/records.ts';
import type { CodecOf, RowOf } from './rows.ts';

/** The records that lie one a row. */
export interface Stored {
  account: StoredAccount;
  signIn: StoredSignIn;
  institution: Institution;
  office: Office;
  exchange: Exchange;
  delegation: Delegation;
  member: Member;
  invitation: StoredInvitation;
  session: Session;
  document: Document;
  comment: Comment;
  agenda: PublishedAgenda;
  change: Change;
}

export type Tables = { [T in keyof Stored]: RowOf<Stored[T]> } & {
  fact: { key: string; value: string };
  documentUpdate: {
    documentId: DocumentId;
    seq: number;
    memberId: MemberId | null;
    writtenMs: number;
    bytes: Uint8Array;
    hash: Uint8Array;
  };
};

export const CODECS: { readonly [T in keyof Stored]: CodecOf<Stored[T]> } = {
  account: { isAdmin: 'flag', isDisabled: 'flag' },
  signIn: {},
  institution: { name: 'json', acronym: 'json', orgIds: 'json', aliases: 'json' },
  office: { name: 'json', isField: 'flag' },
  exchange: {
    title: 'json',
    place: 'json',
    projectRefs: 'json',
    components: 'json',
    marking: 'json',
    languages: 'json',
    isSample: 'flag',
  },
  delegation: { head: 'json' },
  member: { functionalTitle: 'json', mayEndorse: 'flag' },
  invitation: { functionalTitle: 'json', mayEndorse: 'flag' },
  session: {
    title: 'json',
    room: 'json',
    participants: 'json',
    rapporteurIds: 'json',
    speakerIds: 'json',
    interpreterIds: 'json',
    namedIds: 'json',
    languages: 'json',
    marking: 'json',
    commentsOpen: 'flag',
  },
  document: { title: 'json', marking: 'json' },
  comment: { anchor: 'json' },
  agenda: { items: 'json' },
  change: {},
};
