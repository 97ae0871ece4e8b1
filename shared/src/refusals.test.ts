// The table of refusals: each has words in both languages, a status of its family, and a close code that says whether to come back.
import { expect, it } from 'vitest';
import { describeRefusal, isRefusalCode, REFUSALS } from './refusals.ts';
import { closeCode, isFinalClose } from './sync/close.ts';

it('[S21] every refusal has words in both languages and an error status', () => {
  for (const [code, { es, en, status }] of Object.entries(REFUSALS)) {
    expect([code, es.length > 5 && en.length > 5 && es !== en, status >= 400 && status < 600]).toEqual([code, true, true]);
    expect([code, [...es.matchAll(/\{\w+\}/g)].join()]).toEqual([code, [...en.matchAll(/\{\w+\}/g)].join()]);
  }
});

it('[R1] a close code is final exactly where trying again cannot help', () => {
  for (const [code, { close, retry }] of Object.entries(REFUSALS))
    if (close !== undefined && isRefusalCode(code)) expect([code, isFinalClose(closeCode(code))]).toEqual([code, !retry]);
});

it('[S21] words are filled from the detail, and what is missing leaves no braces', () => {
  expect(describeRefusal('too_many_attempts', 'en', { seconds: 30 })).toContain('Wait 30 seconds');
  expect(describeRefusal('too_many_attempts', 'es')).not.toContain('{');
});

it('[S21] names that objects have by birth are no codes', () => {
  for (const name of ['toString', '__proto__', 'constructor', '', null, 3]) expect(isRefusalCode(name)).toBe(false);
});
