// One thing after another: what one screen asks is done in the order it was asked, so that `unwatch` never overtakes its `watch`.

/** Runs `work` after all that was given before; answers its result. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

export function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}
