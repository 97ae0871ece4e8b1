// How long to wait before trying to connect again: full jitter, so that a hub that comes back is not met by everyone at once (F14).

const leastMs = 250;
const mostMs = 5_000;

/** 250 ms to 5 s; `attempt` counts from 0 since the last connection that synced, `random` is in [0, 1). */
export function backOffMs(attempt: number, random: number): number {
  const ceiling = Math.min(mostMs, leastMs * 2 ** (Math.min(attempt, 10) + 1));
  return Math.round(leastMs + random * (ceiling - leastMs));
}
