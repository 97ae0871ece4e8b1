// What the HTTP door is handed by compose, and what each request carries from middleware to route.
import type { HttpBindings } from '@hono/node-server';
import type { Caller, House } from '../domain/house.ts';
import type { Log } from '../runtime/log.ts';

/** Where the hub stands: routes answer in all three; /readyz tells them apart. */
export type Phase = 'starting' | 'running' | 'draining';

export interface HttpDoor {
  readonly house: House;
  readonly log: Log;
  /** Folder of the built web; it may not be there. */
  readonly webDir: string;
  ownOrigins(): readonly string[];
  phase(): Phase;
  /** `isSign`: the person asks, and not their page by itself (A3). */
  identify(token: string | null, isSign: boolean): Promise<Caller | null>;
}

export interface HttpEnv {
  Bindings: HttpBindings;
  Variables: {
    requestId: string;
    log: Log;
    /** Null: nobody is signed in here. Set for /api only. */
    caller: Caller | null;
  };
}
