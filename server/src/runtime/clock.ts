// Time and randomness as arguments: the domain never asks the platform itself, so a test can decide both.
import { randomBytes } from 'node:crypto';

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  nowMs(): number;
}

export type Random = (byteCount: number) => Uint8Array;

export const systemClock: Clock = { nowMs: () => Date.now() };
export const systemRandom: Random = (byteCount) => randomBytes(byteCount);
