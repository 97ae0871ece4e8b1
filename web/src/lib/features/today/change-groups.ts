// The change feed as a person reads it: what one member did to one thing is one line, the latest first, one's own left out.
import type { MemberId } from '@enlace/shared/ids';
import type { Change } from '@enlace/shared/model/change';

export interface ChangeGroup {
  readonly key: string;
  /** The latest of the group. */
  readonly last: Change;
  /** How many different things: comments made, people invited. */
  readonly count: number;
}

/** Comments and invitations are told per session and person, not one by one; a document's own row says nothing to a reader. */
const keyOf = (change: Change): string => {
  const thing = change.subject === 'comment' || change.subject === 'invitation' ? (change.sessionId ?? '') : change.subjectId;
  return [change.memberId ?? '', change.subject, change.verb, thing].join(' ');
};

export function groupChanges(changes: readonly Change[], me: MemberId): readonly ChangeGroup[] {
  const groups = new Map<string, { last: Change; things: Set<string> }>();
  for (const change of changes) {
    if (change.memberId === me || change.subject === 'document') continue;
    const key = keyOf(change);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { last: change, things: new Set([change.subjectId]) });
    else {
      group.things.add(change.subjectId);
      if (change.seq > group.last.seq) group.last = change;
    }
  }
  return [...groups].map(([key, { last, things }]) => ({ key, last, count: things.size })).sort((a, b) => b.last.seq - a.last.seq);
}
