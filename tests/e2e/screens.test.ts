// Every screen, by axe, in both themes and at both widths; in both languages; nothing wider than the window (proof 6).
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { DESKTOP, openScreen, PHONE, type Screen, signInOn } from '../support/screen.ts';

let hub: HubProcess;
let browser: Browser;
let paths: readonly string[];

const SIGNED_OUT = ['/sign-in', '/join/una-invitacion-que-no-existe'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

beforeAll(async () => {
  hub = await openHubProcess();
  browser = await openBrowser();
  const coordinator = await signInPerson(hub, 'coordinator');
  const session = await sessionInProgress(coordinator);
  const exchange = `/x/${session.exchangeId}`;
  paths = [
    '/',
    '/x/new',
    exchange,
    `${exchange}/agenda`,
    `${exchange}/agenda/${session.day}`,
    `${exchange}/agenda/${session.day}/${session.agendaItemId}`,
    `${exchange}/people`,
    '/me',
  ];
});
afterAll(async () => {
  await browser?.close();
  await hub?.remove();
});

async function judge(screen: Screen, path: string): Promise<void> {
  const { page } = screen;
  await page.goto(`${hub.url}${path}`);
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(
    violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(' | ')}`),
    path,
  ).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${path} is wider than the window`).toBeLessThanOrEqual(0);
}

describe.each([
  ['light', DESKTOP, 'es-MX'],
  ['dark', DESKTOP, 'en'],
  ['light', PHONE, 'en'],
  ['dark', PHONE, 'es-MX'],
] as const)('in %s at %o, %s', (theme, viewport, language) => {
  test('[X1] no violation on any screen, signed out', async () => {
    const screen = await openScreen(browser, hub, { theme, viewport, language });
    for (const path of SIGNED_OUT) await judge(screen, path);
    expect([...screen.errors, ...screen.strangers]).toEqual([]);
    await screen.close();
  });

  test.each(['coordinator', 'observer'])('[X1] no violation on any screen, as %s', async (role) => {
    const screen = await openScreen(browser, hub, { theme, viewport, language });
    await signInOn(screen, hub, await hub.account(role));
    for (const path of role === 'coordinator' ? paths : paths.filter((each) => each !== '/x/new')) await judge(screen, path);
    expect([...screen.errors, ...screen.strangers]).toEqual([]);
    await screen.close();
  });
});
