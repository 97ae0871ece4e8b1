// One line of "what changed": what was done, in words, and where it leads.
import type { ExchangeView } from '@enlace/shared/api/exchange';
import type { Change } from '@enlace/shared/model/change';
import type { SessionState } from '@enlace/shared/model/session';
import { inLanguage, type Language } from '@enlace/shared/model/text';
import { m } from '#lib/paraglide/messages.js';
import type { ChangeGroup } from './change-groups.ts';

const STATES: Readonly<Record<SessionState, () => string>> = {
  draft: m.today_state_draft,
  open: m.today_state_open,
  in_progress: m.today_state_in_progress,
  closed: m.today_state_closed,
  cancelled: m.today_state_cancelled,
};

export interface ToldChange {
  readonly text: string;
  readonly href: string | null;
}

type Session = ExchangeView['sessions'][number];

export const sessionPath = (exchangeId: string, session: Pick<Session, 'day' | 'agendaItemId'>): string =>
  `/x/${exchangeId}/agenda/${session.day}/${session.agendaItemId}`;

export function tellChange({ last, count }: ChangeGroup, view: ExchangeView, language: Language): ToldChange {
  const base = `/x/${view.exchange.id}`;
  const session = view.sessions.find(
    (each) => each.id === last.sessionId || each.minutesId === last.subjectId || each.id === last.subjectId,
  );
  const title = session === undefined ? '' : inLanguage(session.title, language);
  const href = session === undefined ? null : sessionPath(view.exchange.id, session);
  switch (last.subject) {
    case 'minutes':
      return { text: m.today_wrote_minutes({ title }), href };
    case 'agenda':
      return { text: last.verb === 'published' ? m.today_published_agenda() : m.today_wrote_agenda(), href: `${base}/agenda` };
    case 'comment':
      return { text: tellComment(last, count, session === undefined ? null : title), href: href ?? `${base}/agenda` };
    case 'session':
      return { text: tellSession(last, title, session), href };
    case 'exchange':
      return { text: last.verb === 'moved' ? m.today_exchange_moved() : m.today_exchange_changed(), href: null };
    case 'member':
      return { text: tellMember(last, view, language), href: `${base}/people` };
    case 'invitation':
      return { text: last.verb === 'created' ? m.today_invited({ count }) : m.today_invitation_changed(), href: `${base}/people` };
    case 'institution':
    case 'delegation':
    case 'document':
      return { text: m.today_institution_changed(), href: `${base}/people` };
  }
}

function tellComment({ verb }: Change, count: number, title: string | null): string {
  if (verb === 'created') return title === null ? m.today_commented_agenda({ count }) : m.today_commented({ count, title });
  if (verb === 'resolved') return title === null ? m.today_resolved_agenda() : m.today_resolved({ title });
  return title === null ? m.today_comment_changed_agenda() : m.today_comment_changed({ title });
}

function tellSession({ verb }: Change, title: string, session: Session | undefined): string {
  if (verb === 'created') return m.today_session_created({ title });
  if (verb === 'moved' && session !== undefined) return m.today_session_moved({ title, state: STATES[session.state]() });
  return m.today_session_changed({ title });
}

function tellMember({ verb, subjectId, memberId }: Change, view: ExchangeView, language: Language): string {
  if (subjectId === memberId && verb === 'created') return m.today_member_joined();
  const member = view.members.find((each) => each.id === subjectId);
  const title = member === undefined ? '' : inLanguage(member.functionalTitle, language);
  if (verb === 'created') return m.today_member_added({ title });
  return verb === 'removed' ? m.today_member_removed({ title }) : m.today_member_changed({ title });
}
