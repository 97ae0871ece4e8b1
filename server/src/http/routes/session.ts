// Sessions of an exchange (shared/api/session).
import * as api from '@enlace/shared/api/session';
import { createSession, editSession, moveSession, setSessionComments } from '../../domain/sessions.ts';
import type { Binder } from '../endpoint.ts';

export function sessionRoutes({ bind }: Binder): void {
  bind(api.createSession, createSession);
  bind(api.editSession, editSession);
  bind(api.moveSession, moveSession);
  bind(api.setSessionComments, setSessionComments);
}
