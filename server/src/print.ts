// Words for the person at the terminal, in both languages, short; the log is elsewhere (runtime/log.ts).
import type { SampleAccount } from './sample/write-sample.ts';

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

export const ENDINGS = {
  stopping: 'Deteniendo Enlace… · Stopping Enlace…',
  stopped: 'Enlace se detuvo; todo está guardado. · Enlace has stopped; everything is saved.',
} as const;
