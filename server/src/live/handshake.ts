// Who may open a screen: the origin is judged on the request, before anything is accepted (S1); the sign-in on the connection that
// follows, so that a client of ours hears why (`connect_error` with a code) and does not try for ever.
import type { IncomingMessage } from 'node:http';
import type { AccountId } from '@enlace/shared/ids';
import { screensPerAccountMax } from '@enlace/shared/limits';
import type { ConnectRefusal, DownEvents, UpEvents } from '@enlace/shared/live/down';
import type { Server, Socket } from 'socket.io';
import type { Caller, House } from '../domain/house.ts';
import { identify } from '../domain/sign-in/identify.ts';
import { readSignInToken } from '../runtime/cookie.ts';
import type { Log } from '../runtime/log.ts';
import { isOwnOrigin } from '../runtime/origin.ts';

interface SocketData {
  caller: Caller;
}
export type LiveServer = Server<UpEvents, DownEvents, Record<string, never>, SocketData>;
export type LiveSocket = Socket<UpEvents, DownEvents, Record<string, never>, SocketData>;

/** Socket.IO's `cors` option does not guard its WebSocket transport; this guards both. */
export const admitRequest =
  (ownOrigins: () => readonly string[]) =>
  (request: IncomingMessage, answer: (refusal: string | null, isAdmitted: boolean) => void): void => {
    const { origin, 'sec-fetch-site': site } = request.headers;
    const isOwn = isOwnOrigin({ origin, 'sec-fetch-site': site?.toString() }, ownOrigins());
    answer(isOwn ? null : ('origin_refused' satisfies ConnectRefusal), isOwn);
  };

interface AdmitParts {
  readonly house: House;
  readonly log: Log;
  openScreens(accountId: AccountId): number;
}

export const admitSocket =
  ({ house, log, openScreens }: AdmitParts) =>
  (socket: LiveSocket, next: (refusal?: Error) => void): void => {
    const refuse = (code: ConnectRefusal): void => next(new Error(code));
    // a screen also comes back by itself: only what it says then may be a sign of its person (A3)
    identify(house, readSignInToken(socket.request.headers.cookie, house.url), false).then(
      (caller) => {
        if (caller === null) return refuse('signed_out');
        if (openScreens(caller.account.id) >= screensPerAccountMax) return refuse('rate_limited');
        socket.data.caller = caller;
        next();
      },
      (fault: unknown) => {
        log.error({ err: fault }, 'sign-in could not be looked up');
        socket.conn.close(); // nobody is let in, and the client tries again (S21)
      },
    );
  };
