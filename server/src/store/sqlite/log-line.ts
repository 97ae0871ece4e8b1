// The line to the log's thread: asks, and gives the answers back as promises. A thread that died is replaced at the next
// question (T15); what it had not answered is rejected, because nobody knows whether it was written.
import { Worker } from 'node:worker_threads';
import { StoreFault } from '../port/update-log.ts';
import type { LogAnswers, LogQuestion, LogReply, LogRequest, LogWrite } from './log-thread.ts';

interface Waiting {
  resolve(answer: LogAnswers[keyof LogAnswers]): void;
  reject(error: Error): void;
}

export class LogLine {
  readonly #path: string;
  #worker: Worker | null = null;
  #lastNumber = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(path: string) {
    this.#path = path;
  }

  /** The bytes of a commit are handed over to the thread: they are empty here afterwards. */
  async ask<Q extends LogQuestion>(question: Q): Promise<LogAnswers[Q['ask']]> {
    this.#lastNumber += 1;
    const request: LogRequest = { number: this.#lastNumber, ...question };
    this.#worker ??= this.#start();
    this.#worker.postMessage(request, question.ask === 'commit' ? buffersOf(question.writes) : []);
    const { promise, resolve, reject } = Promise.withResolvers<LogAnswers[keyof LogAnswers]>();
    this.#waiting.set(request.number, { resolve, reject });
    return (await promise) as LogAnswers[Q['ask']]; // log-worker.ts answers each question by its kind
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    await this.ask({ ask: 'close' });
    await worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./log-worker.ts', import.meta.url), { workerData: { path: this.#path } });
    let cause: unknown = new Error('the thread of the log has ended');
    worker.on('message', (reply: LogReply) => this.#take(reply));
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(new StoreFault('storage_failed', cause));
      this.#waiting.clear();
    });
    return worker;
  }

  #take(reply: LogReply): void {
    const waiting = this.#waiting.get(reply.number);
    this.#waiting.delete(reply.number);
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(reply.fault === null ? new Error(reply.message) : new StoreFault(reply.fault, new Error(reply.message)));
  }
}

function buffersOf(writes: readonly LogWrite[]): ArrayBuffer[] {
  return writes.flatMap((write) => ('bytes' in write && write.bytes.buffer instanceof ArrayBuffer ? [write.bytes.buffer] : []));
}
