// Words for the person at the terminal, in both languages, short; the log is elsewhere (runtime/log.ts).
import type { SampleAccount } from './sample/write-sample.ts';
import type { StoreFault } from './store/port/update-log.ts';

const bold = (text: string, isTerminal: boolean): string => (isTerminal ? `\u001b[1m${text}\u001b[22m` : text);

/** Columns as wide as their widest cell. */
function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('   ')
          .trimEnd()}`,
    )
    .join('\n');
}

export function describeSample(accounts: readonly SampleAccount[]): string {
  const rows = accounts.map(({ role, institution, email, password }) => [role, institution, email, password]);
  return [
    '',
    'Datos de ejemplo. Cuentas para entrar · Sample data. Accounts to sign in with:',
    '',
    formatTable([['función · role', 'institución · institution', 'correo · e-mail', 'contraseña · password'], ...rows]),
  ].join('\n');
}

export function describeSetup(setupUrl: string): string {
  return [
    '',
    'Primera vez: abra este enlace, que sirve una vez, para crear la primera cuenta.',
    'First start: open this link, which works once, to make the first account.',
    '',
    `  ${setupUrl}`,
  ].join('\n');
}

export const describeAddress = (url: string, isTerminal: boolean): string =>
  `\nEnlace: ${bold(url, isTerminal)}\n  Ctrl-C para detenerlo · to stop it\n`;

/** Why the hub could not start, in the words of the operator: the refusal's own are meant for people who write. */
export const describeStoreFault = (code: StoreFault['code']): readonly string[] =>
  code === 'storage_full'
    ? [
        'ENLACE_DATA: el disco está lleno. Libere espacio y vuelva a iniciar.',
        'ENLACE_DATA: the disk is full. Free some space and start again.',
      ]
    : [
        'ENLACE_DATA: no se puede leer o escribir en el disco. Revíselo y vuelva a iniciar.',
        'ENLACE_DATA: the disk cannot be read or written. Check it and start again.',
      ];

export const ENDINGS = {
  stopping: 'Deteniendo Enlace… · Stopping Enlace…',
  stopped: 'Enlace se detuvo; lo que decía «Guardado» está guardado. · Enlace has stopped; whatever said “Saved” is saved.',
} as const;
