// Opening documents: the one answer that the sync door and the HTTP door share about who may read and write which text.
import type { DocumentId, InstitutionId, MemberId } from '@enlace/shared/ids';
import type { Document } from '@enlace/shared/model/document';
import type { Hue } from '@enlace/shared/model/institution';
import type { Role } from '@enlace/shared/model/member';
import type { Bilingual } from '@enlace/shared/model/text';
import type { RefusalCode } from '@enlace/shared/refusals';
import type { Result } from '@enlace/shared/result';
import type { Caller, House } from './house.ts';

/** A document as one caller may use it now. */
export interface OpenDocument {
  readonly document: Document;
  readonly mayWrite: boolean;
  /** Why not, where `mayWrite` is false. */
  readonly reason: RefusalCode | null;
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
export function openDocument(_house: House, _caller: Caller, _documentId: DocumentId): Promise<Result<OpenDocument>> {
  throw new Error('written by the domain');
}
