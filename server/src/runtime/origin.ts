// Which origins are ours, and whether a request comes from one (S1, S9; docs/decisions/0006). Asked by all three doors.

/** The origins under which the hub is opened: its public address or, without one, the bound host and the names of this machine. */
export function ownOrigins({ host, port, url }: { readonly host: string; readonly port: number; readonly url: string | null }): string[] {
  if (url !== null) return [new URL(url).origin];
  const hosts = new Set([host.includes(':') ? `[${host}]` : host, 'localhost', '127.0.0.1', '[::1]']);
  return [...hosts].map((name) => new URL(`http://${name}:${port}`).origin);
}

export interface OriginHeaders {
  readonly origin?: string | undefined;
  readonly 'sec-fetch-site'?: string | undefined;
}

/**
 * An `Origin` must be one of ours, to the letter (`null` is not). Without one, `Sec-Fetch-Site` must not say that another site asks.
 * Without both it is no browser, so no person's cookies were borrowed: let in, to be judged by its sign-in alone.
 */
export function isOwnOrigin(headers: OriginHeaders, origins: readonly string[]): boolean {
  if (headers.origin !== undefined) return origins.includes(headers.origin);
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}
