// Roles and kinds of institution in the reader's words: codes of shared/model → messages.
import type { InstitutionKind } from '@enlace/shared/model/institution';
import type { Role } from '@enlace/shared/model/member';
import { m } from '#lib/paraglide/messages.js';

export const tellRole = (role: Role): string =>
  ({
    coordinator: m.people_role_coordinator,
    host_editor: m.people_role_host_editor,
    peer: m.people_role_peer,
    donor: m.people_role_donor,
    observer: m.people_role_observer,
  })[role]();

/** What the role may do, in a sentence. */
export const tellRights = (role: Role): string =>
  ({
    coordinator: m.people_may_coordinator,
    host_editor: m.people_may_host_editor,
    peer: m.people_may_peer,
    donor: m.people_may_donor,
    observer: m.people_may_observer,
  })[role]();

export const tellKind = (kind: InstitutionKind): string =>
  ({
    host_authority: m.people_kind_host_authority,
    peer_authority: m.people_kind_peer_authority,
    international_org: m.people_kind_international_org,
    donor: m.people_kind_donor,
    implementer: m.people_kind_implementer,
    observer_org: m.people_kind_observer_org,
  })[kind]();
