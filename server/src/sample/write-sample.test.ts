// The sample as people meet it: written through the verbs into a store in memory, then read back as its members.
import { createMinutesSchema } from '@enlace/shared/document/minutes/schema';
import { SHAPES } from '@enlace/shared/document/shape';
import { addDays } from '@enlace/shared/schedule/civil';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { listComments } from '../domain/comments.ts';
import { listDocuments, openDocument } from '../domain/documents.ts';
import { listExchanges } from '../domain/exchanges.ts';
import { codeOf, openTestHouse, unwrap } from '../domain/house.support.ts';
import { createPasswords } from '../domain/sign-in/password.ts';
import { listSignIns } from '../domain/sign-in/sign-in.ts';
import { checkUpdate } from '../sync/admission/check-update.ts';
import { createHubDoc } from '../sync/replica.ts';
import type { PersonKey } from './accounts.ts';
import { EXCHANGE_B } from './exchange-b.ts';
import { EXCHANGE_C } from './exchange-c.ts';
import { contentOf, nodesOf, openSampleHub, SAMPLES, type SampleHub, signInAs } from './sample.support.ts';
import { readSampleMark, writeSample } from './write-sample.ts';

let hub: SampleHub;

beforeAll(async () => {
  hub = await openSampleHub();
});

describe('accounts', () => {
  test('[M9] the coordinators, two editors, a peer, an observer and a donor representative sign in with passwords of this hub alone', () => {
    expect(hub.accounts.map(({ role, institution }) => `${role} ${institution}`)).toEqual([
      'coordinator SRE',
      'coordinator OIM',
      'host_editor INM',
      'host_editor COMAR',
      'peer Suecia',
      'observer ACNUR',
      'donor Canadá',
    ]);
    expect(hub.callers).toHaveLength(7);
    for (const { password, email, signInUrl } of hub.accounts) {
      expect(password).toMatch(/^[a-z]{5}(-[a-z]{5}){3}$/);
      expect(email.endsWith('.example')).toBe(true);
      expect(new URL(signInUrl).searchParams.get('email')).toBe(email);
    }
    expect(new Set(hub.accounts.map(({ password }) => password)).size).toBe(hub.accounts.length);
  });

  test('[S3] another hub gets other passwords', async () => {
    const others = await writeSample(openTestHouse(99));
    for (const { password } of others) expect(hub.accounts.map((one) => one.password)).not.toContain(password);
  });

  test('[A5] the passwords that people use are hashed at the cost of the hub', async () => {
    const fresh = openTestHouse(3);
    const passwords = createPasswords(fresh.random, { memoryKib: 64, passes: 1 });
    for (const { email } of await writeSample({ ...fresh, passwords })) {
      expect((await fresh.store.records.accounts.byEmail(email))?.passwordHash).toContain('$m=64,t=1,p=1$');
    }
  });

  test('[A4] no sign-in is left from the writing', async () => {
    for (const caller of hub.callers) expect(unwrap(await listSignIns(hub.house, caller))).toHaveLength(1);
  });

  test('[M9] a second writing is refused and changes nothing', async () => {
    const end = await hub.house.store.records.changes.end();
    await expect(writeSample(hub.house)).rejects.toThrow('empty hub');
    expect(await hub.house.store.records.changes.end()).toBe(end);
    expect(await readSampleMark(hub.house)).toBe('written');
    expect(await readSampleMark(openTestHouse())).toBe('none');
  });
});

