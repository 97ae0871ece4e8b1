// A person at a real browser: a context of its own (cookies, storage), signed in through the sign-in screen.
// What the page logs as an error and every request that leaves the hub are kept, so that a test can say there were none.

import type { Browser, BrowserContext, Page } from 'playwright';
import type { HubProcess, SampleAccount } from './hub.ts';

export interface ScreenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly theme?: 'light' | 'dark';
  readonly language?: 'es-MX' | 'en';
}

export interface Screen {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page: uncaught exceptions and violations of the content security policy. */
  readonly errors: readonly string[];
  /** Addresses outside the hub that the page asked for. */
  readonly strangers: readonly string[];
  close(): Promise<void>;
}

export const DESKTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

export async function openScreen(browser: Browser, hub: HubProcess, options: ScreenOptions = {}): Promise<Screen> {
  const context = await browser.newContext({
    viewport: options.viewport ?? DESKTOP,
    colorScheme: options.theme ?? 'light',
    locale: options.language ?? 'es-MX',
    timezoneId: 'America/Mexico_City',
  });
  context.setDefaultTimeout(15_000);
  // the language is chosen on this device, as by the switch in the bar: an account's own would win over the browser's
  await context.addInitScript(
    (language) => {
      if (localStorage.getItem('enlace.preferences') === null) localStorage.setItem('enlace.preferences', JSON.stringify({ language }));
    },
    options.language === 'en' ? 'en' : 'es',
  );
  const page = await context.newPage();
  const errors: string[] = [];
  const strangers: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Refused to/.test(message.text())) errors.push(message.text());
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (/^(http|ws)s?:$/.test(protocol) && origin !== new URL(hub.url).origin) strangers.push(request.url());
  });
  return { page, context, errors, strangers, close: () => context.close() };
}

/** Signs in as a person would, and waits for the first screen behind it. */
export async function signInOn(screen: Screen, hub: HubProcess, account: SampleAccount): Promise<void> {
  const { page } = screen;
  await page.goto(`${hub.url}/sign-in`);
  await page.getByLabel(/correo|e-?mail/i).fill(account.email);
  await page.getByLabel(/^(contraseña|password)/i).fill(account.password);
  await page.getByLabel(/^(contraseña|password)/i).press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Opens a session's page by its route; answers the editor (or the read view) once its text is there. */
export async function openMinutes(
  screen: Screen,
  hub: HubProcess,
  session: { readonly exchangeId: string; readonly day: string; readonly agendaItemId: string },
): Promise<ReturnType<Page['locator']>> {
  await screen.page.goto(`${hub.url}/x/${session.exchangeId}/agenda/${session.day}/${session.agendaItemId}`);
  const editor = screen.page.locator('.ProseMirror');
  await editor.waitFor();
  return editor;
}

/** The words of the document as the editor shows them, without the others' cursors and other ornaments. */
export const editorWords = (page: Page): Promise<string> =>
  page.locator('.ProseMirror').evaluate((editor) => {
    const copy = editor.cloneNode(true) as HTMLElement; // an element's copy
    for (const ornament of copy.querySelectorAll('[aria-hidden="true"], .ProseMirror-widget')) ornament.remove();
    return copy.textContent ?? '';
  });

/** Waits until the words pass; the page is looked at again whenever its text changes. */
export async function wordsThat(page: Page, pass: (words: string) => boolean): Promise<string> {
  for (;;) {
    const words = await editorWords(page);
    if (pass(words)) return words;
    await page.locator('.ProseMirror').evaluate(
      (editor) =>
        new Promise<void>((resolve, reject) => {
          const observer = new MutationObserver(() => {
            observer.disconnect();
            clearTimeout(timer);
            resolve();
          });
          const timer = setTimeout(() => reject(new Error('the text stayed as it was for 15 s')), 15_000);
          observer.observe(editor, { childList: true, characterData: true, subtree: true });
        }),
    );
  }
}

/** Resolves when the browser has written what the page gave it to keep: a write that queues behind all others has ended. */
export const keptOnDevice = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
      await new Promise<void>((resolve) => {
        const turn = database.transaction([...database.objectStoreNames], 'readwrite');
        turn.oncomplete = () => resolve();
      });
      database.close();
    }
  });
