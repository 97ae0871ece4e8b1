// Leasing Yjs client ids (F10, F11; A23): 32 random bits that no one has used in this document, bound to the account for ever, so that
// nobody can write in another's name and two people never share one. One's own earlier id is granted again: an offline copy goes on.
import { hubClientId } from '@enlace/shared/document/shape';
import type { AccountId, DocumentId } from '@enlace/shared/ids';
import type { House } from './house.ts';

interface Lease {
  readonly documentId: DocumentId;
  readonly accountId: AccountId;
  /** An id leased before; null: a new one. */
  readonly wished: number | null;
}

const triesMax = 16; // among 4,294,967,296 ids: a second try is already an event

export async function leaseClient(house: House, { documentId, accountId, wished }: Lease): Promise<number> {
  const { log } = house.store;
  const own = await log.clientsOf(documentId, accountId);
  if (wished !== null && own.has(wished)) return wished;
  for (let tries = 0; tries < triesMax; tries += 1) {
    const clientId = new DataView(Uint8Array.from(house.random(4)).buffer).getUint32(0);
    if (clientId <= hubClientId || own.has(clientId)) continue;
    if (await log.bindClient(documentId, clientId, accountId)) return clientId;
  }
  throw new Error('no free client id after many tries: the source of randomness repeats itself');
}
