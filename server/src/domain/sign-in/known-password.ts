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
const WORDS: readonly string[] =
  'password passw0rd contrasena clave secreto secret admin administrator administrador welcome bienvenido bienvenida letmein iloveyou teamo tequiero dragon monkey football futbol america baseball superman batman princess princesa sunshine master qwerty enlace intercambio mexico migracion comar inm sre acnur unhcr oim iom guadalupe hola usuario user test prueba temporal cambiame changeme changeit'.split(
    ' ',
  );

/** Lower case, without accents, spaces and signs, and with the common digits for letters kept as they are. */
const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');

const isRepetition = (text: string): boolean => {
  for (let unit = 1; unit <= text.length / 2; unit += 1) {
    if (text.slice(unit) === text.slice(0, -unit)) return true;
  }
  return false;
};

const isRun = (text: string): boolean => RUNS.some((run) => run.includes(text) || [...run].reverse().join('').includes(text));

/** What is left when runs and repetitions of at most two characters at either end are taken away is a common word, or nothing. */
function isStretchedWord(text: string): boolean {
  const core = text.replace(/^[\d_]+|[\d_]+$/g, '').replace(/(.)\1{3,}$/u, '$1');
  let rest = core;
  for (const word of [...WORDS].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '');
  return rest.replace(/\d/g, '').length <= 2;
}

export function isKnownPassword(password: string, email: string): boolean {
  const text = fold(password);
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const own = [fold(email), fold(local), fold(domain.split('.')[0] ?? '')].filter((part) => part.length >= 3);
  const withoutOwn = own.reduce((rest, part) => rest.replaceAll(part, ''), text);
  return (
    text.length < 4 ||
    isRepetition(text) ||
    isRun(text) ||
    isStretchedWord(text) ||
    (withoutOwn.length < text.length && (withoutOwn.length < 6 || isStretchedWord(withoutOwn)))
  );
}
