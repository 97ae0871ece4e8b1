// The rights table of docs/spec/access.md, read as it stands on the page, and what it says of a case. roles.test.ts asks it.
import PAGE from '../../../docs/spec/access.md?raw';
import { type Role, roleSchema } from '../model/member.ts';

export type Who = Role | 'admin' | 'stranger';
export const EVERYONE: readonly Who[] = [...roleSchema.options, 'admin', 'stranger'];

interface Row {
  readonly verb: string;
  readonly when: readonly (readonly string[])[];
  readonly also: readonly string[];
  readonly cells: Readonly<Record<string, string>>;
}

function readTable(): Row[] {
  const lines = PAGE.split('\n').filter((line) => line.startsWith('|'));
  const [head = [], , ...body] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return body.map((cells) => ({
    verb: cells[0] ?? '',
    when: (cells[1] ?? '').split(';').map((part) => part.split('/').map((word) => word.trim())),
    also: (cells[2] ?? '').split(',').map((word) => word.trim()),
    cells: Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])),
  }));
}

const TABLE = readTable();

/** Verbs that the page has a row for. */
export const VERBS_ON_PAGE: ReadonlySet<string> = new Set(TABLE.map(({ verb }) => verb));

/** What is true of a case, in the words of the page. */
export type Facts = ReadonlySet<string>;

function holds(sentence: string, facts: Facts): boolean {
  if (sentence === '●') return true;
  if (sentence === '–') return false;
  return sentence.split(' or ').some((part) => part.split(' and ').every((word) => facts.has(word)));
}

/** What the page says. */
export function answerOf(verb: string, who: Who, facts: Facts): boolean {
  const row = TABLE.find((one) => one.verb === verb && one.when.every((words) => words.some((word) => word === '' || facts.has(word))));
  if (row === undefined) throw new Error(`the page has no row for ${verb} when ${[...facts].join(', ')}`);
  const also = row.also.every(
    (word) =>
      word === '' ||
      (word === 'live' && facts.has('live')) ||
      (word === 'reads' && answerOf('session.read', who, facts)) ||
      (word === 'comments' && answerOf('comment.write', who, facts)),
  );
  return also && holds(row.cells[who] ?? '', facts);
}
