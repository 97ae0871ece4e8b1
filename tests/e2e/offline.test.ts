// Without network: keep typing, see how many changes are on this device, close the tab, come back: nothing is missing (proof 5).
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { openMinutes, openScreen, signInOn } from '../support/screen.ts';
import { openStockClient } from '../support/stock-client.ts';

let hub: HubProcess;
let browser: Browser;

beforeAll(async () => {
  hub = await openHubProcess();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await hub?.remove();
});

test('[S17] what is typed without network survives the closed tab and arrives when the network is back', async () => {
  const comar = await signInPerson(hub, 'host_editor', 'COMAR');
  const session = await sessionInProgress(comar);
  const screen = await openScreen(browser, hub);
  await signInOn(screen, hub, await hub.account('host_editor', 'INM'));
  const editor = await openMinutes(screen, hub, session);
  await editor.locator('p').last().click();
  await screen.page.keyboard.press('End');
  await screen.page.keyboard.type(' Con red.');
  await screen.page.locator('[data-save-state="saved"]').first().waitFor();

  await hub.stop();
  await screen.page.keyboard.type(' Sin red.');
  const label = screen.page.locator('[data-save-state="offline"]').first();
  await label.waitFor();
  expect(await label.textContent()).toMatch(/Sin conexión · \d+ cambios? en este equipo/);
  await screen.page.close({ runBeforeUnload: false });

  await hub.start();
  const other = openStockClient(comar, session.minutesId);
  await other.synced();
  expect(other.doc.getXmlFragment('body').toString()).not.toContain('Sin red.');

  const again = await screen.context.newPage();
  await again.goto(`${hub.url}/x/${session.exchangeId}/agenda/${session.day}/${session.agendaItemId}`);
  await again.locator('.ProseMirror').getByText('Con red. Sin red.').waitFor();
  await again.locator('[data-save-state="saved"]').first().waitFor();
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (other.doc.getXmlFragment('body').toString().includes('Con red. Sin red.')) resolve();
    };
    other.doc.on('update', look);
    look();
  });
  other.close();
  expect(screen.errors).toEqual([]);
  await screen.close();
});
