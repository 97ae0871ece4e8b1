// The sample as people meet it: written through the verbs into a store in memory, then read back as its members.
import { createMinutesSchema } from '@enlace/shared/document/minutes/schema';
import { BODY_ROOT, SHAPES } from '@enlace/shared/document/shape';
import type { DocumentId } from '@enlace/shared/ids';
import type { Bilingual } from '@enlace/shared/model/text';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { listComments } from '../domain/comments.ts';
import { listDocuments, openDocument } from '../domain/documents.ts';
import { readExchange } from '../domain/exchange-view.ts';
import { listExchanges } from '../domain/exchanges.ts';
import { codeOf, openTestHouse, type TestHouse, unwrap } from '../domain/house.support.ts';
import type { Caller } from '../domain/house.ts';
import { listInstitutions } from '../domain/institutions.ts';
import { listInvitations } from '../domain/invitations.ts';
import { identify } from '../domain/sign-in/identify.ts';
import { listSignIns, signIn } from '../domain/sign-in/sign-in.ts';
import { checkUpdate } from '../sync/admission/check-update.ts';
import { createHubDoc } from '../sync/replica.ts';
import { PEOPLE, type PersonKey } from './accounts.ts';
import { EXCHANGE_A } from './exchange-a.ts';
import { EXCHANGE_B } from './exchange-b.ts';
import { EXCHANGE_C } from './exchange-c.ts';
import { INSTITUTIONS, OFFICES } from './institutions.ts';
import type { SampleExchange } from './shape.ts';
import { readSampleMark, type SampleAccount, writeSample } from './write-sample.ts';

let house: TestHouse;
let accounts: SampleAccount[];
const callers = new Map<PersonKey, Caller>();

async function signInAs(hub: TestHouse, { email, password }: SampleAccount): Promise<Caller> {
  const door = { address: '127.0.0.1', userAgent: '' };
  const { token } = unwrap(await signIn(hub, door, { email, password, device: 'ordinary' }));
  const caller = await identify(hub, token);
  if (caller === null) throw new Error(`${email} is not signed in`);
  return caller;
}

beforeAll(async () => {
  house = openTestHouse();
  accounts = await writeSample(house);
  for (const { key, email, signsIn } of PEOPLE) {
    const account = accounts.find((one) => one.email === email);
    expect(account !== undefined, email).toBe(signsIn);
    if (account !== undefined) callers.set(key, await signInAs(house, account));
  }
});

function as(key: PersonKey): Caller {
  const caller = callers.get(key);
  if (caller === undefined) throw new Error(`${key} does not sign in`);
  return caller;
}

async function viewOf(sample: SampleExchange, key: PersonKey = 'sre') {
  const card = unwrap(await listExchanges(house, as(key))).find(({ exchange }) => exchange.title.es === sample.title.es);
  if (card === undefined) throw new Error(`${key} has no place in "${sample.title.es}"`);
  return unwrap(await readExchange(house, as(key), { exchangeId: card.exchange.id }));
}

async function loadDoc(documentId: DocumentId): Promise<Y.Doc> {
  const doc = new Y.Doc();
  for (const { update } of (await house.store.log.load(documentId)).tail) Y.applyUpdate(doc, update);
  return doc;
}

/** As y-prosemirror reads it: an element is a node, a text its runs. */
function toJson(node: Y.XmlElement | Y.XmlText): object[] {
  if (node instanceof Y.XmlText) return node.toString() === '' ? [] : [{ type: 'text', text: node.toString() }];
  const content = node.toArray().flatMap((child) => (child instanceof Y.XmlElement || child instanceof Y.XmlText ? toJson(child) : []));
  return [{ type: node.nodeName, attrs: node.getAttributes(), content }];
}

const childrenOf = (body: Y.XmlFragment): Y.XmlElement[] => body.toArray().filter((node) => node instanceof Y.XmlElement);
const wordsIn = (nodes: readonly object[]): string => JSON.stringify(nodes);
const isBoth = (text: Bilingual): boolean => (text.es ?? '') !== '' && (text.en ?? '') !== '';
const samples = [EXCHANGE_A, EXCHANGE_B, EXCHANGE_C];

