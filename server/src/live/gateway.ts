// The live door: who is here and what changed, over Socket.IO on /live. Home of Socket.IO.
// handshake.ts (origin, cookie) → this → events.ts → screen-verbs.ts → publish.ts, presence.ts → screens.
// A screen holds no right: the domain is asked at each watch, each delivery and each change of access (R9), and whether the sign-in
// still lives at each event and once in a while (A3).
import type { Server as HttpServer } from 'node:http';
import type { AccountId, ExchangeId } from '@enlace/shared/ids';
import { liveEventBytesMax } from '@enlace/shared/limits';
import { ok, refuse } from '@enlace/shared/result';
import { Server } from 'socket.io';
import type { Caller, Fact, House } from '../domain/house.ts';
import { isStillSignedIn } from '../domain/sign-in/identify.ts';
import type { Log } from '../runtime/log.ts';
import { createListener } from './events.ts';
import { admitRequest, admitSocket, type LiveServer, type LiveSocket } from './handshake.ts';
import { createPresence } from './presence.ts';
import { createPublisher } from './publish.ts';
import { Watchings } from './screen.ts';
import { createScreenVerbs, type ScreenVerbs } from './screen-verbs.ts';

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

interface OpenScreen {
  readonly socket: LiveSocket;
  readonly caller: Caller;
  readonly verbs: ScreenVerbs;
}

/** How long a client may take from its first byte to its sign-in. */
const CONNECT_MS = 10_000;
/** How often the sign-ins of open screens are looked at, beside being told when one ends. */
const SIGN_IN_CHECK_MS = 30_000;

export function createLiveDoor({ house, log, server, ownOrigins }: LiveParts): LiveDoor {
  const screens = new Set<OpenScreen>();
  const watchings = new Watchings();
  const publisher = createPublisher({ house, watchings, log });
  const presence = createPresence({ house, watchings, log });
  const io: LiveServer = new Server(server, {
    path: '/live',
    serveClient: false,
    destroyUpgrade: false, // the sync door's sockets are not engine.io's to end (S2)
    maxHttpBufferSize: liveEventBytesMax,
    connectTimeout: CONNECT_MS,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: admitRequest(ownOrigins),
  });
  const openScreens = (accountId: AccountId): number => [...screens].filter(({ caller }) => caller.account.id === accountId).length;
  io.use(admitSocket({ house, log, openScreens }));

  function end({ socket }: OpenScreen): void {
    socket.emit('signed-out');
    socket.disconnect(true);
  }

  /** A fault is no reason to end a screen here: the rows decide again at the next event. */
  async function checkSignIn(screen: OpenScreen, isActive: boolean): Promise<boolean> {
    const isSignedIn = await isStillSignedIn(house, screen.caller, isActive);
    if (!isSignedIn) end(screen);
    return isSignedIn;
  }
  const logFault = (fault: unknown): void => log.error({ err: fault }, 'live door could not ask the store');

  io.on('connection', (socket) => {
    const { caller } = socket.data;
    const verbs = createScreenVerbs(
      { caller, emit: (name, ...event) => void socket.emit(name, ...event) },
      {
        house,
        watchings,
        publisher,
        presence,
        requireSignIn: async (isActive) => ((await checkSignIn(screen, isActive)) ? ok(null) : refuse('signed_out')),
      },
    );
    const screen: OpenScreen = { socket, caller, verbs };
    screens.add(screen);
    socket.onAny(createListener(verbs, { clock: house.clock, log }));
    socket.on('disconnect', () => {
      screens.delete(screen);
      verbs.leaveAll();
    });
    // the sign-in may have ended between the handshake and here, before anyone could tell this screen
    checkSignIn(screen, false).catch(logFault);
  });

  const timer = setInterval(() => {
    for (const screen of screens) checkSignIn(screen, false).catch(logFault);
  }, SIGN_IN_CHECK_MS);

  async function onAccess(accountId: AccountId | null, exchangeId: ExchangeId | null): Promise<void> {
    const concerned = exchangeId === null ? watchings.exchanges() : [exchangeId];
    for (const here of concerned) presence.forget(here);
    for (const { socket, caller, verbs } of [...screens]) {
      if (accountId !== null && caller.account.id !== accountId) continue;
      const isConcerned = accountId !== null || exchangeId === null || verbs.isWatching(exchangeId);
      try {
        await verbs.recheck(exchangeId);
        if (isConcerned) socket.emit('access', { exchangeId });
      } catch (fault) {
        logFault(fault);
        socket.conn.close(); // without an answer there is no right: it comes back and asks again (S21)
      }
    }
    for (const here of concerned) presence.changed(here);
  }

  return {
    onFact(fact) {
      if (fact.kind === 'changed') publisher.ring(fact.change.exchangeId);
      if (fact.kind === 'access') onAccess(fact.accountId, fact.exchangeId).catch(logFault);
      if (fact.kind !== 'sign-in-ended') return;
      for (const screen of screens) if (screen.caller.signInId === fact.signInId) end(screen);
    },
    async close() {
      clearInterval(timer);
      publisher.close();
      presence.close();
      io.engine.close();
      await io.of('/').adapter.close();
    },
  };
}
