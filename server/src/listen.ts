// One port for everything: binds the server, and sends each WebSocket upgrade to the door of its path (S2).
// /live is answered by engine.io's own listener; /sync/<document id> by the sync door; anything else is 404 and an end.
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { StartRefusal } from './runtime/start-refusal.ts';

export type UpgradeDoor = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

const codeOf = (fault: unknown): unknown => (fault instanceof Error && 'code' in fault ? fault.code : null);

function refusalOf(fault: unknown, host: string, port: number): unknown {
  const at = `${host}:${port}`;
  switch (codeOf(fault)) {
    case 'EADDRINUSE':
      return new StartRefusal(
        {
          es: `El puerto ${port} ya está en uso en ${host}. Cierre el otro programa o elija otro puerto, por ejemplo ENLACE_PORT=${port + 1}.`,
          en: `Port ${port} is already in use on ${host}. Close the other program or choose another port, such as ENLACE_PORT=${port + 1}.`,
        },
        fault,
      );
    case 'EACCES':
      return new StartRefusal(
        {
          es: `No hay permiso para usar ${at}. Elija un puerto desde 1024.`,
          en: `No permission to use ${at}. Choose a port from 1024 on.`,
        },
        fault,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartRefusal(
        {
          es: `Este equipo no tiene la dirección ${host} (ENLACE_HOST).`,
          en: `This machine does not have the address ${host} (ENLACE_HOST).`,
        },
        fault,
      );
    default:
      return fault;
  }
}

/** Answers the port that was bound. Throws StartRefusal where it cannot be. */
export async function bindServer(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (fault) {
    throw refusalOf(fault, host, port);
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server is not bound to a port');
  return address.port;
}

function refuseUpgrade(socket: Duplex): void {
  socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy());
}

/** `syncDoor` is handed what asks for `/sync/…` and owns the socket from then on. Answers how to end the sockets that are left. */
export function routeUpgrades(server: Server, syncDoor: UpgradeDoor): () => void {
  const open = new Set<Duplex>();
  server.on('upgrade', (request, socket, head) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (path.startsWith('/live/')) return;
    socket.on('error', () => socket.destroy()); // a reset by the other side is no fault of ours
    if (path.startsWith('/sync/')) syncDoor(request, socket, head);
    else refuseUpgrade(socket);
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}
