// Keyboard alone: sign in, open the exchange, add and move a point of the agenda, write minutes, comment (proof 6).
// Not one click; every place is reached by Tab, by a shortcut, or by the keys that the screen offers.

import type { ExchangeView } from '@enlace/shared/api/exchange';
import { readAgenda } from '@enlace/shared/document/agenda/read';
import { expect, test } from 'vitest';
import { tabTo } from '../support/keyboard.ts';
import { type Person, sessionInProgress, signInPerson } from '../support/person.ts';
import { openScreen } from '../support/screen.ts';
import { useStage } from '../support/stage.ts';
import { openStockClient } from '../support/stock-client.ts';

const stage = useStage();

/** Titles of a day as the stage.hub has them, in order. */
async function titlesOf(person: Person, documentId: string, day: string): Promise<string[]> {
  const client = openStockClient(person, documentId);
  await client.synced();
  const titles = readAgenda(client.doc)
    .items.filter((item) => item.day === day)
    .map((item) => item.title.es ?? item.title.en ?? '');
  client.close();
  return titles;
}

test('[X2] a coordinator does the whole round with the keyboard alone', { timeout: 240_000 }, async () => {
  const account = await stage.hub.account('coordinator', 'SRE');
  const coordinator = await signInPerson(stage.hub, 'coordinator', 'SRE');
  const session = await sessionInProgress(coordinator);
  const view = await coordinator.call<ExchangeView>('GET', `/api/v1/exchanges/${session.exchangeId}`);
  const agendaId = view.agendaDocument?.id ?? '';
  const screen = await openScreen(stage.browser, stage.hub);
  const { page } = screen;

  await page.goto(`${stage.hub.url}/sign-in`);
  await page.locator('h1').first().waitFor();
  await tabTo(page, /^correo/i);
  await page.keyboard.type(account.email);
  await tabTo(page, /^contraseña/i);
  await page.keyboard.type(account.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));

  if (!page.url().includes(session.exchangeId)) {
    await page.locator('h1').first().waitFor();
    await tabTo(page, /^Intercambio técnico de alto nivel/);
    await page.keyboard.press('Enter');
  }
  await page.waitForURL((url) => url.pathname === `/x/${session.exchangeId}`);
  await page.getByRole('navigation').first().waitFor();

  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.waitForURL((url) => url.pathname.startsWith(`/x/${session.exchangeId}/agenda`));
  await page.getByRole('button', { name: 'Añadir punto', exact: true }).first().waitFor();
  await tabTo(page, /^Añadir punto$/);
  const before = await titlesOf(coordinator, agendaId, session.day);
  await page.keyboard.press('Enter');
  await page.locator('[data-cell="titleEs"]:focus').waitFor(); // the new point waits for its title
  await page.keyboard.type('Lectura de la lista de asistencia');
  await page.locator('[data-save-state="saved"]').first().waitFor();
  expect(await titlesOf(coordinator, agendaId, session.day)).toEqual([...before, 'Lectura de la lista de asistencia']);
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await page
    .getByText(/quedó en el lugar \d+ de \d+/)
    .first()
    .waitFor({ state: 'attached' });
  await page.locator('[data-save-state="saved"]').first().waitFor();
  const moved = await titlesOf(coordinator, agendaId, session.day);
  expect(moved.indexOf('Lectura de la lista de asistencia')).toBe(before.length - 2);
  expect(moved.filter((title) => title !== 'Lectura de la lista de asistencia')).toEqual(before);

  await page.goto(`${stage.hub.url}/x/${session.exchangeId}/agenda/${session.day}/${session.agendaItemId}`);
  await page.locator('.ProseMirror').waitFor();
  await tabTo(page, /^Notas de la sesión|^Minuta/);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Se escribió sin ratón.');
  await page.locator('[data-save-state="saved"]').first().waitFor();
  for (let letter = 0; letter < 'sin ratón.'.length; letter += 1) await page.keyboard.press('Shift+ArrowLeft');
  // the browser tells of a selection with its next frame, which no hand outruns
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.keyboard.press('Control+Shift+M');
  await page.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement);
  await page.keyboard.type('Comentario hecho con el teclado.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Comentario guardado.').first().waitFor({ state: 'attached' });
  const comments = await coordinator.call<{ body: string; anchor: { quote?: string } }[]>(
    'GET',
    `/api/v1/documents/${session.minutesId}/comments`,
  );
  expect(comments.find((comment) => comment.body === 'Comentario hecho con el teclado.')?.anchor.quote).toBe('sin ratón.');

  await page.keyboard.press('Escape');
  await tabTo(page, /^Notas de la sesión|^Minuta/, 'Shift+Tab');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.ProseMirror') === null)).toBe(true);
  expect([...screen.errors, ...screen.strangers]).toEqual([]);
  await screen.close();
});
