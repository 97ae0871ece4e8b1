// Password hashing: its cost and form, its bounds, and that an unknown account costs as much. Randomness is seeded.
import { hashesAtOnceMax, hashesWaitingMax } from '@enlace/shared/limits';
import { expect, it } from 'vitest';
import { systemRandom } from '../../runtime/clock.ts';
import { codeOf, unwrap } from '../house.support.ts';
import { createPasswords, passwordCost } from './password.ts';

const cheap = { memoryKib: 8, passes: 1 };
const phrase = 'una frase para probar';

it('[A5] a hash is argon2id with 46 MiB, one pass and one lane, in PHC form, with a salt of its own', async () => {
  const passwords = createPasswords(systemRandom);
  const [a, b] = [unwrap(await passwords.hash(phrase)), unwrap(await passwords.hash(phrase))];
  expect(passwordCost).toEqual({ memoryKib: 47_104, passes: 1 });
  for (const hash of [a, b]) expect(hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(a).not.toBe(b);
  expect(a).not.toContain(phrase);
  expect(unwrap(await passwords.isRight(phrase, a))).toBe(true);
  expect(unwrap(await passwords.isRight(`${phrase} `, a))).toBe(false);
});

it('[A5] a hash made at another cost is still right: its cost is in it', async () => {
  const before = unwrap(await createPasswords(systemRandom, { memoryKib: 16, passes: 2 }).hash(phrase));
  expect(unwrap(await createPasswords(systemRandom, cheap).isRight(phrase, before))).toBe(true);
});

it('[A5] one password in two Unicode forms is one password', async () => {
  const passwords = createPasswords(systemRandom, cheap);
  const hash = unwrap(await passwords.hash('contraseña en español'.normalize('NFD')));
  expect(unwrap(await passwords.isRight('contraseña en español'.normalize('NFC'), hash))).toBe(true);
});

it('[A5] what is stored and is no such hash is a fault, not a wrong password', async () => {
  const passwords = createPasswords(systemRandom, cheap);
  for (const stored of ['', 'plain', '$argon2i$v=19$m=8,t=1,p=1$AAAA$AAAA', '$2b$10$abc'])
    await expect(passwords.isRight(phrase, stored)).rejects.toThrow('PHC');
});

it('[A6] two run, fifty wait, the next is refused busy; then the place is free again', async () => {
  const passwords = createPasswords(systemRandom, cheap);
  const asked = Array.from({ length: hashesAtOnceMax + hashesWaitingMax + 5 }, () => passwords.hash(phrase));
  const answers = (await Promise.all(asked)).map(codeOf);
  expect(answers.filter((code) => code === 'busy')).toHaveLength(5);
  expect(answers.slice(-5)).toEqual(Array(5).fill('busy'));
  expect(codeOf(await passwords.hash(phrase))).toBe('ok');
});

it('[A6] no password is right where none is stored, and the work is done all the same', async () => {
  const passwords = createPasswords(systemRandom);
  const stored = unwrap(await passwords.hash(phrase));
  const cpuOf = async (hash: string | null): Promise<number> => {
    const start = process.cpuUsage();
    expect(unwrap(await passwords.isRight('otra frase distinta', hash))).toBe(false);
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    known.push(await cpuOf(stored));
    unknown.push(await cpuOf(null));
  }
  expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.5); // work skipped would be a hundredth
}, 60_000);
