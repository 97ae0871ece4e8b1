// Build of the web: a single page application that the hub serves from `build/` (decision 0007). Vite, Kit and paraglide all read
// the working directory, so run them with cwd `web`.
// Browser floor and its reason: Chrome and Edge 109 are the last for Windows 7, which the delegations' offices still run.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const FLOOR = ['chrome109', 'edge109', 'firefox115', 'safari15.6'];
const HUB = process.env.ENLACE_DEV_HUB ?? 'http://127.0.0.1:8080';

/** The ui kit in one file: alone, its parts are forty files of a few hundred bytes, and every page weighs 4 kB more. */
const UI_KIT = [{ name: 'ui', test: /src\/lib\/ui\/|@lucide\/svelte/, minShareCount: 3 }];

/** The one style attribute there is: Kit's route announcer (runtime/components/root.svelte), kept out of sight by it. */
const KIT_ANNOUNCER = 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=';

/** Kit hashes its own inline script only; the one of app.html (theme and language before the first paint) is hashed here. */
function hashInlineScript(): `sha256-${string}` {
  const script = /<script>([\s\S]*?)<\/script>/.exec(readFileSync(new URL('src/app.html', import.meta.url), 'utf8'))?.[1];
  if (script === undefined) throw new Error('app.html has no inline script');
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['globalVariable', 'baseLocale'],
      emitReadme: false,
    }),
    sveltekit({
      adapter: adapter({ fallback: '200.html', precompress: true }),
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self', hashInlineScript()],
          'style-src': ['self'],
          'style-src-attr': ['unsafe-hashes', KIT_ANNOUNCER],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'worker-src': ['self'],
        },
      },
    }),
  ],
  build: { target: FLOOR, cssTarget: FLOOR, manifest: true, rolldownOptions: { output: { codeSplitting: { groups: UI_KIT } } } },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': HUB, '/live': { target: HUB, ws: true }, '/sync': { target: HUB, ws: true } },
  },
});
