// What those who may not edit the agenda ask of it: comments of kind `proposal` on the agenda's document (DOMAIN §2.13, "propose").
// api/comment → this → ProposalPanel. Read again after each comment change of the exchange; nothing typed is lost by a refusal.
import { createComment, listComments, resolveComment } from '@enlace/shared/api/comment';
import { type AgendaItemId, type CommentId, createId, type DocumentId } from '@enlace/shared/ids';
import type { Comment } from '@enlace/shared/model/comment';
import { ok, type Refusal, type Result } from '@enlace/shared/result';
import { call } from '#lib/api/call.ts';
import type { ExchangeState } from '#lib/state/exchange.svelte.ts';

export interface Thread {
  readonly comment: Comment;
  readonly answers: readonly Comment[];
}

export class Proposals {
  threads: readonly Thread[] = $state.raw([]);
  refusal: Refusal | null = $state.raw(null);
  readonly open: readonly Thread[] = $derived(this.threads.filter(({ comment }) => comment.resolvedAt === null));
  readonly settled: readonly Thread[] = $derived(this.threads.filter(({ comment }) => comment.resolvedAt !== null));
  readonly #documentId: DocumentId;
  readonly #stop: () => void;

  constructor(exchange: ExchangeState, documentId: DocumentId) {
    this.#documentId = documentId;
    this.#stop = exchange.onChange((changes) => {
      if (changes.some((change) => change.subject === 'comment' && change.sessionId === null)) void this.load();
    });
    void this.load();
  }

  close(): void {
    this.#stop();
  }

  async load(): Promise<void> {
    const result = await call(listComments, { params: { documentId: this.#documentId }, isAutomatic: true });
    this.refusal = result.ok ? null : result.refusal;
    if (result.ok) this.threads = threadsOf(result.value);
  }

  /** `about`: an item, or null for the whole agenda. */
  send(kind: Comment['kind'], body: string, about: AgendaItemId | null): Promise<Result<null>> {
    return this.#create({ kind, body, parentId: null, anchor: about === null ? { kind: 'document' } : { kind: 'item', itemId: about } });
  }

  answer(thread: Thread, body: string): Promise<Result<null>> {
    const { id, anchor } = thread.comment;
    return this.#create({ kind: 'comment', body, parentId: id, anchor });
  }

  async settle(comment: Comment, isResolved: boolean): Promise<Result<null>> {
    const result = await call(resolveComment, { params: { commentId: comment.id }, input: { version: comment.version, isResolved } });
    await this.load();
    return result.ok ? ok(null) : result;
  }

  async #create(draft: Pick<Comment, 'kind' | 'body' | 'parentId' | 'anchor'>): Promise<Result<null>> {
    const id = createId<CommentId>(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
    const result = await call(createComment, { params: { documentId: this.#documentId }, input: { id, ...draft } });
    if (!result.ok) return result;
    await this.load();
    return ok(null);
  }
}

/** Oldest first; a withdrawn one stays only while it has answers. */
export function threadsOf(comments: readonly Comment[]): Thread[] {
  const inOrder = [...comments].sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
  return inOrder
    .filter((comment) => comment.parentId === null)
    .map((comment) => ({ comment, answers: inOrder.filter(({ parentId, deletedAt }) => parentId === comment.id && deletedAt === null) }))
    .filter(({ comment, answers }) => comment.deletedAt === null || answers.length > 0);
}
