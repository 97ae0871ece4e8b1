// A person with a keyboard and no mouse: walks by Tab to what they look for, as it would be announced to them.
import type { Page } from 'playwright';

const STOPS_MAX = 250;

/** What a screen reader would say of the focused element: its name, else its words. */
const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return '';
    const label = element.id === '' ? null : document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
    const own = element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent;
    return (own ?? '').replace(/\s+/g, ' ').trim();
  });

/** Presses Tab until the name of what has the focus passes; throws with all the names met where it never does. */
export async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const met: string[] = [];
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    const focused = await focusedName(page);
    if (name.test(focused)) return;
    met.push(focused);
    await page.keyboard.press(key);
  }
  throw new Error(`No ${name} within ${STOPS_MAX} stops of Tab: ${[...new Set(met)].join(' · ')}`);
}
