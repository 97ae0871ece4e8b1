// Links that lead back after signing in. Only paths of our own: anything else in `?to=` could lead a person to another site.

/** `to` if it is a path on this origin, else `/`. `//host`, `/\host`, schemes and control characters are not. */
export function ownPath(to: string | null): string {
  return to === null || !to.startsWith('/') || /^\/[/\\]/.test(to) || hasControl(to) ? '/' : to;
}

const hasControl = (text: string): boolean => [...text].some((char) => char.charCodeAt(0) < 0x20 || char === '\u007f');

/** Where to sign in so as to come back to `url`. */
export function signInPath(url: Pick<URL, 'pathname' | 'search' | 'hash'>): string {
  const back = url.pathname + url.search + url.hash;
  return back === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(back)}`;
}
