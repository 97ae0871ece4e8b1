// What a reader of a session page is told.
import { expect, test } from 'vitest';
import { nextState, ownTimes, readerReason, type SessionView, writersOf } from './session-words.ts';

const times = { day: '2027-03-11', plannedStart: '10:15', plannedEnd: '11:00', timeZone: 'America/Mexico_City' };

test('[U9] the reader’s clock is shown only where it differs from the venue’s', () => {
  expect(ownTimes(times, 'Europe/Amsterdam')).toEqual({ start: '17:15', end: '18:00' });
  expect(ownTimes(times, 'America/Mexico_City')).toBeNull();
  expect(ownTimes(times, 'America/Merida')).toBeNull();
});

test('[U9] a session past midnight ends on the next day', () => {
  expect(ownTimes({ ...times, plannedStart: '23:30', plannedEnd: '00:30' }, 'Europe/Amsterdam')).toEqual({ start: '06:30', end: '07:30' });
});

test('[A8] the reader is told which institutions write', () => {
  const member = (id: string, institutionId: string, role: string, isRemoved = false) => ({ id, institutionId, role, isRemoved });
  const view = {
    institutions: [{ id: 'INM' }, { id: 'NL' }, { id: 'SE' }, { id: 'ACNUR' }],
    members: [
      member('1', 'INM', 'host_editor'),
      member('2', 'NL', 'peer'),
      member('3', 'SE', 'peer'),
      member('4', 'ACNUR', 'observer'),
      member('5', 'COMAR', 'host_editor', true),
    ],
  } as unknown as Parameters<typeof writersOf>[0]; // only what is looked at
  const session = { state: 'open', participants: ['NL'], rapporteurIds: ['2'] } as unknown as SessionView; // only what is looked at
  const acronyms = (of: SessionView): string[] => writersOf(view, of).map(({ id }) => id);
  expect(acronyms(session)).toEqual(['INM', 'NL']);
  expect(acronyms({ ...session, participants: [] })).toEqual(['INM', 'NL', 'SE']);
  expect(acronyms({ ...session, state: 'closed' })).toEqual(['NL']);
});

test('[A8] an observer is told that it is for observing, whatever the session’s state', () => {
  expect(readerReason('open', 'observer')).toBe('observer');
  expect(readerReason('closed', 'observer')).toBe('observer');
  expect(readerReason('closed', 'peer')).toBe('closed');
  expect(readerReason('cancelled', 'host_editor')).toBe('cancelled');
  expect(readerReason('open', 'peer')).toBeNull();
  expect(nextState('draft')).toBe('open');
});
