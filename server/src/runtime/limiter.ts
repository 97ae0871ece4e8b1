// Token buckets: how a door bounds what one connection, or one address, may ask in a stretch of time (R8). They hold no timer.
import type { Clock } from './clock.ts';

export interface Limiter {
  /** Takes `count` (one), if there are as many. */
  take(count?: number): boolean;
}

export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export function createLimiter(clock: Clock, { burst, perSecond }: Rate): Limiter {
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

/** One bucket a key, for at most `keysMax`; beyond it the one used longest ago starts anew. */
export function createLimiters(clock: Clock, { keysMax, ...rate }: Rate & { readonly keysMax: number }): { take(key: string): boolean } {
  const limiters = new Map<string, Limiter>();
  return {
    take(key) {
      const limiter = limiters.get(key) ?? createLimiter(clock, rate);
      limiters.delete(key);
      limiters.set(key, limiter);
      for (const oldest of limiters.keys()) {
        if (limiters.size <= keysMax) break;
        limiters.delete(oldest);
      }
      return limiter.take();
    },
  };
}
