// Unit tests of the web's pure parts, beside the code. Run with cwd `web`.
import { mergeConfig } from 'vitest/config';
import vite from './vite.config.ts';

export default mergeConfig(vite, { test: { include: ['src/**/*.test.ts', 'scripts/**/*.test.ts'], environment: 'node' } });
