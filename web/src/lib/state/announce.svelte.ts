// What a screen reader is told: one polite region and one alert, both in the root layout from the start (WCAG 4.1.3).
// What others do is joined into one sentence every ten seconds at most, and not said at all where the person chose "nothing".
import { untrack, untrack } from 'svelte';
import { createCoalescer } from './coalesce.ts';
import { preferences } from './preferences.svelte.ts';

/** UX §2.6: news of others, at most six a minute. */
const newsIntervalMs = 10_000;
const AGAIN = '\u00a0'; // the same words twice: a region speaks only when its text differs

class Announcer {
  status: string = $state('');
  alert: string = $state('');

  // what was said last is looked at untracked: an effect that announces must not run again because of its own words
  say(text: string): void {
    this.status = text === untrack(() => this.status) ? text + AGAIN : text;
  }
  warn(text: string): void {
    this.alert = text === untrack(() => this.alert) ? text + AGAIN : text;
  }
}

export const announcer = new Announcer();

const news = createCoalescer({
  intervalMs: newsIntervalMs,
  say: (text) => announcer.say(text),
  nowMs: () => performance.now(),
  schedule: (run, delayMs) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
});

/**
 * Says `text` once. Plain: the outcome of the person's own act. `urgent`: an alert. `news`: what others did, coalesced per key and
 * subject to the person's choice: `presence` (who came and went) and `document` are left out at "nothing", `document` also at "my paragraph".
 */
export function announce(
  text: string,
  options: { readonly urgent?: boolean; readonly news?: 'presence' | 'paragraph' | 'document' } = {},
): void {
  if (options.urgent === true) announcer.warn(text);
  else if (options.news === undefined) announcer.say(text);
  else if (preferences.announcements === 'none') news.clear();
  else if (options.news !== 'document' || preferences.announcements === 'document') news.add(options.news, text);
}