describe('agenda', () => {
  test.each(SAMPLES)('[A44] is published with the times of the data, in both languages: $title.en', async (sample) => {
    const { agenda, exchange } = await hub.viewOf(sample);
    const firstDay = typeof sample.firstDay === 'string' ? sample.firstDay : exchange.startsOn;
    expect(agenda?.items.map(({ day, start, title }) => [day, start, title])).toEqual(
      sample.items.map(({ day, start, title }) => [
        new Date(Date.parse(`${firstDay}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10),
        start,
        title,
      ]),
    );
  });

  test.each([
    ['2027-03-11T05:59:00.000Z', '2027-03-09'],
    ['2027-03-11T06:00:00.000Z', '2027-03-10'],
    ['2027-12-31T23:00:00.000Z', '2027-12-30'],
  ])('[M9] written at %s, its first day of three was %s: today is the second', async (now, startsOn) => {
    const fresh = openTestHouse();
    fresh.advance(Date.parse(now) - fresh.clock.nowMs());
    const [first] = await writeSample(fresh);
    if (first === undefined) throw new Error('no accounts');
    const [card] = unwrap(await listExchanges(fresh, await signInAs(fresh, first)));
    expect(card).toMatchObject({ phase: 'running', exchange: { title: EXCHANGE_C.title, startsOn } });
  });
});

describe('rights', () => {
  const bilateral = 'Reunión bilateral INM – administración homóloga de Suecia';

  test.each<[PersonKey, boolean]>([
    ['sre', true],
    ['oim', true],
    ['inm', true],
    ['par', true],
    ['comar', false],
    ['acnur', false],
    ['canada', false],
  ])('[A32] %s may know of the bilateral: %s', async (key, may) => {
    const { sessions, agenda } = await hub.viewOf(EXCHANGE_C, key);
    expect(sessions.some(({ title }) => title.es === bilateral)).toBe(may);
    expect(unwrap(await listDocuments(hub.house, hub.as(key))).some(({ title }) => title.es === bilateral)).toBe(may);
    const minutes = (await hub.viewOf(EXCHANGE_C)).sessions.find(({ title }) => title.es === bilateral)?.minutesId;
    if (minutes === undefined) throw new Error('no bilateral');
    expect(codeOf(await openDocument(hub.house, hub.as(key), minutes))).toBe(may ? 'ok' : 'not_found');
    if (key === 'acnur' || key === 'canada') expect(agenda?.items.some(({ title }) => title.en === 'Bilateral meetings')).toBe(false);
  });

  test('[R2] the observer writes nowhere, and reads everything else', async () => {
    const cards = unwrap(await listDocuments(hub.house, hub.as('acnur')));
    expect(cards.filter(({ kind }) => kind === 'minutes')).toHaveLength(18);
    expect(cards.some(({ mayWrite }) => mayWrite)).toBe(false);
  });

  test('[A20] today there is a session in which editors and peers write', async () => {
    for (const key of ['inm', 'comar', 'par'] as const) {
      const { sessions } = await hub.viewOf(EXCHANGE_C, key);
      expect(sessions.find(({ state }) => state === 'in_progress')).toMatchObject({ mayWrite: true, mayComment: true });
    }
    const { sessions, members, agenda, exchange } = await hub.viewOf(EXCHANGE_C);
    const [held, ...others] = sessions.filter(({ state }) => state === 'in_progress');
    const isMember = (id: unknown) => members.some((member) => member.id === id);
    expect([others, isMember(held?.chairId), held?.rapporteurIds.map(isMember)]).toEqual([[], true, [true]]);
    expect(held?.day).toBe(addDays(exchange.startsOn, 1));
    expect(agenda?.items.filter(({ day }) => day === held?.day).length).toBeGreaterThan(5);
    expect((await hub.viewOf(EXCHANGE_C, 'acnur')).sessions.find(({ state }) => state === 'in_progress')).toMatchObject({
      mayWrite: false,
      mayComment: true,
    });
  });
});

describe('documents', () => {
  test('[R10, R12] the minutes are what the schema takes, and keep the headings of their template', async () => {
    const schema = createMinutesSchema();
    for (const { id, kind } of unwrap(await listDocuments(hub.house, hub.as('sre')))) {
      if (kind !== 'minutes') continue;
      const doc = await hub.loadDoc(id);
      const nodes = nodesOf(doc);
      schema.nodeFromJSON({ type: 'doc', content: contentOf(doc) }).check();
      expect(nodes.filter(({ nodeName }) => nodeName === 'heading').length).toBeGreaterThanOrEqual(3);
      for (const node of nodes)
        if (node.nodeName !== 'paragraph' || node.toArray().join('') !== '') expect(['es', 'en']).toContain(node.getAttribute('lang'));
    }
  });

  test('[R3, F11] every update of the log would pass the gate, under a client id bound to its writer', async () => {
    const accountIds = [...hub.callers].map(({ account }) => account.id);
    for (const { id, kind } of unwrap(await listDocuments(hub.house, hub.as('sre')))) {
      const [template, ...written] = (await hub.house.store.log.load(id)).tail;
      if (template === undefined) throw new Error('a document without its first update');
      expect(written).toHaveLength(1);
      const doc = createHubDoc(SHAPES[kind], [template.update]);
      const bound = await Promise.all(accountIds.map((accountId) => hub.house.store.log.clientsOf(id, accountId)));
      for (const { update } of written) {
        const verdicts = bound.map((own) => checkUpdate(update, { doc, shape: SHAPES[kind], own }).kind);
        expect(verdicts.filter((verdict) => verdict === 'admissible')).toHaveLength(1);
      }
    }
  });

  test('[A45] comments stand on the words they quote; the observer has one', async () => {
    const authors: string[] = [];
    for (const sample of SAMPLES) {
      const { sessions, members } = await hub.viewOf(sample, sample === EXCHANGE_B ? 'oim' : 'acnur');
      for (const { minutesId } of sessions) {
        const doc = await hub.loadDoc(minutesId);
        for (const { anchor, authorId, parentId } of unwrap(await listComments(hub.house, hub.as('sre'), { documentId: minutesId }))) {
          if (anchor.kind !== 'text') throw new Error('a comment on no words');
          const [start, end] = [anchor.start, anchor.end].map((place) =>
            Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(Buffer.from(place, 'base64')), doc),
          );
          expect(start?.type).toBe(end?.type);
          expect(start?.type.toString().slice(start.index, end?.index)).toBe(anchor.quote);
          if (parentId === null) authors.push(members.find(({ id }) => id === authorId)?.role ?? 'nobody');
        }
      }
    }
    expect(authors.sort()).toEqual(['observer', 'observer', 'peer']);
  });

  test('[A48] a proposal waits on the agenda', async () => {
    const { agendaDocument, agenda } = await hub.viewOf(EXCHANGE_C);
    if (agendaDocument === null) throw new Error('no agenda');
    const [proposal] = unwrap(await listComments(hub.house, hub.as('sre'), { documentId: agendaDocument.id }));
    const itemId = agenda?.items.find(({ title }) => title.en === 'Good-practice market')?.id;
    expect(proposal).toMatchObject({ kind: 'proposal', anchor: { kind: 'item', itemId } });
  });
});
