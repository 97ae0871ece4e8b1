import { awarenessBytesMax, presenceIntervalMs, presenceRefreshMs } from '@enlace/shared/limits';
import { encodeAwareness } from '@enlace/shared/sync/codec';
import * as decoding from 'lib0/decoding';
import { beforeEach, expect, test } from 'vitest';
import { systemRandom } from '../runtime/clock.ts';
import type { Peer } from './peer.ts';
import { Presence } from './presence.ts';
import { createTime, TestPeer } from './sync.support.ts';

let time: ReturnType<typeof createTime>;
let presence: Presence;
let frames: Uint8Array[];
let nameless: Uint8Array[];

beforeEach(() => {
  time = createTime();
  frames = [];
  nameless = [];
  presence = new Presence({ clock: time, random: systemRandom, timer: time.timer }, (named, encode) => {
    frames.push(named);
    nameless.push(encode());
  });
});

function payloadOf(frame: Uint8Array): Uint8Array {
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  return decoding.readVarUint8Array(decoder);
}

interface Said {
  readonly id: number;
  readonly clock: number;
  readonly state: unknown;
}

const encodeSaid = (said: readonly Said[]): Uint8Array =>
  payloadOf(encodeAwareness(said.map(({ id, clock, state }) => ({ clientId: id, clock, state: JSON.stringify(state) }))));

let nextId = 4_000_000_000;

/** A client that takes in every frame of the room as y-protocols/awareness does: a newer clock counts, or the same clock and no state. */
class Stock {
  readonly id = nextId++;
  readonly states = new Map<number, unknown>();
  readonly clocks = new Map<number, number>();
  #heard = 0;

