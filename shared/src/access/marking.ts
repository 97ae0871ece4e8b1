// Marking after TLP 2.0 (FIRST) and the Chatham House rule; DOMAIN §2.12. Order: the most open first.
import * as v from 'valibot';

export const tlpSchema = v.picklist(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED']);
export type Tlp = v.InferOutput<typeof tlpSchema>;

export const markingSchema = v.object({
  tlp: tlpSchema,
  /** Chatham House rule: outside the session neither person nor institution of a speaker is shown. */
  chr: v.boolean(),
});
export type Marking = v.InferOutput<typeof markingSchema>;

const RANK: Readonly<Record<Tlp, number>> = { CLEAR: 0, GREEN: 1, AMBER: 2, 'AMBER+STRICT': 3, RED: 4 };

export const isStricter = (a: Tlp, b: Tlp): boolean => RANK[a] > RANK[b];

/** The effective marking of a thing inside another: the stricter of both, Chatham House if either says so. */
export const strictestMarking = (a: Marking, b: Marking): Marking => ({
  tlp: isStricter(a.tlp, b.tlp) ? a.tlp : b.tlp,
  chr: a.chr || b.chr,
});

/** What may be kept on a device: CLEAR and GREEN where it is not shared; AMBER only where its holder declared it personal (S17). */
export const mayKeepOffline = (tlp: Tlp, device: 'shared' | 'ordinary' | 'personal'): boolean =>
  device !== 'shared' && (RANK[tlp] <= RANK.GREEN || (tlp === 'AMBER' && device === 'personal'));
