// Why a document socket was closed, as a refusal: the reason text where the hub gave a code, else the table's entry for the number.
import { isRefusalCode, REFUSALS, type RefusalCode } from '@enlace/shared/refusals';
import { isFinalClose } from '@enlace/shared/sync/close';

/** Several refusals share a number; these are meant when no reason came with it. */
const MEANT: Readonly<Record<number, RefusalCode>> = { 4403: 'forbidden' };

/** Null where trying again may help (R1). */
export function closedBy(event: { readonly code: number; readonly reason: string } | null): RefusalCode | null {
  if (event === null || !isFinalClose(event.code)) return null;
  if (isRefusalCode(event.reason)) return event.reason;
  const codes = Object.keys(REFUSALS).filter(isRefusalCode);
  return MEANT[event.code] ?? codes.find((code) => REFUSALS[code].close === event.code) ?? 'internal';
}
