// What becomes of a write, as its connection sees it: taken, refused with a code, or in need of a client id first.
import type { RefusalCode } from '@enlace/shared/refusals';
import type { Admission, AdmissionTerms } from './replica.ts';

export interface WriteTerms extends AdmissionTerms {
  /** Called once it, and all before it, is on disk. */
  readonly durable: () => void;
}

export type WriteOutcome =
  /** `durable` will be called once, in order. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'unbound'; readonly clients: readonly number[] }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly why?: string };

export function readOutcome(admission: Admission): WriteOutcome {
  switch (admission.kind) {
    case 'news':
    case 'known':
      return { kind: 'taken' };
    case 'unbound':
      return admission;
    case 'gap':
      return { kind: 'refused', code: 'out_of_order' };
    case 'too-much':
      return { kind: 'refused', code: 'rate_limited' };
    case 'too-large':
      return { kind: 'refused', code: 'body_too_large' };
    case 'inadmissible':
      return { kind: 'refused', code: 'inadmissible', why: admission.why };
    case 'broken':
      return { kind: 'refused', code: 'inadmissible', why: 'apply' };
  }
}
