// The state of a session in the reader's language.
import type { SessionState } from '@enlace/shared/model/session';
import { m } from '#lib/paraglide/messages.js';

export function tellState(state: SessionState): string {
  switch (state) {
    case 'draft':
      return m.session_state_draft();
    case 'open':
      return m.session_state_open();
    case 'in_progress':
      return m.session_state_in_progress();
    case 'closed':
      return m.session_state_closed();
    case 'cancelled':
      return m.session_state_cancelled();
  }
}
