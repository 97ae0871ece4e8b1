// Headers of every answer (S10). The web's own policy for scripts and styles is in its page, as hashes; a header that spoke of
// scripts would contradict it, so for pages it adds only what a page cannot say of itself.
import type { MiddlewareHandler } from 'hono';
import type { HttpEnv } from '../door.ts';

const PAGE_POLICY = "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'";
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";
const YEAR_SECONDS = 31_536_000;

export function securityHeaders(isSecure: () => boolean): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    await next();
    const isData = c.req.path.startsWith('/api/');
    c.header('content-security-policy', isData ? DATA_POLICY : (c.res.headers.get('content-security-policy') ?? PAGE_POLICY));
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'same-origin');
    c.header('cross-origin-opener-policy', 'same-origin');
    c.header('cross-origin-resource-policy', 'same-origin');
    c.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=()');
    if (isSecure()) c.header('strict-transport-security', `max-age=${YEAR_SECONDS}`);
    if (isData) c.header('cache-control', 'no-store');
  };
}
