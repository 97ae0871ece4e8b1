// The sign-in cookie, written and read in one place for all three doors. It holds the token and nothing else (S3).
// `__Host-` (https only) ties it to this very host; Lax lets links from mail arrive signed in; no script can read it.

/** 32 random bytes in base64url or hex; anything else is not ours and is not looked up. */
const TOKEN = /^[A-Za-z0-9_-]{32,128}$/;

const isSecure = (url: string): boolean => url.startsWith('https:');

/** Without https a `__Host-` cookie would be refused by the browser. */
export const signInCookieName = (url: string): string => (isSecure(url) ? '__Host-enlace' : 'enlace');

/** The token in a `Cookie` header; null where there is none or it cannot be one of ours. */
export function readSignInToken(cookieHeader: string | null | undefined, url: string): string | null {
  const name = signInCookieName(url);
  for (const pair of (cookieHeader ?? '').split(';')) {
    const cut = pair.indexOf('=');
    if (cut === -1 || pair.slice(0, cut).trim() !== name) continue;
    const token = pair.slice(cut + 1).trim();
    return TOKEN.test(token) ? token : null;
  }
  return null;
}

const attributes = (url: string): string => `Path=/; HttpOnly; SameSite=Lax${isSecure(url) ? '; Secure' : ''}`;

/** A `Set-Cookie` value. `maxAgeMs` null: until the browser closes, for a shared device. The server's expiry rules in any case. */
export function writeSignInCookie(token: string, { url, maxAgeMs }: { readonly url: string; readonly maxAgeMs: number | null }): string {
  const age = maxAgeMs === null ? '' : `; Max-Age=${Math.floor(maxAgeMs / 1000)}`;
  return `${signInCookieName(url)}=${token}; ${attributes(url)}${age}`;
}

export const clearSignInCookie = (url: string): string => `${signInCookieName(url)}=; ${attributes(url)}; Max-Age=0`;
