// That the sample holds everything that DOMAIN §5 asks of it, in both languages.
import { beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../domain/house.support.ts';
import { listInstitutions } from '../domain/institutions.ts';
import { listInvitations } from '../domain/invitations.ts';
import { PEOPLE } from './accounts.ts';
import { EXCHANGE_A } from './exchange-a.ts';
import { EXCHANGE_B } from './exchange-b.ts';
import { EXCHANGE_C } from './exchange-c.ts';
import { INSTITUTIONS, OFFICES } from './institutions.ts';
import { contentOf, isBoth, openSampleHub, SAMPLES, type SampleHub } from './sample.support.ts';
import type { SampleExchange } from './shape.ts';

let hub: SampleHub;

beforeAll(async () => {
  hub = await openSampleHub();
});

describe('coverage of DOMAIN §5', () => {
  test('[M9] every institution and office is there, in both languages, in its colour and under its parent', async () => {
    const written = unwrap(await listInstitutions(hub.house, hub.as('sre')));
    expect(written.map(({ name }) => name.es).sort()).toEqual(INSTITUTIONS.map(({ name }) => name.es).sort());
    for (const { name, acronym, hue } of INSTITUTIONS) expect(written).toContainEqual(expect.objectContaining({ name, acronym, hue }));
    const byAcronym = new Map(written.map((one) => [one.acronym.es, one]));
    for (const acronym of ['INM', 'COMAR', 'UPM']) expect(byAcronym.get(acronym)?.parentId).toBe(byAcronym.get('SEGOB')?.id);
    expect(byAcronym.get('EASO')?.aliases).toContain('EUAA');
    expect(byAcronym.get('ACNUR')).toMatchObject({ kind: 'observer_org', orgIds: [{ agency: 'XM-DAC', id: '41121' }] });
    expect(byAcronym.get('Contraparte')?.country).toBeNull();
    const offices = await hub.house.store.records.offices.list();
    expect(offices.map(({ name }) => name.es).sort()).toEqual(OFFICES.map(({ name }) => name.es).sort());
    expect([...written.flatMap(({ name, acronym }) => [name, acronym]), ...offices.map(({ name }) => name)].every(isBoth)).toBe(true);
  });

  test('[M9] three exchanges, each marked as a sample and in its state', async () => {
    const views = await Promise.all(SAMPLES.map((sample) => hub.viewOf(sample)));
    expect(views.map(({ exchange }) => [exchange.state, exchange.isSample])).toEqual([
      ['concluded', true],
      ['running', true],
      ['running', true],
    ]);
    expect(views.slice(0, 2).map(({ exchange }) => [exchange.startsOn, exchange.endsOn])).toEqual([
      ['2017-01-01', '2018-12-31'],
      ['2023-01-01', '2025-12-31'],
    ]);
    for (const { exchange, agenda } of views)
      expect(agenda?.items.every(({ day }) => exchange.startsOn <= day && day <= exchange.endsOn)).toBe(true);
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
    for (const sample of SAMPLES) {
      const { sessions, exchange } = await hub.viewOf(sample);
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
    for (const sample of SAMPLES) {
      for (const { minutesId } of (await hub.viewOf(sample)).sessions) {
        all.push(JSON.stringify(contentOf(await hub.loadDoc(minutesId))));
      }
    }
    expect(all.join('\n')).toContain(words);
  });

  test('[M9] everyone is a function of the data, in both languages; nobody has a name', async () => {
    const titles = PEOPLE.map(({ title }) => title);
    for (const sample of SAMPLES) {
      const { members } = await hub.viewOf(sample);
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
    const { exchange } = await hub.viewOf(EXCHANGE_C);
    const waiting = unwrap(await listInvitations(hub.house, hub.as('sre'), { exchangeId: exchange.id })).filter(
      ({ usedAt }) => usedAt === null,
    );
    expect(waiting.map(({ email }) => email)).toEqual(['politica@upm.example']);
  });
});
