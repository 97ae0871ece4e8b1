// An update in the first format of Yjs, read strictly and without a document: bytes → this → check-update (R3, F3).
// It knows the format of yjs 13 (`encodeStateAsUpdate`, `doc.on('update')`): structs by client, then ranges of deletions.
// Nothing is allocated by a declared count, nothing may follow the last byte, and each client stands there once.
import { clientIdMax, updateStructsMax } from '@enlace/shared/limits';
import { ByteReader, Malformed } from '@enlace/shared/sync/byte-reader';
import { type Content, readContent, requireKey, requireLength } from './content.ts';

export interface Id {
  readonly client: number;
  readonly clock: number;
}

export interface Struct {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  /** Null: garbage, a struct whose content and place are gone. */
  readonly item: Item | null;
}

export interface Item {
  /** What stood left and right of it when it was written. */
  readonly origin: Id | null;
  readonly right: Id | null;
  /** Where neither says so: the root or the type it is in, and the key in it. */
  readonly root: string | null;
  readonly parent: Id | null;
  readonly key: string | null;
  readonly content: Content;
}

export interface Range extends Id {
  readonly length: number;
}

export interface ParsedUpdate {
  /** In order of clock and without gaps inside one client. */
  readonly structs: ReadonlyMap<number, readonly Struct[]>;
  readonly deletions: readonly Range[];
}

const GARBAGE = 0;
const SKIP = 10;
const HAS_ORIGIN = 128;
const HAS_RIGHT = 64;
const HAS_KEY = 32;

/** Throws Malformed. */
export function parseUpdate(bytes: Uint8Array): ParsedUpdate {
  const reader = new ByteReader(bytes);
  const structs = readStructs(reader);
  const deletions = readDeletions(reader);
  reader.requireEnd();
  return { structs, deletions };
}

function readStructs(reader: ByteReader): Map<number, Struct[]> {
  const byClient = new Map<number, Struct[]>();
  let total = 0;
  for (let clients = reader.readCount(4); clients > 0; clients -= 1) {
    const count = reader.readCount(2);
    total += count;
    if (count === 0 || total > updateStructsMax) throw new Malformed('number of structs');
    const client = readClient(reader);
    if (byClient.has(client)) throw new Malformed('client twice');
    const structs: Struct[] = [];
    byClient.set(client, structs);
    for (let clock = reader.readVarUint(), left = count; left > 0; left -= 1) {
      const struct = readStruct(reader, client, clock);
      structs.push(struct);
      clock = requireClock(clock + struct.length);
    }
  }
  return byClient;
}

function readStruct(reader: ByteReader, client: number, clock: number): Struct {
  const info = reader.readByte();
  const reference = info & 31;
  if (reference === SKIP) throw new Malformed('gap inside an update');
  if (reference === GARBAGE) {
    if (info !== GARBAGE) throw new Malformed('garbage with a place');
    return { client, clock, length: requireLength(reader.readVarUint()), item: null };
  }
  const origin = (info & HAS_ORIGIN) === 0 ? null : readId(reader);
  const right = (info & HAS_RIGHT) === 0 ? null : readId(reader);
  const place = origin === null && right === null ? readPlace(reader, info) : NO_PLACE;
  const content = readContent(reader, reference);
  return { client, clock, length: content.length, item: { origin, right, ...place, content } };
}

const NO_PLACE = { root: null, parent: null, key: null };

function readPlace(reader: ByteReader, info: number): Pick<Item, 'root' | 'parent' | 'key'> {
  const isRoot = reader.readVarUint();
  if (isRoot > 1) throw new Malformed('place of a struct');
  const root = isRoot === 1 ? requireKey(reader.readVarString()) : null;
  const parent = isRoot === 1 ? null : readId(reader);
  return { root, parent, key: (info & HAS_KEY) === 0 ? null : requireKey(reader.readVarString()) };
}

function readDeletions(reader: ByteReader): Range[] {
  const ranges: Range[] = [];
  const seen = new Set<number>();
  for (let clients = reader.readCount(4); clients > 0; clients -= 1) {
    const client = readClient(reader);
    if (seen.has(client)) throw new Malformed('client twice');
    seen.add(client);
    let left = reader.readCount(2);
    if (left === 0) throw new Malformed('client without deletions');
    for (; left > 0; left -= 1) {
      const clock = reader.readVarUint();
      const length = requireLength(reader.readVarUint());
      requireClock(clock + length);
      ranges.push({ client, clock, length });
    }
  }
  return ranges;
}

const readId = (reader: ByteReader): Id => ({ client: readClient(reader), clock: reader.readVarUint() });

/** Yjs draws client ids from 32 bits. */
function readClient(reader: ByteReader): number {
  const client = reader.readVarUint();
  if (client > clientIdMax) throw new Malformed('client id');
  return client;
}

function requireClock(clock: number): number {
  if (!Number.isSafeInteger(clock)) throw new Malformed('clock');
  return clock;
}
