// A person comes in by a link, signs in with a password, is told what is wrong in words, and goes on where a sign-in ended.

import type { ExchangeView } from '@enlace/shared/api/exchange';
import { expect, test } from 'vitest';
import { sessionInProgress, signInPerson } from '../support/person.ts';
import { editorWords, openMinutes, openScreen, signInOn, wordsThat } from '../support/screen.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage();

test('[A12] an invitation says who invites to what and as what, makes the account, and serves once', async () => {
  const coordinator = await signInPerson(stage.hub, 'coordinator', 'SRE');
  const { exchangeId } = await sessionInProgress(coordinator);
  const view = await coordinator.call<ExchangeView>('GET', `/api/v1/exchanges/${exchangeId}`);
  const acnur = view.institutions.find((each) => each.acronym.es === 'ACNUR');
  const place = {
    email: 'oficina@acnur.example',
    language: 'es',
    institutionId: acnur?.id,
    officeId: null,
    functionalTitle: { es: 'Oficial de protección adjunta, ACNUR' },
    role: 'observer',
    mayEndorse: false,
  };
  const [link] = await coordinator.call<{ url: string }[]>('POST', `/api/v1/exchanges/${exchangeId}/invitations`, { invitations: [place] });
  const screen = await openScreen(stage.browser, stage.hub);
  const { page } = screen;
  await page.goto(link?.url ?? '');
  await page.getByText('Oficial de protección adjunta, ACNUR').first().waitFor();
  await page.getByText('o•••', { exact: false }).first().waitFor();
  await page
    .getByLabel(/contraseña/i)
    .first()
    .fill('corta');
  await page
    .getByLabel(/contraseña/i)
    .first()
    .press('Enter');
  await page
    .getByText(/al menos 15 caracteres/)
    .first()
    .waitFor();
  await page
    .getByLabel(/contraseña/i)
    .first()
    .fill('salimos al puente a las ocho');
  await page
    .getByLabel(/contraseña/i)
    .first()
    .press('Enter');
  await page.waitForURL((url) => url.pathname.startsWith(`/x/${exchangeId}`));

  const again = await openScreen(stage.browser, stage.hub);
  await again.page.goto(link?.url ?? '');
  await again.page.getByText('Esta invitación ya se usó.', { exact: false }).first().waitFor();
  expect([screen, again].flatMap((each) => [...each.errors, ...each.strangers])).toEqual([]);
  await screen.close();
  await again.close();
});

test('[A6] a wrong password is said in words, and the link that was asked for is opened afterwards', async () => {
  const account = await stage.hub.account('host_editor', 'INM');
  const session = await sessionInProgress(await signInPerson(stage.hub, 'host_editor', 'INM'));
  const screen = await openScreen(stage.browser, stage.hub);
  const { page } = screen;
  const path = `/x/${session.exchangeId}/agenda/${session.day}/${session.agendaItemId}`;
  await page.goto(`${stage.hub.url}${path}`);
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await page.getByLabel(/^correo/i).fill(account.email);
  await page.getByLabel(/^contraseña/i).fill('no es la contraseña');
  await page.getByLabel(/^contraseña/i).press('Enter');
  await page.getByText('El correo o la contraseña no coinciden.').first().waitFor();
  await page.getByLabel(/^contraseña/i).fill(account.password);
  await page.getByLabel(/^contraseña/i).press('Enter');
  await page.waitForURL((url) => url.pathname === path);
  await screen.close();
});

test('[A4] a sign-in that is ended elsewhere keeps what is typed, and goes on after signing in on the same page', async () => {
  const account = await stage.hub.account('host_editor', 'COMAR');
  const elsewhere = await signInPerson(stage.hub, 'host_editor', 'COMAR');
  const session = await sessionInProgress(elsewhere);
  const screen = await openScreen(stage.browser, stage.hub);
  const { page } = screen;
  await signInOn(screen, stage.hub, account);
  const editor = await openMinutes(screen, stage.hub, session);
  await editor.locator('p').last().click();
  await page.keyboard.press('End');
  await page.keyboard.type('Antes.');
  await page.locator('[data-save-state="saved"]').first().waitFor();
  await elsewhere.call('POST', '/api/v1/sign-ins/end-others');
  await page.getByRole('button', { name: 'Entrar de nuevo' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^contraseña/i).fill(account.password);
  await dialog.getByLabel(/^contraseña/i).press('Enter');
  await page.locator('.ProseMirror[contenteditable="true"]').waitFor();
  expect(await editorWords(page)).toContain('Antes.');
  await editor.locator('p').last().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' Después.');
  await wordsThat(page, (words) => words.includes('Antes. Después.'));
  await page.locator('[data-save-state="saved"]').first().waitFor();
  expect([...screen.errors, ...screen.strangers]).toEqual([]);
  await screen.close();
});
