// Limits on guessing, with a clock that the test turns.
import { attemptKeysMax, attemptsPerAccountMax, attemptsPerAddressMax, attemptsWindowMs } from '@enlace/shared/limits';
import { beforeEach, expect, it } from 'vitest';
import { codeOf, unwrap } from '../house.support.ts';
import { type Attempts, createAttempts, networkOf } from './attempts.ts';

let nowMs = 0;
let attempts: Attempts;
const fail = (account: string, address: string) => codeOf(attempts.begin(account, address));

beforeEach(() => {
  nowMs = 1_000_000;
  attempts = createAttempts({ nowMs: () => nowMs });
});

it('[A8] after ten wrong guesses from one address the account waits there, and says how long', () => {
  for (let i = 0; i < attemptsPerAccountMax; i += 1) expect(fail('a', '10.0.0.1')).toBe('ok');
  nowMs += 60_000;
  const refused = attempts.begin('a', '10.0.0.1');
  expect(refused).toEqual({ ok: false, refusal: { code: 'too_many_attempts', detail: { seconds: (attemptsWindowMs - 60_000) / 1000 } } });
  nowMs += attemptsWindowMs - 60_000;
  expect(fail('a', '10.0.0.1')).toBe('ok');
});

it('[A8] the right person at another address is not locked out', () => {
  for (let i = 0; i < 50; i += 1) fail('a', '10.0.0.1');
  expect(fail('a', '10.0.0.2')).toBe('ok');
});

it('[A8] one address guessing at many accounts stops at a hundred', () => {
  for (let i = 0; i < attemptsPerAddressMax; i += 1) expect(fail(`account ${i}`, '10.0.0.1')).toBe('ok');
  expect(fail('one more', '10.0.0.1')).toBe('too_many_attempts');
  expect(fail('one more', '10.0.0.2')).toBe('ok');
});

it('[A8] guesses under way count: a burst of a thousand gets ten tries', () => {
  const begun = Array.from({ length: 1_000 }, () => fail('a', '10.0.0.1'));
  expect(begun.filter((code) => code === 'ok')).toHaveLength(attemptsPerAccountMax);
});

it('[A8] a right guess forgives the account, not the rest of the address', () => {
  for (let i = 0; i < attemptsPerAccountMax - 1; i += 1) fail('a', '10.0.0.1');
  unwrap(attempts.begin('a', '10.0.0.1')).succeed();
  expect(fail('a', '10.0.0.1')).toBe('ok');
  for (let i = attemptsPerAccountMax; i < attemptsPerAddressMax; i += 1) expect(fail(`account ${i}`, '10.0.0.1')).toBe('ok');
  expect(fail('one more', '10.0.0.1')).toBe('too_many_attempts');
});

it('[A8] forty people behind one address sign in without wearing it out', () => {
  for (let i = 0; i < 400; i += 1) unwrap(attempts.begin(`account ${i % 40}`, '10.0.0.1')).succeed();
  expect(fail('one more', '10.0.0.1')).toBe('ok');
});

it('[A8] what the hub was too busy to judge does not count', () => {
  for (let i = 0; i < 500; i += 1) unwrap(attempts.begin('a', '10.0.0.1')).cancel();
  expect(fail('a', '10.0.0.1')).toBe('ok');
});

it('[A8] what is remembered is bounded', () => {
  for (let i = 0; i < attemptKeysMax * 2; i += 1) fail('a', `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  expect(fail('a', '10.0.0.1')).toBe('ok'); // forgotten: the oldest went first
});

it('[A8] an IPv6 address counts by its /64, an IPv4 one whole, however it is written', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:0db8:0001:0002:ffff::1'));
  expect(networkOf('2001:db8::1')).toBe(networkOf('2001:db8:0:0:9::'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('192.0.2.7')).not.toBe(networkOf('192.0.2.8'));
  expect(networkOf('fe80::1%eth0')).toBe(networkOf('fe80::2'));
  expect(networkOf('::1')).toBe('0:0:0:0');
});
