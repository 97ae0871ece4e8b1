// People and institutions of an exchange; invitations (shared/api/people).
import * as api from '@enlace/shared/api/people';
import { createInstitution, createOffice, listInstitutions } from '../../domain/institutions.ts';
import type { Binder } from '../endpoint.ts';

export function peopleRoutes({ bind }: Binder): void {
  bind(api.listInstitutions, listInstitutions);
  bind(api.createInstitution, createInstitution);
  bind(api.createOffice, createOffice);
}
