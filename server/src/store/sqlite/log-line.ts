// The line to the log's thread: asks and gives the answers back as promises. A thread that died is replaced at the next
// question (T12); what it had not answered is rejected, because nobody knows whether it was written.
import { Worker } from 'node:worker_threads';
import { StoreFault } from '../port/update-log.ts';
import type { LogAnswer, LogRead, LogRequest, LogWrite } from './log-thread.ts';

type Question = { ask: 'commit'; writes: readonly LogWrite[]; writtenMs: number } | { ask: 'read'; read: LogRead } | { ask: 'close' };

export class LogLine {
  readonly #path: string;
  #worker: Worker | null = null;
  #lastNumber = 0;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  constructor(path: string) {
    this.#path = path;
  }

  /** The bytes of a commit are handed over to the thread and are empty here afterwards. */
  ask(question: Question): Promise<unknown> {
    this.#lastNumber += 1;
    const request: LogRequest = { number: this.#lastNumber, ...question };
    this.#worker ??= this.#start();
    this.#worker.postMessage(request, question.ask === 'commit' ? buffersOf(question.writes) : []);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(request.number, { resolve, reject });
    return promise;
  }

  async close(): Promise<void> {
    if (this.#worker === null) return;
    const worker = this.#worker;
    await this.ask({ ask: 'close' });
    await worker.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./log-worker.ts', import.meta.url), { workerData: { path: this.#path } });
    let cause: unknown = new Error('the thread of the log has ended');
    worker.on('message', (answer: LogAnswer) => this.#take(answer));
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      for (const [number, { reject }] of this.#waiting) {
        this.#waiting.delete(number);
        reject(new StoreFault('storage_failed', cause));
      }
    });
    return worker;
  }

  #take(answer: LogAnswer): void {
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    if ('value' in answer) waiting?.resolve(answer.value);
    else waiting?.reject(answer.fault === null ? new Error(answer.message) : new StoreFault(answer.fault, new Error(answer.message)));
  }
}

function buffersOf(writes: readonly LogWrite[]): ArrayBuffer[] {
  return writes.flatMap((write) => ('bytes' in write && write.bytes.buffer instanceof ArrayBuffer ? [write.bytes.buffer] : []));
}
