// A token bucket: how a door bounds what one connection may ask in a stretch of time (R8). It holds no timer.
import type { Clock } from './clock.ts';

export interface Limiter {
  /** Takes `count` (one), if there are as many. */
  take(count?: number): boolean;
}

export function createLimiter(clock: Clock, { burst, perSecond }: { readonly burst: number; readonly perSecond: number }): Limiter {
  let left = burst;
  let filledMs = clock.nowMs();
  return {
    take(count = 1) {
      const nowMs = clock.nowMs();
      left = Math.min(burst, left + (Math.max(0, nowMs - filledMs) * perSecond) / 1000);
      filledMs = nowMs;
      if (left < count) return false;
      left -= count;
      return true;
    },
  };
}
