// Which files a route loads, read from Vite's manifest: at first by static imports, then lazily by dynamic ones.
import * as v from 'valibot';

export const manifestSchema = v.record(
  v.string(),
  v.object({
    file: v.string(),
    imports: v.optional(v.array(v.string()), []),
    dynamicImports: v.optional(v.array(v.string()), []),
    css: v.optional(v.array(v.string()), []),
  }),
);
export type Manifest = v.InferOutput<typeof manifestSchema>;

/** `entries`: loaded on every page, their lazy imports are other pages' matter. `own`: the route's; their lazy imports are its. */
export function partsOf(
  manifest: Manifest,
  { entries, own }: { readonly entries: readonly string[]; readonly own: readonly string[] },
): { readonly first: readonly string[]; readonly lazy: readonly string[] } {
  const first = closeOver(manifest, [...entries, ...own], []);
  const lazyRoots = [...closeOver(manifest, own, [])].flatMap((key) => manifest[key]?.dynamicImports ?? []);
  const lazy = closeOver(manifest, lazyRoots, ['dynamicImports']);
  for (const key of first) lazy.delete(key);
  return { first: filesOf(manifest, first), lazy: filesOf(manifest, lazy) };
}

function closeOver(manifest: Manifest, roots: readonly string[], also: readonly 'dynamicImports'[]): Set<string> {
  const seen = new Set<string>();
  const waiting = [...roots];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const part = manifest[key];
    if (part === undefined || seen.has(key)) continue;
    seen.add(key);
    waiting.push(...part.imports, ...also.flatMap((kind) => part[kind]));
  }
  return seen;
}

function filesOf(manifest: Manifest, keys: Iterable<string>): readonly string[] {
  const files = new Set<string>();
  for (const key of keys) {
    const part = manifest[key];
    if (part !== undefined) for (const file of [part.file, ...part.css]) files.add(file);
  }
  return [...files];
}
