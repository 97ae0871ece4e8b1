// Two delegations in one paragraph, a third that comes later, an observer beside them (proofs 1 and 7).

import type { CDPSession, Page } from 'playwright';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { editorWords, openMinutes, openScreen, type Screen, signInOn, wordsThat } from '../support/screen.ts';
import { useStage } from '../support/stage.ts';
import { openStockClient } from '../support/stock-client.ts';

const stage = useStage();

const screens: Screen[] = [];

async function screenOf(role: string, institution?: string): Promise<Screen> {
  const screen = await openScreen(stage.browser, stage.hub);
  screens.push(screen);
  await signInOn(screen, stage.hub, await stage.hub.account(role, institution));
  return screen;
}

/** The dead key of a Spanish keyboard: a composition that begins with the accent and ends with the letter. */
async function typeAccented(session: CDPSession, letter: string): Promise<void> {
  await session.send('Input.imeSetComposition', { text: '´', selectionStart: 1, selectionEnd: 1 });
  await session.send('Input.insertText', { text: letter });
}

async function typeWithDeadKeys(page: Page, words: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const letter of words) {
    if ('áéíóú'.includes(letter)) await typeAccented(session, letter);
    else await page.keyboard.type(letter);
  }
  await session.detach();
}

const openSession = async () => sessionInProgress(await signInPerson(stage.hub, 'host_editor', 'INM'));

test('[R4] two delegations type in the same paragraph with dead-key accents; both screens are equal; a third joins and sees all', async () => {
  const session = await openSession();
  const [inm, comar] = [await screenOf('host_editor', 'INM'), await screenOf('host_editor', 'COMAR')];
  const editors = [await openMinutes(inm, stage.hub, session), await openMinutes(comar, stage.hub, session)];
  const before = await editorWords(inm.page);
  for (const [index, screen] of [inm, comar].entries()) {
    await editors[index]?.locator('p').last().click();
    await screen.page.keyboard.press('End');
  }
  const sentences = [' El país revisó el trámite aquí según lo acordó.', ' Además COMAR explicó cómo atendió a niñas y niños.'] as const;
  const typed = sentences.join('');
  await Promise.all([typeWithDeadKeys(inm.page, sentences[0]), typeWithDeadKeys(comar.page, sentences[1])]);
  const isWhole = (words: string) => words.length === before.length + typed.length;
  const words = await wordsThat(inm.page, isWhole);
  expect(await wordsThat(comar.page, isWhole)).toBe(words);
  for (const screen of [inm, comar]) await screen.page.locator('[data-save-state="saved"]').first().waitFor();
  for (const letters of [...'áéíóú']) expect(words).toContain(letters);
  expect(words).not.toContain('´');
  const count = (text: string, letter: string): number => text.split(letter).length - 1;
  for (const letter of [...'áéíóú']) expect(count(words, letter), `${letter} typed and there`).toBeGreaterThanOrEqual(count(typed, letter));

  const observer = await screenOf('observer');
  await openMinutes(observer, stage.hub, session);
  await wordsThat(observer.page, (seen) => seen === words);
  expect(await observer.page.locator('.ProseMirror').getAttribute('contenteditable')).toBe('false');
});

test('[R4] a stock y-websocket client in Node converges with the browser', async () => {
  const session = await openSession();
  const screen = screens[0] ?? (await screenOf('host_editor', 'INM'));
  await openMinutes(screen, stage.hub, session);
  const client = openStockClient(await signInPerson(stage.hub, 'host_editor', 'COMAR'), session.minutesId);
  await client.synced();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Desde un cliente de y-websocket.')]);
  client.doc.getXmlFragment('body').push([paragraph]);
  await screen.page.getByText('Desde un cliente de y-websocket.').waitFor();
  await screen.page.locator('.ProseMirror p').last().click();
  await screen.page.keyboard.press('End');
  await screen.page.keyboard.type(' Y desde un navegador.');
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (client.doc.getXmlFragment('body').toString().includes('Y desde un navegador.')) resolve();
    };
    client.doc.on('update', look);
    look();
  });
  client.close();
});

test('[F7] text that another client writes where a block belongs is shown, kept, and can be gone on with', async () => {
  const session = await openSession();
  const screen = screens[0] ?? (await screenOf('host_editor', 'INM'));
  await openMinutes(screen, stage.hub, session);
  const client = openStockClient(await signInPerson(stage.hub, 'host_editor', 'COMAR'), session.minutesId);
  await client.synced();
  const body = client.doc.getXmlFragment('body');
  body.push([new Y.XmlText('Texto sin párrafo')]);
  await screen.page.locator('.ProseMirror').getByText('Texto sin párrafo').click();
  await screen.page.keyboard.press('End');
  await screen.page.keyboard.type(', y seguido aquí.');
  await wordsThat(screen.page, (words) => words.includes('Texto sin párrafo, y seguido aquí.'));
  await screen.page.locator('[data-save-state="saved"]').first().waitFor();
  const late = openStockClient(await signInPerson(stage.hub, 'host_editor', 'INM'), session.minutesId);
  await late.synced();
  expect(late.doc.getXmlFragment('body').toString()).toContain('<paragraph>Texto sin párrafo, y seguido aquí.</paragraph>');
  body.push([new Y.XmlText('Otro más')]);
  const reader = await screenOf('observer');
  await openMinutes(reader, stage.hub, session);
  await reader.page.locator('.ProseMirror').getByText('Otro más').waitFor();
  client.close();
  late.close();
});

test('[S10] no screen broke the content security policy, threw, or asked another host', () => {
  expect(screens.flatMap((screen) => [...screen.errors, ...screen.strangers])).toEqual([]);
});
