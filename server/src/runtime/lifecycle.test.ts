import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { watchProcess } from './lifecycle.ts';
import { createLog } from './log.ts';

interface Watched {
  readonly signals: EventEmitter;
  readonly said: string[];
  readonly exited: Promise<number>;
  later(ms: number): void;
}

function watch(close: () => Promise<void>): Watched {
  const said: string[] = [];
  let nowMs = 1_000;
  const { promise, resolve } = Promise.withResolvers<number>();
  const signals = Object.assign(new EventEmitter(), { exit: resolve });
  watchProcess(signals, {
    clock: { nowMs: () => nowMs },
    log: createLog('silent'),
    close,
    say: (words) => said.push(words),
    closeMs: 60_000,
  });
  const later = (ms: number): void => {
    nowMs += ms;
  };
  return { signals, said, exited: promise, later };
}

test('[V21] the first signal ends everything in order, then the process', async () => {
  let closed = 0;
  const { signals, said, exited } = watch(async () => {
    closed += 1;
  });
  signals.emit('SIGTERM');
  expect(await exited).toBe(0);
  expect(closed).toBe(1);
  expect(said).toEqual(['stopping', 'stopped']);
});
test('[V21] a second signal does not wait', async () => {
  const { signals, exited, later } = watch(() => new Promise(() => undefined));
  signals.emit('SIGINT');
  later(600);
  signals.emit('SIGINT');
  expect(await exited).toBe(130);
});
test('[V21] one Ctrl-C that arrives twice, from the terminal and from pnpm, is still the first', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { signals, exited, later } = watch(() => promise);
  signals.emit('SIGINT');
  later(20);
  signals.emit('SIGINT');
  resolve();
  expect(await exited).toBe(0);
});
test('[V21] an unforeseen fault still closes the store, and the process ends with a failure', async () => {
  let closed = 0;
  const { signals, exited } = watch(async () => {
    closed += 1;
  });
  signals.emit('unhandledRejection', new Error('bug'));
  expect(await exited).toBe(1);
  expect(closed).toBe(1);
});
test('[V21] an orderly stop that fails is a failure', async () => {
  const { signals, exited } = watch(() => Promise.reject(new Error('disk')));
  signals.emit('SIGTERM');
  expect(await exited).toBe(1);
});
