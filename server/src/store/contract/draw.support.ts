// Where the values of a test's records come from: fixed ones, or drawn at random by a property test.
import type { Marking, Tlp } from '@enlace/shared/access/marking';
import { createId } from '@enlace/shared/ids';
import type { Bilingual } from '@enlace/shared/model/text';

/** Where values come from: fixed ones (`plainDraw`), or those of a property test. */
export interface Draw {
  text(): string;
  flag(): boolean;
  int(max: number): number;
  /** One of the values. */
  of<T>(...values: readonly T[]): T;
  /** Ten bytes that no other record has. */
  unique(): Uint8Array;
}

let drawn = 0;

/** Never the same bytes twice in this process. */
export function uniqueBytes(): Uint8Array {
  drawn += 1;
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(6, drawn);
  return bytes;
}

export const plainDraw: Draw = {
  text: () => 'Verificación del “interés superior” — línea 1\nlínea 2 🛂 \u0301',
  flag: () => true,
  int: (max) => Math.min(max, 7),
  of: (first) => first,
  unique: uniqueBytes,
};

export const AT = '2027-03-11T16:42:00.000Z';
export const LATER = '2027-03-11T18:00:00.123Z';
export const ZONE = 'America/Mexico_City';
export const newId = <I extends string>(draw: Pick<Draw, 'unique'> = plainDraw): I => createId<I>(Date.parse(AT), draw.unique());
export const newHash = (draw: Pick<Draw, 'unique'> = plainDraw): string => Buffer.from(draw.unique()).toString('hex').padEnd(64, 'a');

export function bilingual(draw: Draw): Bilingual {
  return draw.of<Bilingual>({ es: draw.text(), en: draw.text() }, { es: draw.text() }, { en: draw.text() });
}

export const list = <T>(draw: Draw, make: () => T): T[] => Array.from({ length: draw.int(4) }, make);
export const marking = (draw: Draw): Marking => ({ tlp: draw.of<Tlp>('AMBER+STRICT', 'CLEAR', 'GREEN', 'AMBER', 'RED'), chr: draw.flag() });
export const maybe = <T>(draw: Draw, value: T): T | null => draw.of(value, null);
