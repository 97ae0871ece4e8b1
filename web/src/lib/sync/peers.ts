// The others in a document, out of its awareness: states stamped by the hub (R7) → this → cursors, list of who is present.
// What the hub did not stamp is not shown.
import type { MemberId } from '@enlace/shared/ids';
import { hueSchema } from '@enlace/shared/model/institution';
import * as v from 'valibot';

const bilingual = v.object({ es: v.optional(v.string()), en: v.optional(v.string()) });
const place = v.looseObject({});

/** Where someone is: in a text, from anchor to head (relative positions as JSON), or in a list, at an item and one of its fields. */
const cursorSchema = v.union([v.object({ anchor: place, head: place }), v.object({ item: v.string(), field: v.nullable(v.string()) })]);

const presenceSchema = v.object({
  user: v.object({
    memberId: v.string(),
    title: bilingual,
    acronym: bilingual,
    hue: hueSchema,
    mayWrite: v.boolean(),
  }),
  cursor: v.fallback(v.nullable(cursorSchema), null),
});

type Presence = v.InferOutput<typeof presenceSchema>;
export type PeerCursor = v.InferOutput<typeof cursorSchema>;

export interface Peer extends Omit<Presence['user'], 'memberId'> {
  readonly clientId: number;
  readonly memberId: MemberId;
  /** Null where this person has no cursor here. */
  readonly cursor: PeerCursor | null;
}

/** The others, in the order they came. One person with two screens is two peers. */
export function readPeers(states: ReadonlyMap<number, unknown>, ownClientId: number): Peer[] {
  return [...states].flatMap(([clientId, state]) => {
    if (clientId === ownClientId) return [];
    const parsed = v.safeParse(presenceSchema, state);
    if (!parsed.success) return [];
    const { user, cursor } = parsed.output;
    return [{ ...user, memberId: user.memberId as MemberId, clientId, cursor }]; // stamped by the hub
  });
}
