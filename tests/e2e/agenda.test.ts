// Two delegations and one agenda: times are computed, overlaps are said in words, moves meet without a copy, what is written without
// network joins, and an edition reaches who may only read.
import type { Locator, Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { openScreen, type Screen, signInOn } from '../support/screen.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage();

let sre: Screen;
let oim: Screen;
let dayPath: string;

beforeAll(async () => {
  const session = await sessionInProgress(await signInPerson(stage.hub, 'coordinator', 'SRE'));
  dayPath = `/x/${session.exchangeId}/agenda/${session.day}`;
  [sre, oim] = [await openScreen(stage.browser, stage.hub), await openScreen(stage.browser, stage.hub)];
  for (const [screen, institution] of [
    [sre, 'SRE'],
    [oim, 'OIM'],
  ] as const) {
    await signInOn(screen, stage.hub, await stage.hub.account('coordinator', institution));
    await screen.page.goto(`${stage.hub.url}${dayPath}`);
    await rowsOf(screen.page).first().waitFor();
  }
});

const rowsOf = (page: Page): Locator => page.locator('li[data-item]:has([data-cell="minutes"])');
const titleOf = (row: Locator): Promise<string> => row.locator('[data-cell="titleEs"]').inputValue();
const titles = async (page: Page): Promise<string[]> => Promise.all((await rowsOf(page).all()).map(titleOf));
const saved = (page: Page): Promise<void> => page.locator('[data-save-state="saved"]').first().waitFor();

/** Waits until the page shows the titles in an order that passes. */
async function titlesThat(page: Page, pass: (titles: readonly string[]) => boolean): Promise<string[]> {
  const handle = await page.waitForFunction(() => {
    const list = [...document.querySelectorAll<HTMLTextAreaElement>('li[data-item] [data-cell="titleEs"]')];
    return list.length > 0;
  });
  await handle.dispose();
  await expect.poll(async () => pass(await titles(page)), { timeout: 10_000 }).toBe(true);
  return titles(page);
}

test('[G1] a longer point moves the ones after it, and a fixed one says how much is missing, on both screens', async () => {
  const first = rowsOf(sre.page).first();
  const start = await rowsOf(sre.page).nth(1).locator('[data-cell="pinned"]').inputValue();
  await first.locator('[data-cell="minutes"]').fill('2h30');
  await first.locator('[data-cell="minutes"]').press('Enter');
  await expect.poll(() => rowsOf(oim.page).nth(1).locator('[data-cell="pinned"]').inputValue()).not.toBe(start);
  await oim.page
    .getByText(/«Comida» está fija a las 14:00: faltan/)
    .first()
    .waitFor();
  await first.locator('[data-cell="minutes"]').fill('2h');
  await first.locator('[data-cell="minutes"]').press('Enter');
  await oim.page
    .getByText(/Quedan libres 15 min antes de «Comida»/)
    .first()
    .waitFor();
});

test('[G4] a point is moved by its menu and by dragging, and the other screen follows', async () => {
  const before = await titles(sre.page);
  const swapped = [before[1], before[0], ...before.slice(2)].join();
  await rowsOf(sre.page).first().locator('[aria-haspopup="menu"]').click();
  await sre.page.getByRole('menuitem', { name: 'Bajar un lugar' }).click();
  await titlesThat(oim.page, (now) => now.join() === swapped);
  const handle = rowsOf(sre.page).nth(1).getByTitle('Arrastrar para mover');
  await handle.dragTo(rowsOf(sre.page).first(), { targetPosition: { x: 200, y: 4 } });
  await titlesThat(oim.page, (now) => now.join() === before.join());
});

test('[G4] two moves of one point at the same moment leave it once, in one place, on both screens', async () => {
  const before = await titles(sre.page);
  await Promise.all([
    rowsOf(sre.page).nth(2).locator('[data-cell="minutes"]').press('Alt+ArrowUp'),
    rowsOf(oim.page).nth(2).locator('[data-cell="minutes"]').press('Alt+ArrowDown'),
  ]);
  await Promise.all([saved(sre.page), saved(oim.page)]);
  const after = await titlesThat(sre.page, (now) => now.length === before.length);
  await titlesThat(oim.page, (now) => now.join() === after.join());
  expect([...after].sort()).toEqual([...before].sort());
});

test('[S17] points added without network on one screen and with it on the other are all there afterwards', async () => {
  const count = (await titles(sre.page)).length;
  await oim.context.setOffline(true);
  await stage.hub.stop();
  for (const [screen, title] of [
    [sre, 'Aviso de la SRE'],
    [oim, 'Aviso de la OIM'],
  ] as const) {
    await screen.page.getByRole('button', { name: 'Añadir punto', exact: true }).click();
    await screen.page.locator('[data-cell="titleEs"]:focus').fill(title);
  }
  await oim.page.locator('[data-save-state="offline"]').first().waitFor();
  await stage.hub.start();
  await oim.context.setOffline(false);
  const has = (now: readonly string[]) => now.length === count + 2 && now.includes('Aviso de la SRE') && now.includes('Aviso de la OIM');
  const onSre = await titlesThat(sre.page, has);
  await titlesThat(oim.page, (now) => now.join() === onSre.join());
});

test('[A36] an edition reaches the observer, who reads it as text', async () => {
  const observer = await openScreen(stage.browser, stage.hub);
  await signInOn(observer, stage.hub, await stage.hub.account('observer'));
  await observer.page.goto(`${stage.hub.url}${dayPath}`);
  await observer.page.locator('main h1').first().waitFor();
  expect(await observer.page.getByText('Aviso de la SRE').count()).toBe(0);
  await saved(sre.page);
  await sre.page.getByRole('button', { name: 'Publicar…' }).click();
  await sre.page.getByRole('button', { name: /Publicar edición 2/ }).click();
  await observer.page.getByText('Aviso de la SRE').first().waitFor();
  expect(await observer.page.locator('main input, main select, main textarea').count()).toBe(0);
  expect([sre, oim, observer].flatMap((screen) => [...screen.errors, ...screen.strangers])).toEqual([]);
});
