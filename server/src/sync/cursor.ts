// The one thing a client may say about itself (R7): where its cursor is. Rebuilt from checked parts, because the editors of all the
// others will read it: a Yjs relative position that is none would make them throw.
import { clientIdMax } from '@enlace/shared/limits';

interface PositionId {
  readonly client: number;
  readonly clock: number;
}

/** A Yjs relative position, as JSON. */
interface Position {
  readonly type: PositionId | null;
  readonly tname: string | null;
  readonly item: PositionId | null;
  readonly assoc: number;
}

/** In a text: from anchor to head. In an agenda: the item, and its field. */
export type Cursor = { readonly anchor: Position; readonly head: Position } | { readonly item: string; readonly field: string | null };

const wordCharsMax = 100;

/** Null where it is no cursor. */
export function parseCursor(value: unknown): Cursor | null {
  if (!isRecord(value)) return null;
  const anchor = parsePosition(value.anchor);
  const head = parsePosition(value.head);
  if (anchor !== null && head !== null) return { anchor, head };
  const item = parseWord(value.item);
  return item === null ? null : { item, field: parseWord(value.field) };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const isWhole = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const parseWord = (value: unknown): string | null => (typeof value === 'string' && value.length <= wordCharsMax ? value : null);

function parsePosition(value: unknown): Position | null {
  if (!isRecord(value)) return null;
  const position: Position = {
    type: parseId(value.type),
    tname: parseWord(value.tname),
    item: parseId(value.item),
    assoc: typeof value.assoc === 'number' && value.assoc < 0 ? -1 : 0,
  };
  return position.type === null && position.tname === null && position.item === null ? null : position;
}

function parseId(value: unknown): PositionId | null {
  if (!isRecord(value) || !isWhole(value.client) || value.client > clientIdMax || !isWhole(value.clock)) return null;
  return { client: value.client, clock: value.clock };
}
