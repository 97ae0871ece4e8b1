// A member removed while typing: both directions are silent within a second, and the words not yet saved are offered for copying (proof 4).

import type { ExchangeView } from '@enlace/shared/api/exchange';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { converged } from '../support/converge.ts';
import { type Person, sessionInProgress, signInPerson } from '../support/person.ts';
import { openMinutes, openScreen, signInOn } from '../support/screen.ts';
import { useStage } from '../support/stage.ts';
import { openStockClient } from '../support/stock-client.ts';

const stage = useStage();

async function editorOfInm(coordinator: Person, exchangeId: string): Promise<string> {
  const view = await coordinator.call<ExchangeView>('GET', `/api/v1/exchanges/${exchangeId}`);
  const institution = view.institutions.find((each) => each.acronym.es === 'INM');
  const member = view.members.find((each) => each.institutionId === institution?.id && each.role === 'host_editor');
  if (member === undefined) throw new Error('the sample has no editor of INM');
  return member.id;
}

test('[R9] a member removed while typing is cut off both ways within a second, and keeps their unsaved words', async () => {
  const coordinator = await signInPerson(stage.hub, 'coordinator');
  const session = await sessionInProgress(coordinator);
  const memberId = await editorOfInm(coordinator, session.exchangeId);
  const [witness, second] = [openStockClient(coordinator, session.minutesId), openStockClient(coordinator, session.minutesId)];
  await Promise.all([witness.synced(), second.synced()]);

  const screen = await openScreen(stage.browser, stage.hub);
  let isHeld = false;
  await screen.page.routeWebSocket(/\/sync\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (!isHeld) server.send(message);
    });
  });
  await signInOn(screen, stage.hub, await stage.hub.account('host_editor', 'INM'));
  const editor = await openMinutes(screen, stage.hub, session);
  await editor.locator('p').last().click();
  await screen.page.keyboard.press('End');
  await screen.page.keyboard.type(' Antes de la baja.');
  await screen.page.locator('[data-save-state="saved"]').first().waitFor();
  isHeld = true;
  await screen.page.keyboard.type(' Palabras que ya no llegan.');

  expect((await coordinator.request('DELETE', `/api/v1/members/${memberId}`)).status).toBe(204);
  await screen.page.locator('.ProseMirror[contenteditable="true"]').waitFor({ state: 'detached', timeout: 1_000 });
  isHeld = false;
  await screen.page
    .getByRole('button', { name: /copiar/i })
    .first()
    .waitFor();

  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Dicho después de la baja.')]);
  witness.doc.getXmlFragment('body').push([paragraph]);
  await converged([witness.doc, second.doc]);
  expect(await screen.page.getByText('Dicho después de la baja.').count()).toBe(0);
  expect(second.doc.getXmlFragment('body').toString()).not.toContain('Palabras que ya no llegan.');
  witness.close();
  second.close();
  await screen.close();
});
