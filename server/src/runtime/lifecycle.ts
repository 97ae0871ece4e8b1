// How the process ends: in order on the first SIGTERM or SIGINT, at once on the second, with a log line on an unforeseen fault.
// An unforeseen fault ends the process: what it left behind in memory is unknown, and everything acknowledged is on disk.
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** What of the process is used here; `process` itself in main.ts. */
export interface ProcessSignals {
  on(event: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (fault: unknown) => void): unknown;
  exit(code: number): void;
}

/** A terminal and the tool that started the process may each send the same Ctrl-C: what comes this soon is not a second one. */
const SAME_SIGNAL_MS = 500;
/** 128 + SIGINT, as a shell reports it. */
const EXIT_FORCED = 130;

interface Ending {
  readonly clock: Clock;
  readonly log: Log;
  /** Ends everything in order; called once. */
  close(): Promise<void>;
  /** Words for the person at the terminal. */
  say(words: 'stopping' | 'stopped'): void;
  /** Beyond it the orderly stop has failed. */
  readonly closeMs: number;
}

export function watchProcess(signals: ProcessSignals, { clock, log, close, say, closeMs }: Ending): void {
  let isEnding = false;
  let signalledMs = 0;

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
      if (clock.nowMs() - signalledMs >= SAME_SIGNAL_MS) signals.exit(EXIT_FORCED);
      return;
    }
    signalledMs = clock.nowMs();
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
