// The content of one struct, read strictly: what it is, how many clocks it takes, and nothing that a document may not hold (R3).
// Binary values, sub-documents, hooks, nested fragments and embeds exist in Yjs and not here, whatever the kind of document.
import { valueDepthMax } from '@enlace/shared/limits';
import { type ByteReader, Malformed } from '@enlace/shared/sync/byte-reader';

/** Type references of Yjs that may come nested (YXmlHook is 5, YXmlFragment 4). */
const NESTED = { 0: 'array', 1: 'map', 2: 'text', 3: 'xml-element', 6: 'xml-text' } as const;

export type NestedKind = (typeof NESTED)[keyof typeof NESTED];

export type Content =
  | { readonly kind: 'deleted' | 'values' | 'format'; readonly length: number }
  | { readonly kind: 'string'; readonly length: number; readonly text: string }
  /** `name`: of an element, else null. */
  | { readonly kind: 'type'; readonly length: 1; readonly type: NestedKind; readonly name: string | null };

const DELETED = 1;
const STRING = 4;
const FORMAT = 6;
const TYPE = 7;
const VALUES = 8;

/** Setting this key would set a prototype somewhere, sooner or later. */
export function requireKey(key: string): string {
  if (key === '__proto__') throw new Malformed('key __proto__');
  return key;
}

export function readContent(reader: ByteReader, reference: number): Content {
  switch (reference) {
    case DELETED:
      return { kind: 'deleted', length: requireLength(reader.readVarUint()) };
    case STRING: {
      const text = reader.readVarString();
      return { kind: 'string', length: requireLength(text.length), text };
    }
    case FORMAT:
      requireKey(reader.readVarString());
      requirePlain(parseJson(reader.readVarString()), 0);
      return { kind: 'format', length: 1 };
    case TYPE:
      return readType(reader);
    case VALUES: {
      const length = requireLength(reader.readCount(1));
      for (let left = length; left > 0; left -= 1) readValue(reader, 0);
      return { kind: 'values', length };
    }
    default:
      throw new Malformed(`content ${reference} is not allowed`);
  }
}

/** A struct of no length would have no place in a client's clocks. */
export function requireLength(length: number): number {
  if (length === 0) throw new Malformed('struct without length');
  return length;
}

function readType(reader: ByteReader): Content {
  const reference = reader.readVarUint();
  if (!Object.hasOwn(NESTED, reference)) throw new Malformed(`type ${reference} is not allowed`);
  const type = NESTED[reference as keyof typeof NESTED]; // one of its own keys, as the line above has made sure
  return { kind: 'type', length: 1, type, name: type === 'xml-element' ? requireKey(reader.readVarString()) : null };
}

/** One value in lib0's `any` encoding: undefined, null, numbers, booleans, strings, objects, arrays; no bigint and no bytes. */
function readValue(reader: ByteReader, depth: number): void {
  if (depth > valueDepthMax) throw new Malformed('value too deep');
  const tag = reader.readByte();
  switch (tag) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return;
    case 125:
      skipVarInt(reader);
      return;
    case 124:
      reader.readBytes(4);
      return;
    case 123:
      reader.readBytes(8);
      return;
    case 119:
      reader.readVarString();
      return;
    case 118:
      for (let left = reader.readCount(2); left > 0; left -= 1) {
        requireKey(reader.readVarString());
        readValue(reader, depth + 1);
      }
      return;
    case 117:
      for (let left = reader.readCount(1); left > 0; left -= 1) readValue(reader, depth + 1);
      return;
    default:
      throw new Malformed(`value ${tag} is not allowed`);
  }
}

/** lib0's signed integer: bit 8 goes on, bit 7 of the first byte is the sign; at most 2^53. */
function skipVarInt(reader: ByteReader): void {
  const first = reader.readByte();
  let value = first & 63;
  let place = 64;
  for (let byte = first; byte >= 128; ) {
    byte = reader.readByte();
    value += (byte & 127) * place;
    place *= 128;
    if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('number too large');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Malformed('not JSON');
  }
}

function requirePlain(value: unknown, depth: number): void {
  if (depth > valueDepthMax) throw new Malformed('value too deep');
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) requireKey(key);
  for (const inner of Object.values(value)) requirePlain(inner, depth + 1);
}
