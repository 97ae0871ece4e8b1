// Since when things are new.
import { expect, test } from 'vitest';
import { nextVisit } from './last-visit.ts';

test('[U8] the first visit has no "since"; the next one begins where the last ended', () => {
  const first = nextVisit(null, new Date('2027-03-10T18:00:00.000Z'));
  expect(first.since).toBeNull();
  const later = nextVisit(JSON.stringify(first), new Date('2027-03-11T09:00:00.000Z'));
  expect(later.since).toBe('2027-03-10T18:00:00.000Z');
});

test('[U8] a reload keeps what was new', () => {
  const visit = { since: '2027-03-10T18:00:00.000Z', seenAt: '2027-03-11T09:00:00.000Z' };
  expect(nextVisit(JSON.stringify(visit), new Date('2027-03-11T09:10:00.000Z')).since).toBe(visit.since);
});

test('[U8] what was not written by us is as nothing', () => {
  expect(nextVisit('{"since":1}', new Date('2027-03-11T09:00:00.000Z')).since).toBeNull();
  expect(nextVisit('no json', new Date('2027-03-11T09:00:00.000Z')).since).toBeNull();
});
