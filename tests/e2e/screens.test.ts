// Every screen, by axe, in both themes and at both widths; in both languages; nothing wider than the window (proof 6).

import { AxeBuilder } from '@axe-core/playwright';
import type { ExchangeView } from '@enlace/shared/api/exchange';
import { beforeAll, describe, expect, test } from 'vitest';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { DESKTOP, openScreen, PHONE, type Screen, signInOn } from '../support/screen.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage();

let paths: readonly string[];

const SIGNED_OUT = ['/sign-in', '/setup', '/join/una-invitacion-que-no-existe'];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

beforeAll(async () => {
  const coordinator = await signInPerson(stage.hub, 'coordinator');
  const session = await sessionInProgress(coordinator);
  const exchange = `/x/${session.exchangeId}`;
  const view = await coordinator.call<ExchangeView>('GET', `/api/v1/exchanges/${session.exchangeId}`);
  const institutionId = view.me.institutionId;
  paths = [
    '/',
    '/x/new',
    exchange,
    `${exchange}/agenda`,
    `${exchange}/agenda/${session.day}`,
    `${exchange}/agenda/${session.day}/${session.agendaItemId}`,
    `${exchange}/people`,
    `${exchange}/people/${institutionId}`,
    '/me',
  ];
});

async function judge(screen: Screen, path: string): Promise<void> {
  const { page } = screen;
  await page.goto(`${stage.hub.url}${path}`);
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
    const screen = await openScreen(stage.browser, stage.hub, { theme, viewport, language });
    for (const path of SIGNED_OUT) await judge(screen, path);
    expect([...screen.errors, ...screen.strangers]).toEqual([]);
    await screen.close();
  });

  test.each(['coordinator', 'observer'])('[X1] no violation on any screen, as %s', async (role) => {
    const screen = await openScreen(stage.browser, stage.hub, { theme, viewport, language });
    await signInOn(screen, stage.hub, await stage.hub.account(role));
    for (const path of role === 'coordinator' ? paths : paths.filter((each) => each !== '/x/new')) await judge(screen, path);
    expect([...screen.errors, ...screen.strangers]).toEqual([]);
    await screen.close();
  });
});
