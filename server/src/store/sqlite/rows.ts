// Records ⇄ rows. A record's fields are columns of the same name; yes and no become 1 and 0, nested values JSON text.
// A table names its such columns once (`CodecOf`), and the compiler checks that none is forgotten. Columns are only text,
// integer and bytes, so that the same rows fit PostgreSQL.

type Encoding<V> = NonNullable<V> extends boolean ? 'flag' : NonNullable<V> extends string | number ? never : 'json';

/** The columns of a record that are not stored as they are. */
export type CodecOf<Record> = {
  readonly [K in keyof Record as Encoding<Record[K]> extends never ? never : K]-?: Encoding<Record[K]>;
};

type Column<V> = V extends boolean ? 0 | 1 : V extends string | number | null ? V : string;

/** A record as it lies in its table. */
export type RowOf<Record> = { [K in keyof Record]: Column<Record[K]> };

export function encodeRow<Record extends object>(codec: CodecOf<Record>, record: Record): RowOf<Record> {
  const encodings: Readonly<{ [column: string]: unknown }> = codec;
  const row = Object.entries(record).map(([column, value]) => [column, encodeColumn(encodings[column], value)]);
  return Object.fromEntries(row) as RowOf<Record>; // same keys, each value through the encoding that its type asks for
}

export function decodeRow<Record extends object>(codec: CodecOf<Record>, row: RowOf<Record>): Record {
  const encodings: Readonly<{ [column: string]: unknown }> = codec;
  const record = Object.entries(row).map(([column, value]) => [column, decodeColumn(encodings[column], value)]);
  return Object.fromEntries(record) as Record; // written by encodeRow of the same codec; parsed when it came in
}

function encodeColumn(encoding: unknown, value: unknown): unknown {
  if (value === null || encoding === undefined) return value;
  return encoding === 'flag' ? Number(value) : JSON.stringify(value);
}

function decodeColumn(encoding: unknown, value: unknown): unknown {
  if (value === null || encoding === undefined) return value;
  return encoding === 'flag' ? value === 1 : JSON.parse(String(value));
}
