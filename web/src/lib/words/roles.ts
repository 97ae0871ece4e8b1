// Roles and kinds of institution in plain words: what a person may do, said before they are asked to accept it.
import type { InstitutionKind } from '@enlace/shared/model/institution';
import type { Role } from '@enlace/shared/model/member';
import { m } from '#lib/paraglide/messages.js';

const NAMES: Readonly<Record<Role, () => string>> = {
  coordinator: m.common_role_coordinator,
  host_editor: m.common_role_host_editor,
  peer: m.common_role_peer,
  donor: m.common_role_donor,
  observer: m.common_role_observer,
};

const POWERS: Readonly<Record<Role, () => string>> = {
  coordinator: m.common_role_coordinator_may,
  host_editor: m.common_role_host_editor_may,
  peer: m.common_role_peer_may,
  donor: m.common_role_donor_may,
  observer: m.common_role_observer_may,
};

const PARTS: Readonly<Record<InstitutionKind, () => string>> = {
  host_authority: m.common_part_host_authority,
  peer_authority: m.common_part_peer_authority,
  international_org: m.common_part_international_org,
  donor: m.common_part_donor,
  implementer: m.common_part_implementer,
  observer_org: m.common_part_observer_org,
};

export const ROLES: readonly Role[] = ['coordinator', 'host_editor', 'peer', 'donor', 'observer'];
export const KINDS: readonly InstitutionKind[] = [
  'host_authority',
  'peer_authority',
  'international_org',
  'donor',
  'implementer',
  'observer_org',
];

export const tellRole = (role: Role): string => NAMES[role]();
/** One sentence: what the role allows. */
export const tellPowers = (role: Role): string => POWERS[role]();
export const tellKind = (kind: InstitutionKind): string => PARTS[kind]();
