// "Guardado" is never said of an edit that the hub does not have, whatever is lost, refused or late; and it is said in the end.
import { describe, expect, test } from 'vitest';
import { applyLedgerEvent, emptyLedger, isRefusedForGood, isSaved, type Ledger, type LedgerEvent, pendingOf } from './save-ledger.ts';

const after = (...events: LedgerEvent[]): Ledger => events.reduce(applyLedgerEvent, emptyLedger);
const connected: readonly LedgerEvent[] = [{ type: 'connected' }, { type: 'sent', isWhole: true }, { type: 'acknowledged', count: 1 }];
const update: LedgerEvent = { type: 'sent', isWhole: false };
const edited: LedgerEvent = { type: 'edited' };

test('[R4] an edit is saved when the frame that holds it is acknowledged, not when it is sent', () => {
  const sent = after(...connected, edited, update);
  expect([pendingOf(sent), isSaved(sent)]).toEqual([1, false]);
  const done = applyLedgerEvent(sent, { type: 'acknowledged', count: 2 });
  expect([pendingOf(done), isSaved(done)]).toEqual([0, true]);
});

test('[R4] an acknowledgement of the first of two edits leaves one pending', () => {
  expect(pendingOf(after(...connected, edited, update, edited, update, { type: 'acknowledged', count: 2 }))).toBe(1);
});

test('[R4] edits made without a connection are covered by the step 2 of the next one, not by an older acknowledgement', () => {
  const offline = after(...connected, edited, update, { type: 'disconnected' }, edited, edited);
  expect(pendingOf(offline)).toBe(3);
  expect(pendingOf(applyLedgerEvent(offline, { type: 'acknowledged', count: 2 }))).toBe(3);
  const back = [{ type: 'connected' }, { type: 'sent', isWhole: true }, edited, update, { type: 'acknowledged', count: 1 }] as const;
  expect(pendingOf(back.reduce<Ledger>(applyLedgerEvent, offline))).toBe(1);
});

test('[R4] edits restored from this device wait for an acknowledgement too', () => {
  expect(pendingOf(after({ type: 'restored', count: 4 }, ...connected))).toBe(0);
  expect(pendingOf(after({ type: 'restored', count: 4 }, { type: 'connected' }, { type: 'sent', isWhole: true }))).toBe(4);
});

test('[R4] after a refused edit no later update counts, until everything was sent again', () => {
  const refused = after(...connected, edited, update, edited, update, { type: 'refused', count: 2, code: 'inadmissible' });
  const acknowledged = applyLedgerEvent(refused, { type: 'acknowledged', count: 3 });
  expect([pendingOf(acknowledged), isRefusedForGood(acknowledged)]).toEqual([2, true]);
  const again = [{ type: 'connected' }, { type: 'sent', isWhole: true }, { type: 'acknowledged', count: 1 }] as const;
  const mended = again.reduce<Ledger>(applyLedgerEvent, acknowledged);
  expect([pendingOf(mended), isRefusedForGood(mended)]).toEqual([0, false]);
});

test('[R4] a refusal that passes is not for good', () => {
  const gap = after(...connected, edited, update, { type: 'refused', count: 2, code: 'out_of_order' });
  expect([pendingOf(gap), isRefusedForGood(gap)]).toEqual([1, false]);
});

/** mulberry32 */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A hub that has the first `has` edits of one client: takes an update only if nothing before it is missing, answers late, refuses at whim. */
class Hub {
  has = 0;
  #frames: { readonly from: number; readonly to: number }[] = [];
  #answered = 0;

  connect(): void {
    this.#frames = [];
    this.#answered = 0;
  }
  receive(from: number, to: number): void {
    this.#frames.push({ from, to });
  }
  /** Deals with the next frame; answers what it tells the client. */
  answer(random: () => number): LedgerEvent[] {
    const frame = this.#frames[this.#answered];
    if (frame === undefined) return [];
    this.#answered += 1;
    const acknowledged: LedgerEvent = { type: 'acknowledged', count: this.#answered };
    if (frame.from > this.has) return [{ type: 'refused', count: this.#answered, code: 'out_of_order' }, acknowledged];
    if (random() < 0.1) return [{ type: 'refused', count: this.#answered, code: 'inadmissible' }, acknowledged];
    this.has = Math.max(this.has, frame.to);
    return random() < 0.5 ? [acknowledged] : []; // an acknowledgement may stand for several frames
  }
}

function run(seed: number): void {
  const random = createRandom(seed);
  const hub = new Hub();
  let ledger = emptyLedger;
  let edits = 0;
  let isConnected = false;
  const step = (event: LedgerEvent): void => {
    ledger = applyLedgerEvent(ledger, event);
    expect(ledger.covered, `seed ${seed}`).toBeLessThanOrEqual(hub.has);
    expect(pendingOf(ledger), `seed ${seed}`).toBeGreaterThanOrEqual(0);
  };
  const connect = (): void => {
    hub.connect();
    step({ type: 'connected' });
    step({ type: 'sent', isWhole: true });
    hub.receive(0, edits);
    isConnected = true;
  };
  for (let i = 0; i < 120; i += 1) {
    const dice = random();
    if (dice < 0.45) {
      edits += 1;
      step({ type: 'edited' });
      if (isConnected) {
        step({ type: 'sent', isWhole: false });
        if (random() < 0.9) hub.receive(edits - 1, edits);
        else isConnected = false; // cut off with the frame on its way
      }
    } else if (dice < 0.85) for (const event of hub.answer(random)) step(event);
    else if (dice < 0.93) connect();
    else {
      isConnected = false;
      step({ type: 'disconnected' });
    }
  }
  connect();
  for (const event of hub.answer(() => 0.2)) step(event);
  expect(isSaved(ledger), `seed ${seed}`).toBe(true);
  expect(hub.has, `seed ${seed}`).toBe(edits);
}

describe('[R4] the hub really has what is called saved', () => {
  const base = Number(process.env.SEED ?? Date.now() % 1_000_000);
  test(`2,000 lives of one client from seed ${base}`, () => {
    for (let seed = base; seed < base + 2_000; seed += 1) run(seed);
  });
});
