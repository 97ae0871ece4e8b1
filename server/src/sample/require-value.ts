// A refusal of a verb while the sample is written is a mistake of the sample: it ends the start, named.
import type { Result } from '@enlace/shared/result';

export function requireValue<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, fields = [] } = result.refusal;
  throw new Error(`the sample was refused: ${code} ${fields.map(({ path, problem }) => `${path} (${problem})`).join(', ')}`);
}

/** What a key of the sample's data stands for, once it is written. */
export function requireKnown<K, T>(known: ReadonlyMap<K, T>, key: K): T {
  const found = known.get(key);
  if (found === undefined) throw new Error(`the sample names ${String(key)} before it is there`);
  return found;
}
