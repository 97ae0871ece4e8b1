// Which changes make what a screen of the exchange shows out of date. Text and comments are followed by who shows them.
import type { Change } from '@enlace/shared/model/change';

const NEVER: ReadonlySet<Change['subject']> = new Set(['comment', 'minutes', 'invitation']);

/** Whether the exchange's view (readExchange) differs after `change`. */
export const isInView = (change: Pick<Change, 'subject' | 'verb'>): boolean => change.verb !== 'wrote' && !NEVER.has(change.subject);