describe('accounts', () => {
  test('[M9] the coordinators, two editors, a peer, an observer and a donor representative sign in with passwords of this hub alone', () => {
    expect(accounts.map(({ role, institution }) => `${role} ${institution}`)).toEqual([
      'coordinator SRE',
      'coordinator OIM',
      'host_editor INM',
      'host_editor COMAR',
      'peer Suecia',
      'observer ACNUR',
      'donor Canadá',
    ]);
    expect(callers.size).toBe(7);
    for (const { password, email, signInUrl } of accounts) {
      expect(password).toMatch(/^[a-z]{5}(-[a-z]{5}){3}$/);
      expect(email.endsWith('.example')).toBe(true);
      expect(new URL(signInUrl).searchParams.get('email')).toBe(email);
    }
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(accounts.length);
  });

  test('[S3] another hub gets other passwords', async () => {
    const others = await writeSample(openTestHouse(99));
    for (const { password } of others) expect(accounts.map((one) => one.password)).not.toContain(password);
  });

  test('[A4] no sign-in is left from the writing', async () => {
    for (const caller of callers.values()) expect(unwrap(await listSignIns(house, caller))).toHaveLength(1);
  });

  test('[M9] a second writing is refused and changes nothing', async () => {
    const end = await house.store.records.changes.end();
    await expect(writeSample(house)).rejects.toThrow('empty hub');
    expect(await house.store.records.changes.end()).toBe(end);
    expect(await readSampleMark(house)).toBe('written');
    expect(await readSampleMark(openTestHouse())).toBe('none');
  });
});

