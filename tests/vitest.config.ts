// One runner for every test of the repository: the packages' own tests beside their code, and the tests across packages here.
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const beside = (name: string, root: string) => ({
  extends: true as const,
  root: join(import.meta.dirname, '..', root),
  test: { name, include: ['src/**/*.test.ts'] },
});

/** Tests that start real processes and browsers run one file after another: two cores give no more at once. */
const across = (name: string, folder: string, timeoutMs: number) => ({
  extends: true as const,
  root: import.meta.dirname,
  test: {
    name,
    include: [`${folder}/**/*.test.ts`],
    testTimeout: timeoutMs,
    hookTimeout: 120_000,
    fileParallelism: false,
    sequence: { groupOrder: 1 },
  },
});

export default defineConfig({
  test: {
    projects: [
      beside('shared', 'shared'),
      beside('server', 'server'),
      join(import.meta.dirname, '../web/vitest.config.ts'),
      across('tidy', 'tidy', 60_000),
      across('interop', 'interop', 60_000),
      across('chaos', 'chaos', 900_000),
      across('e2e', 'e2e', 120_000),
    ],
  },
});
