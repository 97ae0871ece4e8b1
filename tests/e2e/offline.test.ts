// Without network: keep typing, see how many changes are on this device, close the tab, come back: nothing is missing (proof 5).
import { expect, test } from 'vitest';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { keptOnDevice, openMinutes, openScreen, signInOn } from '../support/screen.ts';
import { useStage } from '../support/stage.ts';
import { openStockClient } from '../support/stock-client.ts';

const stage = useStage();

test('[S17] what is typed without network survives the closed tab and arrives when the network is back', async () => {
  const comar = await signInPerson(stage.hub, 'host_editor', 'COMAR');
  const session = await sessionInProgress(comar);
  const screen = await openScreen(stage.browser, stage.hub);
  await signInOn(screen, stage.hub, await stage.hub.account('host_editor', 'INM'));
  const editor = await openMinutes(screen, stage.hub, session);
  await editor.locator('p').last().click();
  await screen.page.keyboard.press('End');
  await screen.page.keyboard.type(' Con red.');
  await screen.page.locator('[data-save-state="saved"]').first().waitFor();

  await stage.hub.stop();
  await screen.page.keyboard.type(' Sin red.');
  const label = screen.page.locator('[data-save-state="offline"]').first();
  await label.waitFor();
  expect(await label.textContent()).toMatch(/Sin conexión · \d+ cambios? en este equipo/);
  await keptOnDevice(screen.page);
  await screen.page.close({ runBeforeUnload: false });

  await stage.hub.start();
  const other = openStockClient(comar, session.minutesId);
  await other.synced();
  expect(other.doc.getXmlFragment('body').toString()).not.toContain('Sin red.');

  const again = await screen.context.newPage();
  await again.goto(`${stage.hub.url}/x/${session.exchangeId}/agenda/${session.day}/${session.agendaItemId}`);
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
