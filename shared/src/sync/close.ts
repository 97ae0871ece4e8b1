// Close codes of the document socket, from the table of refusals; y-websocket 3.1 takes 4400–4499 as final (R1).
import { REFUSALS, type RefusalCode } from '../refusals.ts';

/** 1011 for a refusal that ends no connection: it should not have come here. */
export const closeCode = (code: RefusalCode): number => REFUSALS[code].close ?? 1011;

export const isFinalClose = (close: number): boolean => close >= 4400 && close <= 4499;
