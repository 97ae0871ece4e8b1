// The log: one JSON line an event on standard error, for machines; words for people go to standard output (main.ts).
// The one home of pino. Lines carry ids, codes and durations: never content, never an address of a person, never a secret (S18).
import pino from 'pino';

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the rest of the server may do with the log. `error` takes the fault as `err`, once, at the edge that caught it. */
export type Log = Pick<pino.Logger, 'error' | 'warn' | 'info' | 'debug' | 'child'>;

const SECRETS = ['cookie', 'authorization', 'token', 'password', 'email', 'set-cookie', 'ticket'];
const EMAIL = /[^\s"'<>@,;()]+@[^\s"'<>@,;()]+/g;

interface LoggedFault {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code?: unknown;
  readonly cause?: LoggedFault;
}

/** A fault as it is logged: libraries quote values in their messages, so addresses are cut out of the words and the stack. */
function describeFault(fault: unknown, depth = 0): LoggedFault {
  const error = fault instanceof Error ? fault : new Error(String(fault));
  return {
    type: error.name,
    message: error.message.replace(EMAIL, '[email]'),
    stack: error.stack?.replace(EMAIL, '[email]'),
    ...('code' in error ? { code: error.code } : {}),
    ...(error.cause !== undefined && depth < 3 ? { cause: describeFault(error.cause, depth + 1) } : {}),
  };
}

/** `write` takes whole lines; by default they go to standard error, at once, so that the last line before a crash is there. */
export function createLog(level: LogLevel, write?: (line: string) => void): Log {
  const destination = write === undefined ? pino.destination({ dest: 2, sync: true }) : { write };
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: (fault: unknown) => describeFault(fault) },
      redact: { paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]), censor: '[redacted]' },
    },
    destination,
  );
}
