// Later, as an argument: the sync door never asks the platform for a timer itself, so a test can let time pass (A2).

/** Calls it off; after it ran, does nothing. */
export type Cancel = () => void;

export type Timer = (ms: number, run: () => void) => Cancel;

/** Timers of the platform; they do not keep the process alive. */
export const systemTimer: Timer = (ms, run) => {
  const timer = setTimeout(run, ms);
  timer.unref();
  return () => clearTimeout(timer);
};
