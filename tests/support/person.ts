// A person at the hub without a browser: signs in over HTTP, keeps the cookie, calls the API of the contract.
import type { DocumentCard } from '@enlace/shared/api/document';
import type { ExchangeView } from '@enlace/shared/api/exchange';
import type { HubProcess, SampleAccount } from './hub.ts';

export interface Person {
  readonly url: string;
  readonly cookie: string;
  readonly account: SampleAccount;
  /** Any request with the person's cookie; `body` is sent as JSON. */
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** The body of a request that must succeed. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  documents(): Promise<readonly DocumentCard[]>;
  /** The first document of a kind that this person may (or may not) write. */
  document(kind: 'agenda' | 'minutes', mayWrite: boolean): Promise<DocumentCard>;
}

export async function signInPerson(hub: HubProcess, role: string, institution?: string): Promise<Person> {
  return signInAccount(hub.url, await hub.account(role, institution));
}

export async function signInAccount(url: string, account: SampleAccount): Promise<Person> {
  const answer = await fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: account.email, password: account.password }),
  });
  if (!answer.ok) throw new Error(`Sign-in of ${account.role} answered ${answer.status}: ${await answer.text()}`);
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';

  const request = (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await request(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (response.status === 204 ? null : await response.json()) as T; // the caller names the endpoint's output
  }

  const documents = () => call<readonly DocumentCard[]>('GET', '/api/v1/documents');
  return {
    url,
    cookie,
    account,
    request,
    call,
    documents,
    async document(kind, mayWrite) {
      const found = (await documents()).find((card) => card.kind === kind && card.mayWrite === mayWrite);
      if (found === undefined) throw new Error(`${account.role} has no ${kind} with mayWrite ${mayWrite}`);
      return found;
    },
  };
}

/** The sample's session that is in progress now, as this person sees it; its minutes may be written by both host institutions. */
export async function sessionInProgress(person: Person): Promise<ExchangeView['sessions'][number]> {
  for (const exchangeId of new Set((await person.documents()).map((card) => card.exchangeId))) {
    const view = await person.call<ExchangeView>('GET', `/api/v1/exchanges/${exchangeId}`);
    const session = view.sessions.find((each) => each.state === 'in_progress' && each.marking.tlp === 'GREEN');
    if (session !== undefined) return session;
  }
  throw new Error('The sample has no session in progress');
}
