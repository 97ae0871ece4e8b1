// A token bucket: how a door bounds what one connection may ask in a stretch of time (R8). It holds no timer.
import type { Clock } from './clock.ts';

export interface Limiter {
  /** Takes one, if there is one. */
  take(): boolean;
}

export function createLimiter(clock: Clock, { burst, perSecond }: { readonly burst: number; readonly perSecond: number }): Limiter {
  let left = burst;
  let filledMs = clock.nowMs();
  return {
    take() {
      const nowMs = clock.nowMs();
      left = Math.min(burst, left + (Math.max(0, nowMs - filledMs) * perSecond) / 1000);
      filledMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
