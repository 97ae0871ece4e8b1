// Keeps what others wrote waiting while this person composes a letter (a dead key, an IME, a phone's keyboard): a change of the same
// text would tear the browser's composition and leave its accent behind. Frames of the hub → this → y-websocket → Y.Doc.
// Nothing is lost by it: what waits is applied in order when the letter is done, or after `holdMsMax` at the latest.
import { FRAME_SYNC, SYNC_STEP1 } from '@enlace/shared/sync/message';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { WebsocketProvider } from 'y-websocket';

/** Long compositions (a phone keeps a word open) do not keep the others' words away for longer than this. */
export const holdMsMax = 3_000;

type Handler = WebsocketProvider['messageHandlers'][number];

export interface IncomingHold {
  hold(): void;
  release(): void;
}

/** Stands before the provider's own handler of sync frames. The hub's questions (step 1) are answered at once. */
export function createIncomingHold(provider: Pick<WebsocketProvider, 'messageHandlers' | 'ws'>): IncomingHold {
  const handle = provider.messageHandlers[FRAME_SYNC] as Handler; // every provider has one
  let waiting: (() => void)[] = [];
  let isHeld = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  provider.messageHandlers[FRAME_SYNC] = (encoder, decoder, self, emitSynced, type) => {
    const rest = decoder.arr.slice(decoder.pos);
    if (!isHeld || rest[0] === SYNC_STEP1) {
      handle(encoder, decoder, self, emitSynced, type);
      return;
    }
    const { ws } = provider;
    waiting.push(() => {
      if (provider.ws !== ws) return; // another connection since then: its own sync brings this again
      handle(encoding.createEncoder(), decoding.createDecoder(rest), self, emitSynced, type);
    });
  };

  function release(): void {
    clearTimeout(timer);
    isHeld = false;
    const ready = waiting;
    waiting = [];
    for (const apply of ready) apply();
  }
  return {
    hold() {
      if (isHeld) return;
      isHeld = true;
      timer = setTimeout(release, holdMsMax);
    },
    release,
  };
}
