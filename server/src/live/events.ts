// Events from a screen: known, bounded, parsed, in turn, each acknowledged with a Result. Whatever arrives, the answer is a refusal
// or silence, never a fault of the process (R8).
import { liveEventsBurst, liveEventsPerSecond } from '@enlace/shared/limits';
import type { UpEvents } from '@enlace/shared/live/down';
import { atSchema, unwatchSchema, watchSchema } from '@enlace/shared/live/up';
import { type Result, refuse } from '@enlace/shared/result';
import * as v from 'valibot';
import type { Clock } from '../runtime/clock.ts';
import { createLimiter } from '../runtime/limiter.ts';
import type { Log } from '../runtime/log.ts';
import { createTurn } from './turn.ts';

const SCHEMAS = { watch: watchSchema, unwatch: unwatchSchema, at: atSchema };
type Name = keyof UpEvents & keyof typeof SCHEMAS;

/** What the hub does for each event. */
export type Verbs = {
  readonly [N in Name]: (event: Parameters<UpEvents[N]>[0]) => Promise<Parameters<Parameters<UpEvents[N]>[1]>[0]>;
};

const isName = (name: unknown): name is Name => typeof name === 'string' && Object.hasOwn(SCHEMAS, name);

/** Takes the arguments of any event of one screen: its name, what it carries, and (last, if asked for) where to answer. */
export function createListener(verbs: Verbs, { clock, log }: { readonly clock: Clock; readonly log: Log }): (...event: unknown[]) => void {
  const limiter = createLimiter(clock, { burst: liveEventsBurst, perSecond: liveEventsPerSecond });
  const turn = createTurn();

  async function answer<N extends Name>(name: N, event: unknown): Promise<Result<unknown>> {
    const parsed = v.safeParse(SCHEMAS[name], event);
    if (!parsed.success) return refuse('bad_request');
    const verb = verbs[name] as (event: unknown) => Promise<Result<unknown>>; // the schema of the same name has just parsed it
    return turn(() => verb(parsed.output)).catch((fault: unknown) => {
      log.error({ err: fault, event: name }, 'live event failed');
      return refuse('internal');
    });
  }

  return (name, ...rest) => {
    const last = rest.at(-1);
    const reply = typeof last === 'function' ? (last as (result: Result<unknown>) => void) : () => undefined; // Socket.IO's own acknowledgement
    if (!limiter.take()) {
      reply(refuse('rate_limited'));
      return;
    }
    if (!isName(name)) {
      reply(refuse('bad_request'));
      return;
    }
    answer(name, rest[0]).then(reply, (fault: unknown) => log.error({ err: fault }, 'live answer could not be sent'));
  };
}
