// What the gate cannot foresee: Yjs itself throws in the middle of an update (F3, E3).
import { SHAPES } from '@enlace/shared/document/shape';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { Replica } from './replica.ts';
import { createWriter } from './room.support.ts';
import { bodyOf } from './sync.support.ts';

afterEach(() => vi.restoreAllMocks());

const terms = (own: ReadonlySet<number>) => ({ own, mayStraighten: () => true });

function read(replica: Replica): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, replica.whole());
  return bodyOf(doc);
}

test('[F3] an update that Yjs takes half of is undone: head is made again, with what waits for the disk, and goes on', () => {
  const replica = new Replica(SHAPES.minutes, []);
  const [one, two] = [createWriter(), createWriter()];
  expect(replica.admit(one.write('espera al disco'), terms(one.own)).kind).toBe('news');
  const before = replica.admittedStateVector();

  const bad = two.write('a medias');
  const integrate = Y.Item.prototype.integrate;
  let calls = 0;
  vi.spyOn(Y.Item.prototype, 'integrate').mockImplementation(function (this: Y.Item, transaction, offset) {
    calls += 1;
    if (calls === 2) throw new Error('a bug of the library');
    integrate.call(this, transaction, offset);
  });
  expect(replica.admit(bad, terms(two.own))).toMatchObject({ kind: 'broken' });
  vi.restoreAllMocks();

  expect(replica.admittedStateVector()).toEqual(before);
  replica.settle();
  expect(read(replica)).toContain('espera al disco');
  expect(read(replica)).not.toContain('a medias');
  expect(() => replica.settle(), 'nothing of it waits').toThrow();
  expect(replica.admit(one.write('sigue'), terms(one.own)).kind).toBe('news');
  expect(replica.admit(bad, terms(two.own)).kind).toBe('news');
});

test('[R4] what is encoded anew is what the update did: known structs, known deletions and longer forms do not travel on', () => {
  const replica = new Replica(SHAPES.minutes, []);
  const writer = createWriter();
  for (let i = 0; i < 20; i += 1) {
    const admission = replica.admit(writer.write(`párrafo ${i}`), terms(writer.own));
    if (admission.kind === 'news') replica.settle();
  }
  writer.doc.getXmlFragment('body').delete(3, 10);
  const whole = Y.encodeStateAsUpdate(writer.doc);
  const admission = replica.admit(whole, terms(writer.own));
  expect(admission.kind).toBe('news');
  if (admission.kind === 'news') expect(admission.update.length).toBeLessThan(20);
  expect(replica.admit(whole, terms(writer.own)).kind).toBe('known');
});
