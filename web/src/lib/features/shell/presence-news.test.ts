// What is said when the people in the exchange change.
import type { MemberId } from '@enlace/shared/ids';
import type { Present } from '@enlace/shared/live/down';
import { expect, test } from 'vitest';
import { tellPresenceNews } from './presence-news.ts';

const id = (name: string) => name as MemberId; // stands for a ULID
const here = (...names: string[]): Present[] => names.map((name) => ({ memberId: id(name), documentIds: [], isIdle: false }));

test('[U6] one who comes or leaves is named, with how many are there', () => {
  expect(tellPresenceNews(here('me'), here('me', 'nl'), id('me'))).toEqual({ kind: 'came', memberId: 'nl', count: 2 });
  expect(tellPresenceNews(here('me', 'nl'), here('me'), id('me'))).toEqual({ kind: 'left', memberId: 'nl', count: 1 });
});

test('[U6] several at once are one sentence, and moving between documents is none', () => {
  expect(tellPresenceNews(here('me'), here('me', 'nl', 'se'), id('me'))).toEqual({ kind: 'changed', count: 3 });
  expect(tellPresenceNews(here('me', 'nl'), here('nl', 'me'), id('me'))).toBeNull();
});

test('[U6] my own coming and going is not told to me', () => {
  expect(tellPresenceNews([], here('me'), id('me'))).toBeNull();
});
