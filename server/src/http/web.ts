// The built web: files of `webDir`, and its one page for every address of the application. The page names no person and is the
// same for all, so it may be kept offline; files under _app/immutable never change and are kept for good.
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { HttpDoor, HttpEnv } from './door.ts';
import { answerRefusal } from './problem.ts';

const PAGE = '200.html';
const IMMUTABLE = '/_app/immutable/';

const NOT_BUILT = `<!doctype html><html lang="es"><meta charset="utf-8"><title>Enlace</title>
<p>La interfaz web todavía no está construida. Ejecute <code>pnpm start</code> en la carpeta del proyecto y recargue esta página.</p>
<p lang="en">The web interface is not built yet. Run <code>pnpm start</code> in the project folder and reload this page.</p></html>`;

function answerNotBuilt(c: Context<HttpEnv>): Response {
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  return c.html(NOT_BUILT, 503, { 'retry-after': '30', 'cache-control': 'no-store' });
}

/** Addresses of the application have no file extension; what has one is a file, and a missing file is missing. */
const isNavigation = (path: string): boolean => !path.startsWith('/_app/') && extname(path) === '';

export function webRoutes(app: Hono<HttpEnv>, { webDir }: Pick<HttpDoor, 'webDir'>): void {
  const page = join(webDir, PAGE);
  let files: MiddlewareHandler | null = null;
  let fallback: MiddlewareHandler | null = null;

  app.on(['GET', 'HEAD'], '/*', async (c) => {
    if (!existsSync(page)) return isNavigation(c.req.path) ? answerNotBuilt(c) : answerRefusal(c, { code: 'not_found' });
    files ??= serveStatic({ root: webDir, precompressed: true, index: PAGE });
    fallback ??= serveStatic({ root: webDir, precompressed: true, path: PAGE });
    c.header('cache-control', c.req.path.startsWith(IMMUTABLE) ? 'public, max-age=31536000, immutable' : 'no-cache');
    const nothing = async (): Promise<void> => undefined;
    const found = (await files(c, nothing)) ?? (isNavigation(c.req.path) ? await fallback(c, nothing) : undefined);
    if (found !== undefined) return found;
    c.header('cache-control', 'no-store');
    return answerRefusal(c, { code: 'not_found' });
  });
}
