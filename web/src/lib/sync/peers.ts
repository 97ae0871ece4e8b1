// The others in a document, out of its awareness: states stamped by the hub (R7) → this → cursors, list of who is present.
// What the hub did not stamp is not shown.
import type { MemberId } from '@enlace/shared/ids';
import { hueSchema } from '@enlace/shared/model/institution';
import * as v from 'valibot';

const bilingual = v.object({ es: v.optional(v.string()), en: v.optional(v.string()) });
const relative = v.looseObject({});

const presenceSchema = v.object({
  user: v.object({
    memberId: v.string(),
    title: bilingual,
    acronym: bilingual,
    hue: hueSchema,
    mayWrite: v.boolean(),
  }),
  cursor: v.fallback(v.nullable(v.object({ anchor: relative, head: relative })), null),
});

type Presence = v.InferOutput<typeof presenceSchema>;

export interface Peer extends Omit<Presence['user'], 'memberId'> {
  readonly clientId: number;
  readonly memberId: MemberId;
  /** Relative positions as JSON (`Y.createRelativePositionFromJSON`), or null where this person has no cursor here. */
  readonly cursor: Presence['cursor'];
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