describe('coverage of DOMAIN §5', () => {
  test('[M9] every institution and office is there, in both languages, in its colour and under its parent', async () => {
    const written = unwrap(await listInstitutions(house, as('sre')));
    expect(written.map(({ name }) => name.es).sort()).toEqual(INSTITUTIONS.map(({ name }) => name.es).sort());
    for (const { name, acronym, hue } of INSTITUTIONS) expect(written).toContainEqual(expect.objectContaining({ name, acronym, hue }));
    const byAcronym = new Map(written.map((one) => [one.acronym.es, one]));
    for (const acronym of ['INM', 'COMAR', 'UPM']) expect(byAcronym.get(acronym)?.parentId).toBe(byAcronym.get('SEGOB')?.id);
    expect(byAcronym.get('EASO')?.aliases).toContain('EUAA');
    expect(byAcronym.get('ACNUR')).toMatchObject({ kind: 'observer_org', orgIds: [{ agency: 'XM-DAC', id: '41121' }] });
    expect(byAcronym.get('Contraparte')?.country).toBeNull();
    const offices = await house.store.records.offices.list();
    expect(offices.map(({ name }) => name.es).sort()).toEqual(OFFICES.map(({ name }) => name.es).sort());
    expect([...written.flatMap(({ name, acronym }) => [name, acronym]), ...offices.map(({ name }) => name)].every(isBoth)).toBe(true);
  });

  test('[M9] three exchanges, each marked as a sample and in its state', async () => {
    const views = await Promise.all(samples.map((sample) => viewOf(sample)));
    expect(views.map(({ exchange }) => [exchange.state, exchange.isSample])).toEqual([
      ['concluded', true],
      ['running', true],
      ['running', true],
    ]);
    expect(views[1]?.exchange).toMatchObject({
      projectRefs: ['IB.0346', 'MX10P0536'],
      components: ['1.1', '1.2', '2.1', '3.1', '3.2', '3.3'],
    });
  });

  test('[M9] sessions A1 to A10, six components, C1 to C8, each with its minutes and in both languages', async () => {
    const codes = (sample: SampleExchange) => sample.items.flatMap(({ session }) => (session === undefined ? [] : [session.code]));
    expect(codes(EXCHANGE_A)).toEqual(Array.from({ length: 10 }, (_, at) => `A${at + 1}`));
    expect(codes(EXCHANGE_B)).toEqual(Array.from({ length: 6 }, (_, at) => `B${at + 1}`));
    expect(codes(EXCHANGE_C).filter((code) => code.startsWith('C'))).toEqual(Array.from({ length: 8 }, (_, at) => `C${at + 1}`));
    for (const sample of samples) {
      const { sessions, exchange } = await viewOf(sample);
      expect(sessions).toHaveLength(codes(sample).length);
      expect([exchange.title, exchange.place, ...sessions.map(({ title }) => title)].every(isBoth)).toBe(true);
      if (sample === EXCHANGE_A) expect(sessions.every(({ state, closedAt }) => state === 'closed' && closedAt !== null)).toBe(true);
    }
  });

  test.each([
    ['1.1 diagnostic', 'Development of a comprehensive IBM diagnostic assessment'],
    ['1.2 roadmap', 'detailed institutional roadmap'],
    ['2.1 SOPs', 'gender-sensitive Standard Operating Procedures'],
    ['3.1 training and a system', 'the improvement of an IBM system'],
    ['3.2 materials and campaign', 'easy-to-use materials for frontline federal IBM officials'],
    ['3.3 exchange', 'government counterparts from another country'],
    ['IBM processes', 'biometric data collection, screening and referral'],
    ['budget', 'USD 300,000'],
    ['needs assessment', 'COMAR itself conducts the assessment'],
    ['core modules', 'Interview Techniques; Evidence Assessment'],
    ['in-depth modules', 'Interviewing Children; Interviewing Vulnerable Persons; Exclusion'],
    ['guides ahead', 'shared with all participants ahead of the training'],
    ['certified trainers', 'given by EASO-certified trainers'],
    ['attendance', '128 INM staff members'],
    ['field visit', 'Detention centre in Chiapas and border with Guatemala'],
    ['Canada and COI', 'refocused on another relevant topic'],
    ['structured method', 'Post-interview actions.'],
    ['adaptation', 'fine-tuned to the Mexican normative framework'],
    ['coordination of INM and COMAR', 'linkages both at strategic and operational levels with COMAR'],
    ['result: method', 'COMAR has standardised its method'],
    ['result: children', 'COMAR changed how children are interviewed'],
    ['result: guide', 'COMAR produced a practical guide'],
    ['result: questionnaires', 'INM revised its interview questionnaires'],
    ['result: uniforms', 'no longer wear their uniforms'],
    ['result: entry-level module', 'reading material of the entry-level online training module'],
    ['result: one of three sessions', 'one of three sessions of the new online training module'],
    ['peers learn too', 'gained better insight into the migration situation in Latin America'],
    ['ten features', 'a catalyst for knowledge through the exchange of experiences'],
    ['thematic areas', 'Irregular Migration and Trafficking in Human Beings'],
    ['context', 'ranking second globally with approximately 11 million emigrants as of 2020'],
    ['context 2021', 'Approximately 310,000 migrants were registered'],
    ['asylum figures', 'asylum applications increased by 3,553%'],
    ['45 days', 'COMAR has 45 days to decide'],
  ])('[M9] the minutes hold %s', async (_, words) => {
    const all: string[] = [];
    for (const sample of samples) {
      for (const { minutesId } of (await viewOf(sample)).sessions) {
        all.push(wordsIn(childrenOf((await loadDoc(minutesId)).getXmlFragment(BODY_ROOT)).flatMap(toJson)));
      }
    }
    expect(all.join('\n')).toContain(words);
  });

  test('[M9] everyone is a function of the data, in both languages; nobody has a name', async () => {
    const titles = PEOPLE.map(({ title }) => title);
    for (const sample of samples) {
      const { members } = await viewOf(sample);
      expect(members).toHaveLength(sample.people.length);
      for (const { functionalTitle } of members) expect(titles).toContainEqual(functionalTitle);
    }
    expect(titles.every(isBoth)).toBe(true);
    expect(titles.map(({ en }) => en)).toEqual(
      expect.arrayContaining([
        'Head of delegation, SRE',
        'Protection Officer, UNHCR (observer)',
        'Case officer, COMAR Chiapas',
        'Migration officer, INM border point',
        'EASO-certified trainer, Sweden',
        'Capacity Building Unit, INM',
        'Rapporteur, ICMPD',
        'Coordinator, IOM',
      ]),
    );
    for (const { role, mayEndorse } of PEOPLE) expect(role === 'observer' && mayEndorse).toBe(false);
  });

  test('[M9] one invitation of the running exchange waits for its answer', async () => {
    const { exchange } = await viewOf(EXCHANGE_C);
    const waiting = unwrap(await listInvitations(house, as('sre'), { exchangeId: exchange.id })).filter(({ usedAt }) => usedAt === null);
    expect(waiting.map(({ email }) => email)).toEqual(['politica@upm.example']);
  });
});

