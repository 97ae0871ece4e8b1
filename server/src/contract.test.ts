import * as commentApi from '@enlace/shared/api/comment';
import * as documentApi from '@enlace/shared/api/document';
import type { Endpoint } from '@enlace/shared/api/endpoint';
import * as exchangeApi from '@enlace/shared/api/exchange';
import * as peopleApi from '@enlace/shared/api/people';
import * as signInApi from '@enlace/shared/api/sign-in';
import { roleSchema } from '@enlace/shared/model/member';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { draftSession, unwrap } from './domain/house.support.ts';
import { createSession } from './domain/sessions.ts';
import { openTestHub, type SignedInCaller, type TestHub } from './hub.support.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await openTestHub();
});
afterEach(() => hub.close());

const addSession = async () =>
  unwrap(await createSession(hub.house, hub.cast.callers.coordinator, { exchangeId: hub.exchangeId, ...draftSession(hub.house) }));

describe('[V1] the contract, over HTTP', () => {
  const read = async (who: SignedInCaller, endpoint: Endpoint, path = endpoint.path): Promise<void> => {
    const answer = await hub.request(who, endpoint.method, path.replace(':exchangeId', hub.exchangeId));
    expect([path, answer.status]).toEqual([path, 200]);
    if (endpoint.output === null) throw new Error(`${path} answers nothing`);
    const body: unknown = await answer.json();
    const strict = v.safeParse(endpoint.output, body);
    expect(strict.issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`) ?? []).toEqual([]);
    // what the schema does not name must not be sent: a hash, an address
    expect(strict.output, path).toEqual(body);
  };

  test.each(roleSchema.options)('[V1] what a %s reads has the shape that the contract says, and nothing more', async (role) => {
    await addSession();
    const who = await hub.as(role);
    const documents = (await (await hub.request(who, 'GET', '/api/v1/documents')).json()) as { id: string }[];
    await read(who, signInApi.readMe);
    await read(who, signInApi.listSignIns);
    await read(who, exchangeApi.listExchanges);
    await read(who, exchangeApi.readExchange);
    await read(who, exchangeApi.listChanges);
    await read(who, documentApi.listDocuments);
    await read(who, peopleApi.listInvitations);
    await read(who, peopleApi.listInstitutions);
    for (const { id } of documents) await read(who, commentApi.listComments, commentApi.listComments.path.replace(':documentId', id));
  });

  test('[S11] a stranger gets 404 for everything in the exchange, and 401 without a sign-in', async () => {
    const stranger = await hub.signIn(hub.cast.stranger);
    const session = await addSession();
    const { exchangeId } = hub;
    for (const path of [
      `exchanges/${exchangeId}`,
      `exchanges/${exchangeId}/changes`,
      `exchanges/${exchangeId}/invitations`,
      `documents/${session.minutesId}/comments`,
    ]) {
      expect([path, (await hub.request(stranger, 'GET', `/api/v1/${path}`)).status]).toEqual([path, 404]);
      expect([path, (await fetch(`${hub.url}/api/v1/${path}`)).status]).toEqual([path, 401]);
    }
  });
});
