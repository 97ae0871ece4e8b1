// `kill -9` while two browsers and two clients in Node type into the same minutes. What said "Guardado" is there afterwards,
// and every browser comes back and converges without being touched (proof 2). ENLACE_KILL_CYCLES sets the number of cycles.

import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { createRandom, runSeed } from '../support/random.ts';
import { editorWords, openMinutes, openScreen, signInOn, wordsThat } from '../support/screen.ts';
import { useStage } from '../support/stage.ts';
import { openWriter, type Writer } from '../support/stock-client.ts';

const stage = useStage();

const CYCLES = Number(process.env.ENLACE_KILL_CYCLES ?? '50');
const random = createRandom(runSeed() + 1);

const acknowledgements = (writers: readonly Writer[], target: number, token: () => string): Promise<void> =>
  new Promise((resolve) => {
    let seen = 0;
    for (const writer of writers) {
      writer.onAck(() => {
        seen += 1;
        if (seen >= target) resolve();
        else if (writer.outstanding() < 4) writer.type(token());
      });
      writer.type(token());
    }
  });

/** Types a token and answers it once the screen says that it is saved. */
async function typeSaved(page: Page, token: string): Promise<string> {
  await page.keyboard.type(`${token} `);
  await page.locator('[data-save-state="saved"]').first().waitFor();
  return token;
}

const hasAll = (page: Page, tokens: readonly string[]): Promise<string> =>
  wordsThat(page, (words) => tokens.every((token) => words.includes(token)));

test(`[R4] in ${CYCLES} cycles of kill -9 nothing that said "Guardado" is lost, and every browser converges by itself`, {
  timeout: 1_200_000,
}, async () => {
  process.stdout.write(`seed ${random.seed}\n`);
  const people = await Promise.all([signInPerson(stage.hub, 'coordinator'), signInPerson(stage.hub, 'host_editor', 'COMAR')]);
  const [coordinator] = people;
  const session = await sessionInProgress(coordinator);
  const screens = [await openScreen(stage.browser, stage.hub), await openScreen(stage.browser, stage.hub)];
  for (const [index, institution] of ['INM', 'COMAR'].entries()) {
    const screen = screens[index];
    if (screen === undefined) continue;
    await signInOn(screen, stage.hub, await stage.hub.account('host_editor', institution));
    const editor = await openMinutes(screen, stage.hub, session);
    await editor.locator('p').nth(index).click();
    await screen.page.keyboard.press('End');
  }
  const writers = people.map((person) => openWriter(person, session.minutesId));
  await Promise.all(writers.map((writer) => writer.synced()));

  let serial = 0;
  const promised: string[] = [];
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const typing = acknowledgements(writers, random.integer(2, 30), () => `n${cycle}x${serial++}z`);
    promised.push(...(await Promise.all(screens.map(({ page }, index) => typeSaved(page, `b${cycle}s${index}z`)))));
    await typing;
    const midSentence = screens.map(({ page }, index) => page.keyboard.type(`m${cycle}s${index}z `));
    await Promise.all([stage.hub.kill(), ...midSentence]);
    promised.push(...writers.flatMap((writer) => [...writer.acknowledged]).filter((token) => token.startsWith(`n${cycle}x`)));
    await stage.hub.start();
    const everything = [...promised, ...screens.map((_, index) => `m${cycle}s${index}z`)];
    for (const { page } of screens) await hasAll(page, everything);
    promised.push(...screens.map((_, index) => `m${cycle}s${index}z`));
  }
  const words = await Promise.all(screens.map(({ page }) => editorWords(page)));
  for (const token of promised) expect(words[0]?.split(token).length, `${token} once`).toBe(2);
  for (const writer of writers) expect(writer.refusedCodes).toEqual([]);
  await screens[0]?.page.locator('[data-save-state="saved"]').first().waitFor();
  process.stdout.write(`${promised.length} promised, 0 lost\n`);
  for (const writer of writers) writer.close();
});
