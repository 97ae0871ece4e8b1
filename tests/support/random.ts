// Seeded randomness for tests (mulberry32). The seed is printed by who opens it, so that a failure can be run again.
export interface Random {
  readonly seed: number;
  /** 0 ≤ x < 1 */
  next(): number;
  /** min ≤ n ≤ max */
  integer(min: number, max: number): number;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { seed, next, integer: (min, max) => min + Math.floor(next() * (max - min + 1)) };
}

/** The seed of this run: ENLACE_SEED, or a fixed one. */
export const runSeed = (): number => Number(process.env.ENLACE_SEED ?? '20270311');
