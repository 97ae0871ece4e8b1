// Where a person may be led after signing in.
import { expect, test } from 'vitest';
import { ownPath, signInPath } from './own-path.ts';

test('[U7] a path of our own is followed, with its query and hash', () => {
  expect(ownPath('/x/01ARZ/agenda?day=2027-03-11#b')).toBe('/x/01ARZ/agenda?day=2027-03-11#b');
});

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 'x/y', '', '/a\nb', '/\t/evil.example'])(
  '[U7] %j leads home instead',
  (to) => {
    expect(ownPath(to)).toBe('/');
  },
);

test('[U7] what was asked for comes back whole', () => {
  const url = new URL('http://h/x/1/agenda?view=a&b=c#d');
  const to = new URLSearchParams(signInPath(url).split('?')[1]).get('to');
  expect(ownPath(to)).toBe('/x/1/agenda?view=a&b=c#d');
  expect(signInPath(new URL('http://h/'))).toBe('/sign-in');
});
