// The present moment as a rune, renewed at each quarter of a minute while someone looks at it. Never announced.

const tickMs = 15_000;

export class Clock {
  now: Date = $state.raw(new Date());

  /** Runs until the answer is called. */
  open(): () => void {
    const timer = setInterval(() => {
      this.now = new Date();
    }, tickMs);
    const look = () => {
      if (document.visibilityState === 'visible') this.now = new Date();
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }
}