describe('agenda', () => {
  test.each(samples)('[A44] is published with the times of the data, in both languages: $title.en', async (sample) => {
    const { agenda, exchange } = await viewOf(sample);
    expect(agenda?.items.map(({ day, start, title }) => [day, start, title])).toEqual(
      sample.items.map(({ day, start, title }) => [
        new Date(Date.parse(`${exchange.startsOn}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10),
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
    const { sessions, agenda } = await viewOf(EXCHANGE_C, key);
    expect(sessions.some(({ title }) => title.es === bilateral)).toBe(may);
    expect(unwrap(await listDocuments(house, as(key))).some(({ title }) => title.es === bilateral)).toBe(may);
    const minutes = (await viewOf(EXCHANGE_C)).sessions.find(({ title }) => title.es === bilateral)?.minutesId;
    if (minutes === undefined) throw new Error('no bilateral');
    expect(codeOf(await openDocument(house, as(key), minutes))).toBe(may ? 'ok' : 'not_found');
    if (key === 'acnur' || key === 'canada') expect(agenda?.items.some(({ title }) => title.en === 'Bilateral meetings')).toBe(false);
  });

  test('[R2] the observer writes nowhere, and reads everything else', async () => {
    const cards = unwrap(await listDocuments(house, as('acnur')));
    expect(cards.filter(({ kind }) => kind === 'minutes')).toHaveLength(18);
    expect(cards.some(({ mayWrite }) => mayWrite)).toBe(false);
  });

  test('[A20] today there is a session in which editors and peers write', async () => {
    for (const key of ['inm', 'comar', 'par'] as const) {
      const { sessions } = await viewOf(EXCHANGE_C, key);
      expect(sessions.find(({ state }) => state === 'in_progress')).toMatchObject({ mayWrite: true, mayComment: true });
    }
    expect((await viewOf(EXCHANGE_C, 'acnur')).sessions.find(({ state }) => state === 'in_progress')).toMatchObject({
      mayWrite: false,
      mayComment: true,
    });
  });
});

describe('documents', () => {
  test('[R10, R12] the minutes are what the schema takes, and keep the headings of their template', async () => {
    const schema = createMinutesSchema();
    for (const { id, kind } of unwrap(await listDocuments(house, as('sre')))) {
      if (kind !== 'minutes') continue;
      const doc = await loadDoc(id);
      const nodes = childrenOf(doc.getXmlFragment(BODY_ROOT));
      schema.nodeFromJSON({ type: 'doc', content: nodes.flatMap(toJson) }).check();
      expect(nodes.filter(({ nodeName }) => nodeName === 'heading').length).toBeGreaterThanOrEqual(3);
      for (const node of nodes)
        if (node.nodeName !== 'paragraph' || node.length > 0) expect(['es', 'en']).toContain(node.getAttribute('lang'));
    }
  });

  test('[R3, F11] every update of the log would pass the gate, under a client id bound to its writer', async () => {
    const accountIds = [...callers.values()].map(({ account }) => account.id);
    for (const { id, kind } of unwrap(await listDocuments(house, as('sre')))) {
      const [template, ...written] = (await house.store.log.load(id)).tail;
      if (template === undefined) throw new Error('a document without its first update');
      expect(written).toHaveLength(1);
      const doc = createHubDoc(SHAPES[kind], [template.update]);
      const bound = await Promise.all(accountIds.map((accountId) => house.store.log.clientsOf(id, accountId)));
      for (const { update } of written) {
        const verdicts = bound.map((own) => checkUpdate(update, { doc, shape: SHAPES[kind], own }).kind);
        expect(verdicts.filter((verdict) => verdict === 'admissible')).toHaveLength(1);
      }
    }
  });

  test('[A45] comments stand on the words they quote; the observer has one', async () => {
    const authors: string[] = [];
    for (const sample of samples) {
      const { sessions, members } = await viewOf(sample, sample === EXCHANGE_B ? 'oim' : 'acnur');
      for (const { minutesId } of sessions) {
        const doc = await loadDoc(minutesId);
        for (const { anchor, authorId, parentId } of unwrap(await listComments(house, as('sre'), { documentId: minutesId }))) {
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
    const { agendaDocument, agenda } = await viewOf(EXCHANGE_C);
    if (agendaDocument === null) throw new Error('no agenda');
    const [proposal] = unwrap(await listComments(house, as('sre'), { documentId: agendaDocument.id }));
    const itemId = agenda?.items.find(({ title }) => title.en === 'Good-practice market')?.id;
    expect(proposal).toMatchObject({ kind: 'proposal', anchor: { kind: 'item', itemId } });
  });
});