  listen(): void {
    for (const frame of frames.slice(this.#heard)) this.#take(payloadOf(frame));
    this.#heard = frames.length;
  }

  say(peer: Peer, state: unknown): void {
    const clock = (this.clocks.get(this.id) ?? 0) + 1;
    this.clocks.set(this.id, clock);
    this.states.set(this.id, state);
    this.sayAgain(peer);
  }

  sayAgain(peer: Peer): void {
    presence.hear(peer, encodeSaid([{ id: this.id, clock: this.clocks.get(this.id) ?? 0, state: this.states.get(this.id) ?? null }]));
  }

  #take(payload: Uint8Array): void {
    const decoder = decoding.createDecoder(payload);
    for (let left = decoding.readVarUint(decoder); left > 0; left -= 1) {
      const id = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const state: unknown = JSON.parse(decoding.readVarString(decoder));
      const known = this.clocks.get(id) ?? 0;
      if (clock < known || (clock === known && (state !== null || !this.states.has(id)))) continue;
      this.clocks.set(id, clock);
      if (state === null) this.states.delete(id);
      else this.states.set(id, state);
    }
  }
}

const ANCHOR = { type: null, tname: 'body', item: { client: 5, clock: 7 }, assoc: 0 };

test('[R7] a client decides its cursor and nothing else: the rest is the server’s', async () => {
  const [client, other] = [new Stock(), new Stock()];
  const peer = new TestPeer(client.id);
  presence.join(peer);
  client.say(peer, {
    user: { name: 'Jefatura', color: 'red', memberId: 'otro' },
    cursor: { anchor: ANCHOR, head: ANCHOR, extra: 1 },
    more: true,
  });
  await time.pass(presenceIntervalMs);
  other.listen();
  expect(other.states.get(client.id)).toEqual({ user: peer.user, cursor: { anchor: ANCHOR, head: ANCHOR } });
});

test('[R7] what a client says of others is not listened to: no state is changed, taken away, frozen or invented', async () => {
  const [victim, attacker, witness] = [new Stock(), new Stock(), new Stock()];
  const [victimPeer, attackerPeer] = [new TestPeer(victim.id), new TestPeer(attacker.id)];
  presence.join(victimPeer);
  presence.join(attackerPeer);
  const clock = Number.MAX_SAFE_INTEGER;
  presence.hear(attackerPeer, encodeSaid([{ id: victim.id, clock, state: { user: { name: 'Nadie' } } }]));
  presence.hear(attackerPeer, encodeSaid([{ id: victim.id, clock, state: null }]));
  presence.hear(attackerPeer, encodeSaid([{ id: 424_242, clock: 1, state: { user: { name: 'Fantasma' } } }]));
  victim.say(victimPeer, { cursor: { anchor: ANCHOR, head: ANCHOR } });
  await time.pass(presenceIntervalMs);
  witness.listen();
  expect([...witness.states.keys()].sort()).toEqual([victim.id, attacker.id].sort());
  expect(witness.states.get(victim.id)).toMatchObject({ user: victimPeer.user, cursor: { anchor: ANCHOR } });
});

test('[R7] one’s own clock cannot be frozen, and 20,000 strange ids leave nothing behind', async () => {
  const [client, witness] = [new Stock(), new Stock()];
  const peer = new TestPeer(client.id);
  presence.join(peer);
  client.clocks.set(client.id, Number.MAX_SAFE_INTEGER - 1);
  client.say(peer, { cursor: null });
  presence.hear(peer, encodeSaid(Array.from({ length: 20_000 }, (_, id) => ({ id, clock: 1, state: null }))));
  await time.pass(presenceIntervalMs);
  witness.listen();
  expect([...witness.states.keys()]).toEqual([client.id]);
  expect(witness.clocks.get(client.id)).toBeLessThan(10);
});

test('[R7] who never says anything is shown as well, and who leaves is gone at the next round', async () => {
  const witness = new Stock();
  const [silentPeer, reader] = [new TestPeer(77), new TestPeer()];
  reader.mayWrite = false;
  presence.join(silentPeer);
  presence.join(reader);
  await time.pass(presenceIntervalMs);
  witness.listen();
  expect([...witness.states.values()]).toMatchObject([{ user: silentPeer.user }, { user: reader.user }]);
  presence.leave(silentPeer);
  await time.pass(presenceIntervalMs);
  witness.listen();
  expect([...witness.states.values()]).toMatchObject([{ user: reader.user }]);
});

test('[R7] a stock client is shown once, under the id it says, and seen again after it went and came back', async () => {
  const [client, witness] = [new Stock(), new Stock()];
  const peer = new TestPeer();
  presence.join(peer);
  client.say(peer, { cursor: null });
  await time.pass(presenceIntervalMs);
  witness.listen();
  expect([...witness.states.keys()]).toEqual([client.id]);
  presence.leave(peer);
  await time.pass(presenceIntervalMs);
  const again = new TestPeer();
  presence.join(again);
  client.sayAgain(again); // with the same clock as before
  await time.pass(presenceIntervalMs);
  witness.listen();
  expect([...witness.states.entries()]).toEqual([[client.id, { user: again.user, cursor: null }]]);
});

test('[R7] a reconnect with the same leased id takes the id over from the socket that lingers', async () => {
  const witness = new Stock();
  const [old, fresh] = [new TestPeer(77), new TestPeer(77)];
  presence.join(old);
  await time.pass(presenceIntervalMs);
  presence.join(fresh);
  await time.pass(presenceIntervalMs);
  presence.leave(old);
  await time.pass(presenceIntervalMs);
  witness.listen();
  expect([...witness.states.entries()]).toEqual([[77, { user: fresh.user, cursor: null }]]);
});

test('[R7] changes of many in a short time travel in one frame', async () => {
  const clients = Array.from({ length: 40 }, () => new Stock());
  const peers = clients.map((client) => new TestPeer(client.id));
  for (const peer of peers) presence.join(peer);
  for (let i = 0; i < 20; i += 1) clients.forEach((client, at) => void client.say(peers[at] ?? new TestPeer(), { cursor: null }));
  await time.pass(presenceIntervalMs);
  expect(frames.length).toBe(1);
});

test('[R7] everyone hears something within 30 seconds, also where nobody moves: no state times out, nobody reconnects', async () => {
  const witness = new Stock();
  presence.join(new TestPeer(77));
  await time.pass(presenceIntervalMs);
  witness.listen();
  const heard = frames.length;
  const clock = witness.clocks.get(77) ?? 0;
  await time.pass(presenceRefreshMs + presenceIntervalMs);
  witness.listen();
  expect(frames.length).toBe(heard + 1);
  expect(witness.clocks.get(77)).toBe(clock + 1);
});

test('[R7] the echo of a client’s own state does not overwrite what it has', async () => {
  const client = new Stock();
  const peer = new TestPeer(client.id);
  presence.join(peer);
  client.say(peer, { cursor: null, mine: true });
  client.say(peer, { cursor: null, mine: 'still' });
  await time.pass(presenceIntervalMs);
  client.listen();
  expect(client.states.get(client.id)).toEqual({ cursor: null, mine: 'still' });
});

test('[A45] who may not know the authors is told that somebody is there, and not who', async () => {
  const peer = new TestPeer(77);
  presence.join(peer);
  await time.pass(presenceIntervalMs);
  const said = JSON.stringify(
    [...nameless, presence.everyone({ seesAuthors: false })].map((frame) => new TextDecoder().decode(payloadOf(frame))),
  );
  expect(said).toContain('cursor');
  for (const word of [peer.memberId, 'Titular', 'SRE', 'grana']) expect(said).not.toContain(word);
});

test('[R8] a state that is too large, or no cursor, is shown without; what is no state is malformed', () => {
  const client = new Stock();
  const peer = new TestPeer(client.id);
  presence.join(peer);
  const shown = (): unknown => JSON.parse(/\{.*\}/.exec(new TextDecoder().decode(presence.everyone(peer)))?.[0] ?? 'null').cursor;
  client.say(peer, { cursor: { anchor: ANCHOR, head: ANCHOR }, pad: 'x'.repeat(awarenessBytesMax) });
  expect(shown()).toBe(null);
  for (const cursor of [
    5,
    'x',
    [],
    { anchor: 5, head: 5 },
    { anchor: null, head: null },
    { anchor: { item: { client: -1, clock: 0 } }, head: {} },
  ]) {
    client.say(peer, { cursor });
    expect(shown()).toBe(null);
  }
  client.say(peer, { cursor: { item: '01ARZ3NDEKTSV4RRFFQ69G5FAV', field: 'minutes', more: 1 } });
  expect(shown()).toEqual({ item: '01ARZ3NDEKTSV4RRFFQ69G5FAV', field: 'minutes' });
  for (const bytes of [[1], [1, 5, 0, 200], [9, 9], [0, 0]]) expect(() => presence.hear(peer, new Uint8Array(bytes))).toThrow();
});

test('[F17] nobody there, no timers', async () => {
  const peer = new TestPeer(1);
  presence.join(peer);
  presence.leave(peer);
  await time.pass(presenceIntervalMs);
  expect(time.armed()).toBe(0);
  expect(frames).toEqual([]);
});
