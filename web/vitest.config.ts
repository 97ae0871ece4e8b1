// The web's own tests, in Node: pure parts, and rune modules, which the Svelte plugin compiles. Screens are tested in a browser (tests/e2e).
// The messages are those of the last build.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false })],
  test: { name: 'web', include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'] },
});
