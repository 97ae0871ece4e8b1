// The observer's screen: reads live, is told why it does not write, comments where the session allows; and what others do to rows
// reaches it by itself (proof 3, [V10]).

import { createId } from '@enlace/shared/ids';
import { beforeAll, expect, test } from 'vitest';
import { type Person, sessionInProgress, signInPerson } from '../support/person.ts';
import { createRandom, runSeed } from '../support/random.ts';
import { editorWords, openMinutes, openScreen, type Screen, signInOn } from '../support/screen.ts';
import { useStage } from '../support/stage.ts';

const stage = useStage();

let coordinator: Person;
let screen: Screen;
let session: Awaited<ReturnType<typeof sessionInProgress>>;
const random = createRandom(runSeed());
const bytes = () => Uint8Array.from({ length: 10 }, () => random.integer(0, 255));

beforeAll(async () => {
  coordinator = await signInPerson(stage.hub, 'coordinator', 'SRE');
  session = await sessionInProgress(coordinator);
  screen = await openScreen(stage.browser, stage.hub);
  await signInOn(screen, stage.hub, await stage.hub.account('observer'));
  await openMinutes(screen, stage.hub, session);
});

test('[R2] the observer’s screen says why it does not write, and typing does nothing', async () => {
  const { page } = screen;
  await page
    .getByText(/Usted participa como observación: no escribe en la minuta. Puede leer y comentar/)
    .first()
    .waitFor();
  const before = await editorWords(page);
  await page.locator('.ProseMirror p').first().click();
  await page.keyboard.type('Esto no se escribe.');
  expect(await editorWords(page)).toBe(before);
  expect(await page.getByRole('button', { name: 'Negrita' }).count()).toBe(0);
});

test('[V10] a comment of someone else appears by itself, and one of the observer’s own is saved', async () => {
  const { page } = screen;
  const body = 'Se enviará el diagnóstico por escrito.';
  await coordinator.call('POST', `/api/v1/documents/${session.minutesId}/comments`, {
    id: createId(Date.now(), bytes()),
    kind: 'comment',
    anchor: { kind: 'document' },
    parentId: null,
    body,
  });
  await page.getByText(body).first().waitFor({ timeout: 5_000 });
  await page.getByRole('button', { name: 'Comentar la minuta completa' }).click();
  await page.getByRole('textbox', { name: /Su comentario/ }).fill('ACNUR agradece la invitación a observar.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('ACNUR agradece la invitación a observar.').first().waitFor();
  const comments = await coordinator.call<{ body: string }[]>('GET', `/api/v1/documents/${session.minutesId}/comments`);
  expect(comments.map((comment) => comment.body)).toContain('ACNUR agradece la invitación a observar.');
});

test('[A38] when comments are closed the screen says so and offers none', async () => {
  const { page } = screen;
  const view = await coordinator.call<{ sessions: { id: string; version: number }[] }>('GET', `/api/v1/exchanges/${session.exchangeId}`);
  const { version } = view.sessions.find((each) => each.id === session.id) ?? session;
  await coordinator.call('POST', `/api/v1/sessions/${session.id}/comments-open`, { version, isOpen: false });
  await page
    .getByText(/cerró los comentarios/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: 'Comentar la minuta completa' }).count()).toBe(0);
});

test('[R7] the observer is seen by the editors, never silently', async () => {
  const editor = await openScreen(stage.browser, stage.hub);
  await signInOn(editor, stage.hub, await stage.hub.account('host_editor', 'COMAR'));
  await openMinutes(editor, stage.hub, session);
  await editor.page.getByRole('tab', { name: /Presentes/ }).click();
  await editor.page
    .getByRole('tabpanel')
    .getByText(/Oficial de protección/)
    .first()
    .waitFor();
  await editor.close();
  expect([...screen.errors, ...screen.strangers]).toEqual([]);
});
