// The comments of one document as its screen holds them: rows of the hub, the drafts under way, what went wrong with each.
// A draft keeps its words and its id until the hub has taken it, so that trying again makes one comment.
import { createComment, deleteComment, editComment, listComments, resolveComment } from '@enlace/shared/api/comment';
import { type CommentId, createId, type DocumentId } from '@enlace/shared/ids';
import type { Anchor, Comment } from '@enlace/shared/model/comment';
import type { Refusal, Result } from '@enlace/shared/result';
import { call } from '#lib/api/call.ts';
import { listThreads, type Thread } from './threads.ts';

export interface Draft {
  readonly id: CommentId;
  readonly anchor: Anchor;
  readonly parentId: CommentId | null;
  body: string;
  isSending: boolean;
  refusal: Refusal | null;
}

const newCommentId = (): CommentId => createId<CommentId>(Date.now(), crypto.getRandomValues(new Uint8Array(10)));

export class CommentsState {
  rows: readonly Comment[] = $state.raw([]);
  isLoaded: boolean = $state(false);
  refusal: Refusal | null = $state.raw(null);
  /** A new comment under way. */
  draft: Draft | null = $state(null);
  /** Answers under way, by the comment they answer. */
  answers: Record<CommentId, Draft> = $state({});
  /** The one that is looked at, here and in the text. */
  activeId: CommentId | null = $state(null);
  /** Comments whose words are gone from the text. */
  orphans: readonly string[] = $state.raw([]);
  readonly threads: readonly Thread[] = $derived(listThreads(this.rows));
  readonly openCount: number = $derived(this.threads.filter((thread) => !thread.isResolved).length);
  readonly documentId: DocumentId;
  #reading: Promise<void> | null = null;
  #isAgain = false;

  constructor(documentId: DocumentId) {
    this.documentId = documentId;
    void this.load();
  }

  /** Calls during a reading lead to one more, not to many. */
  load(): Promise<void> {
    if (this.#reading !== null) {
      this.#isAgain = true;
      return this.#reading;
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
      if (!this.#isAgain) return;
      this.#isAgain = false;
      void this.load();
    });
    return this.#reading;
  }

  /** Begins a comment, or points the one under way, with its words, at another place. */
  begin(anchor: Anchor): void {
    this.draft = this.#createDraft(anchor, null, this.draft?.body ?? '');
    this.activeId = null;
  }

  beginAnswer(root: Comment): void {
    this.answers[root.id] ??= this.#createDraft(root.anchor, root.id, '');
  }

  /** Answers whether the hub took it; if not the draft says why and keeps its words. */
  async send(draft: Draft): Promise<boolean> {
    if (draft.isSending || draft.body.trim() === '') return false;
    draft.isSending = true;
    draft.refusal = null;
    const { id, anchor, parentId, body } = draft;
    const sent = await call(createComment, {
      params: { documentId: this.documentId },
      input: { id, kind: 'comment', anchor: $state.snapshot(anchor), parentId, body },
    });
    draft.isSending = false;
    if (!sent.ok) {
      draft.refusal = sent.refusal;
      return false;
    }
    this.#take(sent.value);
    if (parentId === null) this.draft = null;
    else delete this.answers[parentId];
    this.activeId = parentId ?? id;
    return true;
  }

  async edit({ id, version }: Comment, body: string): Promise<Result<Comment>> {
    return this.#taken(await call(editComment, { params: { commentId: id }, input: { version, body } }));
  }

  async resolve({ id, version }: Comment, isResolved: boolean): Promise<Result<Comment>> {
    return this.#taken(await call(resolveComment, { params: { commentId: id }, input: { version, isResolved } }));
  }

  async remove({ id }: Comment): Promise<Result<undefined>> {
    const removed = await call(deleteComment, { params: { commentId: id } });
    await this.load();
    return removed;
  }

  #createDraft(anchor: Anchor, parentId: CommentId | null, body: string): Draft {
    return { id: newCommentId(), anchor, parentId, body, isSending: false, refusal: null };
  }

  async #read(): Promise<void> {
    const listed = await call(listComments, { params: { documentId: this.documentId }, isAutomatic: true });
    this.refusal = listed.ok ? null : listed.refusal;
    if (!listed.ok) return;
    this.rows = listed.value;
    this.isLoaded = true;
  }

  #taken(result: Result<Comment>): Result<Comment> {
    if (result.ok) this.#take(result.value);
    else if (result.refusal.code === 'version_conflict') void this.load();
    return result;
  }

  #take(comment: Comment): void {
    this.rows = [...this.rows.filter((row) => row.id !== comment.id), comment];
  }
}
