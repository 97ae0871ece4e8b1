// `Firefox · Windows`: the families that a User-Agent header claims, for the list of one's own sign-ins. Nothing finer is kept.

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Macintosh|Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

export function readBrowser(userAgent: string): string {
  const text = userAgent.slice(0, 512);
  const named = [BROWSERS, SYSTEMS].map((families) => families.find(([pattern]) => pattern.test(text))?.[1]);
  return named.filter((name) => name !== undefined).join(' · ') || '—';
}
