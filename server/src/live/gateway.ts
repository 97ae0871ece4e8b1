// The live door: who is here and what changed, over Socket.IO on /live. Home of Socket.IO.
// handshake.ts (origin, cookie) → this → events.ts → screen-verbs.ts → publish.ts, presence.ts → screens; facts → publish.ts, revoke.ts.
// A screen holds no right: the domain is asked at each watch, each delivery and each change of access.
import type { Server as HttpServer } from 'node:http';
import type { AccountId } from '@enlace/shared/ids';
import { liveEventBytesMax } from '@enlace/shared/limits';
import { Server } from 'socket.io';
import type { Fact, House } from '../domain/house.ts';
import type { Log } from '../runtime/log.ts';
import { createListener } from './events.ts';
import { admitRequest, admitSocket, type LiveServer, type LiveSocket } from './handshake.ts';
import { createPresence } from './presence.ts';
import { createPublisher } from './publish.ts';
import { createRevocation, type OpenScreen } from './revoke.ts';
import { Watchings } from './screen.ts';
import { createScreenVerbs } from './screen-verbs.ts';

export interface LiveDoor {
  onFact(fact: Fact): void;
  /** Ends every screen; each comes back by itself when the hub is there again. */
  close(): Promise<void>;
}

interface LiveParts {
  readonly house: House;
  readonly log: Log;
  readonly server: HttpServer;
  ownOrigins(): readonly string[];
}

/** How long a client may take from its first byte to its sign-in. */
const CONNECT_MS = 10_000;

const openServer = (server: HttpServer, ownOrigins: () => readonly string[]): LiveServer =>
  new Server(server, {
    path: '/live',
    serveClient: false,
    destroyUpgrade: false, // the sync door's sockets are not engine.io's to end (S2)
    maxHttpBufferSize: liveEventBytesMax,
    connectTimeout: CONNECT_MS,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: admitRequest(ownOrigins),
  });

export function createLiveDoor({ house, log, server, ownOrigins }: LiveParts): LiveDoor {
  const screens = new Set<OpenScreen>();
  const watchings = new Watchings();
  const publisher = createPublisher({ house, watchings, log });
  const presence = createPresence({ house, watchings, log });
  const revocation = createRevocation({ house, log, screens, watchings, presence });
  const io = openServer(server, ownOrigins);
  const openScreens = (accountId: AccountId): number => [...screens].filter(({ caller }) => caller.account.id === accountId).length;
  io.use(admitSocket({ house, log, openScreens }));

  io.on('connection', (socket) => {
    const { caller } = socket.data;
    const requireSignIn = (isActive: boolean) => revocation.requireSignIn(screen, isActive);
    const verbs = createScreenVerbs(
      { caller, emit: (name, ...event) => void socket.emit(name, ...event) },
      { house, watchings, publisher, presence, requireSignIn },
    );
    const screen = toOpenScreen(socket, verbs);
    screens.add(screen);
    socket.onAny(createListener(verbs, { clock: house.clock, log }));
    socket.on('disconnect', () => {
      screens.delete(screen);
      verbs.leaveAll();
    });
    // the sign-in may have ended between the handshake and here, before anyone could tell this screen
    requireSignIn(false).catch((fault: unknown) => log.error({ err: fault }, 'sign-in could not be looked up'));
  });

  return {
    onFact(fact) {
      if (fact.kind === 'changed') publisher.ring(fact.change.exchangeId);
      else revocation.onFact(fact);
    },
    async close() {
      revocation.close();
      publisher.close();
      presence.close();
      io.engine.close();
      await io.of('/').adapter.close();
    },
  };
}

const toOpenScreen = (socket: LiveSocket, verbs: OpenScreen['verbs']): OpenScreen => ({
  caller: socket.data.caller,
  verbs,
  tellAccess: (exchangeId) => void socket.emit('access', { exchangeId }),
  end() {
    socket.emit('signed-out');
    socket.disconnect(true);
  },
  drop: () => socket.conn.close(),
});
