// How the process ends: in order on the first SIGTERM or SIGINT, at once on the second, with a log line on an unforeseen fault.
// An unforeseen fault ends the process: what it left behind in memory is unknown, and everything acknowledged is on disk.
import type { Log } from './log.ts';

/** What of the process is used here; `process` itself in main.ts. */
export interface ProcessSignals {
  on(event: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (fault: unknown) => void): unknown;
  exit(code: number): void;
}

/** 128 + SIGINT, as a shell reports it. */
const EXIT_FORCED = 130;

interface Ending {
  readonly log: Log;
  /** Ends everything in order; called once. */
  close(): Promise<void>;
  /** Words for the person at the terminal. */
  say(words: 'stopping' | 'stopped'): void;
  /** Beyond it the orderly stop has failed. */
  closeMs: number;
}

export function watchProcess(signals: ProcessSignals, { log, close, say, closeMs }: Ending): void {
  let isEnding = false;

  function end(exitCode: number): void {
    if (isEnding) return;
    isEnding = true;
    const deadline = setTimeout(() => {
      log.error({ closeMs }, 'orderly stop took too long');
      signals.exit(1);
    }, closeMs);
    deadline.unref();
    close().then(
      () => {
        say('stopped');
        signals.exit(exitCode);
      },
      (fault: unknown) => {
        log.error({ err: fault }, 'orderly stop failed');
        signals.exit(1);
      },
    );
  }

  function onSignal(name: string): void {
    if (isEnding) {
      signals.exit(EXIT_FORCED);
      return;
    }
    log.info({ signal: name }, 'stopping');
    say('stopping');
    end(0);
  }

  signals.on('SIGTERM', () => onSignal('SIGTERM'));
  signals.on('SIGINT', () => onSignal('SIGINT'));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    signals.on(event, (fault) => {
      log.error({ err: fault, event }, 'unforeseen fault, the process ends');
      end(1);
    });
  }
}
