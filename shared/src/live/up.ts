// Socket.IO events from a screen to the hub, on `/live`. Each is acknowledged with a Result. Parsed once, at the gateway.
import * as v from 'valibot';
import { type DocumentId, type ExchangeId, idSchema } from '../ids.ts';

/** Follow an exchange: its changes after `since` (null: from now), its presence. Answer: `{seq}`, the feed's present end. */
export const watchSchema = v.object({
  exchangeId: idSchema<ExchangeId>(),
  since: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export const unwatchSchema = v.object({ exchangeId: idSchema<ExchangeId>() });
/** Where this screen is: in a document, or (null) elsewhere in the exchange; `isIdle` after ten minutes without a sign. */
export const atSchema = v.object({
  exchangeId: idSchema<ExchangeId>(),
  documentId: v.nullable(idSchema<DocumentId>()),
  isIdle: v.boolean(),
});

export type Watch = v.InferOutput<typeof watchSchema>;
export type Unwatch = v.InferOutput<typeof unwatchSchema>;
export type At = v.InferOutput<typeof atSchema>;
