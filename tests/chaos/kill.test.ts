// `kill -9` at random moments while four clients type: what was acknowledged is there after the restart, and every client
// comes back and converges by itself. ENLACE_KILL_CYCLES sets the number of cycles (50 by default).
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { converged } from '../support/converge.ts';
import { type HubProcess, openHubProcess } from '../support/hub.ts';
import { type Person, sessionInProgress, signInPerson } from '../support/person.ts';
import { createRandom, runSeed } from '../support/random.ts';
import { openStockClient, openWriter, type Writer } from '../support/stock-client.ts';

const CYCLES = Number(process.env.ENLACE_KILL_CYCLES ?? '50');
const OUTSTANDING_MAX = 6;
const random = createRandom(runSeed());

let hub: HubProcess;
let people: Person[];

beforeAll(async () => {
  hub = await openHubProcess();
  people = await Promise.all([
    signInPerson(hub, 'coordinator'),
    signInPerson(hub, 'host_editor', 'INM'),
    signInPerson(hub, 'host_editor', 'COMAR'),
    signInPerson(hub, 'coordinator'),
  ]);
});
afterAll(() => hub.remove());

const words = (doc: Y.Doc): string => doc.getXmlFragment('body').toString();

/** Every writer keeps a few tokens on the way until `target` more acknowledgements have come in all. */
function typeUntil(writers: readonly Writer[], target: number, nextToken: (writer: number) => string): Promise<void> {
  return new Promise((resolve) => {
    const begun = writers.reduce((sum, writer) => sum + writer.acknowledged.size, 0);
    const fill = (writer: Writer, index: number): void => {
      const total = writers.reduce((sum, each) => sum + each.acknowledged.size, 0) - begun;
      if (total >= target) {
        resolve();
        return;
      }
      while (writer.outstanding() < OUTSTANDING_MAX) writer.type(nextToken(index));
    };
    for (const [index, writer] of writers.entries()) {
      writer.onAck(() => fill(writer, index));
      fill(writer, index);
    }
  });
}

const settled = (writer: Writer): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (writer.outstanding() === 0) resolve();
    };
    writer.onAck(look);
    look();
  });

test(`[R4] nothing acknowledged is lost in ${CYCLES} cycles of kill -9, and all clients converge by themselves`, async () => {
  process.stdout.write(`seed ${random.seed}\n`);
  const first = people[0];
  if (first === undefined) throw new Error('no one signed in');
  const { minutesId } = await sessionInProgress(first);
  let serial = 0;
  let acknowledged = 0;

  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const writers = people.map((person) => openWriter(person, minutesId));
    await Promise.all(writers.map((writer) => writer.synced()));
    await typeUntil(writers, random.integer(1, 60), (index) => `k${cycle}w${index}n${serial++}`);
    await hub.kill();
    const promised = writers.flatMap((writer) => [...writer.acknowledged]);
    acknowledged += promised.length;
    await hub.start();

    const witness = openStockClient(first, minutesId);
    await witness.synced();
    const found = new Set(
      witness.doc
        .getXmlFragment('body')
        .toString()
        .match(/k\d+w\d+n\d+/g),
    );
    expect(
      promised.filter((token) => !found.has(token)),
      `cycle ${cycle}: acknowledged and lost`,
    ).toEqual([]);

    await Promise.all(writers.map(settled));
    await converged([witness.doc, ...writers.map((writer) => writer.doc)]);
    for (const writer of writers) {
      expect(writer.refusedCodes).toEqual([]);
      expect(words(writer.doc)).toBe(words(witness.doc));
    }
    for (const client of [...writers, witness]) client.close();
  }
  process.stdout.write(`${acknowledged} acknowledged before a kill, 0 lost\n`);
  expect(acknowledged).toBeGreaterThan(CYCLES);
});
