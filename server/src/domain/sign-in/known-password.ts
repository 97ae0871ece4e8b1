// Passwords that a guesser tries first (A7). With 15 characters asked for, lists of leaked short passwords say little; what people
// do instead is stretch one: repeat it, run along the keyboard, count, add digits to a common word, or take their own address.

const RUNS: readonly string[] = [
  '01234567890123456789012345678901234567890',
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnmqwertyuiopasdfghjklzxcvbnm',
  'qwertyuiopasdfghjklñzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujmikolp',
];

/** Words that lists of leaked passwords in Spanish and English begin with, and those that this hub suggests by its subject. */
const WORDS: readonly string[] = `
  password passw0rd contrasena clave secreto secret admin administrator administrador welcome bienvenido
  bienvenida letmein iloveyou teamo tequiero dragon monkey football futbol america baseball superman batman
  princess princesa sunshine master qwerty enlace intercambio mexico migracion comar inm sre acnur unhcr oim
  iom guadalupe hola usuario user test prueba temporal cambiame changeme changeit
`
  .trim()
  .split(/\s+/);

const runLeast = 4;
const BOTH_WAYS: readonly string[] = RUNS.flatMap((run) => [run, [...run].reverse().join('')]);
const LONGEST_FIRST: readonly string[] = [...WORDS].sort((a, b) => b.length - a.length);

/** Letters and digits alone, lower case, without accents. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether it is one part again and again; the last time it may be cut short. */
function isRepetition(text: string): boolean {
  for (let part = 1; part <= text.length / 2; part += 1) {
    if (text.slice(part) === text.slice(0, -part)) return true;
  }
  return false;
}

/** Without its stretches of at least `runLeast` characters along the alphabet, the digits or the keyboard. */
function withoutRuns(text: string): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    let length = 0;
    while (at + length < text.length && BOTH_WAYS.some((run) => run.includes(text.slice(at, at + length + 1)))) length += 1;
    if (length < runLeast) rest += text[at];
    at += length < runLeast ? 1 : length;
  }
  return rest;
}

/** What a guesser would still have to guess after common words, runs, digits and repeated letters: nothing to speak of. */
function isStretched(text: string): boolean {
  const words = LONGEST_FIRST.reduce((rest, word) => rest.replaceAll(word, ''), text);
  return (
    withoutRuns(words)
      .replace(/\d/g, '')
      .replace(/(.)\1+/gu, '$1').length <= 2
  );
}

export function isKnownPassword(password: string, email: string): boolean {
  const text = fold(password);
  if (text.length < 8) return isRepetition(password) || new Set(password).size < 8; // mostly signs: no word to find in it
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const own = [email, local, domain.split('.')[0] ?? ''].map(fold).filter((part) => part.length >= 3);
  const others = own.reduce((rest, part) => rest.replaceAll(part, ''), text);
  return isRepetition(text) || isStretched(text) || (others !== text && isStretched(others));
}
