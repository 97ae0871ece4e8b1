// What a screen reader is told: one polite region and one alert, both in the root layout from the start (WCAG 4.1.3).
// What others do is joined into one sentence every ten seconds at most, and not said at all where the person chose "nothing".
import { untrack } from 'svelte';
import { createCoalescer } from './coalesce.ts';
import { preferences } from './preferences.svelte.ts';

/** UX §2.6: news of others, at most six a minute. */
const newsIntervalMs = 10_000;
const AGAIN = '\u00a0'; // the same words twice: a region speaks only when its text differs

class Announcer {
  status: string = $state('');
  alert: string = $state('');

  say(text: string): void {
    this.status = text === this.status ? text + AGAIN : text;
  }
  warn(text: string): void {
    this.alert = text === this.alert ? text + AGAIN : text;
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
  untrack(() => speak(text, options)); // an effect that announces must not run again because of its own words
}

function speak(text: string, { urgent, news: kind }: Parameters<typeof announce>[1] & object): void {
  if (urgent === true) announcer.warn(text);
  else if (kind === undefined) announcer.say(text);
  else if (preferences.announcements === 'none') news.clear();
  else if (kind !== 'document' || preferences.announcements === 'document') news.add(kind, text);
}
