// What may not be in the output.
import { expect, test } from 'vitest';
import { findForbidden } from './browser-floor.ts';

test.each([
  ['css', 'a{color:oklch(1 0 0)}'],
  ['css', 'a{color:red;& b{color:blue}}'],
  ['css', 'a:has(b){color:red}'],
  ['js', 'const b=a.toSorted()'],
  ['js', 'Promise.withResolvers()'],
  ['js', '<div popover=auto>'],
  ['js', 'n.showPopover()'],
  ['js', 'x=Temporal.Now.instant()'],
  ['js', 'for(const a of m.values().map(f));'],
] as const)('[B2] in %s, %s is below the floor', (kind, text) => {
  expect(findForbidden(kind, text)).toHaveLength(1);
});

test.each([
  ['css', 'a>b{color:#fff}'],
  ['js', '[...m.values()].map(f)'],
  ['js', 'const b=[...a].sort()'],
  ['js', 'onpopover'],
  ['js', 'can()&&n.showPopover()'],
  ['js', 'case`Temporal.Instant`:'],
] as const)('[B2] in %s, %s is not', (kind, text) => {
  expect(findForbidden(kind, text)).toEqual([]);
});
