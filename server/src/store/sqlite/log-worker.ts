// The log's thread: owns the connection that the log is written on, so that waiting for the disk never stops the main
// thread. From log-line.ts → this → log-tables.ts, one question after another.
import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from './connection.ts';
import { faultCode } from './faults.ts';
import { DamagedLogError, prepareLogTables } from './log-tables.ts';
import type { LogAnswers, LogQuestion, LogReply, LogRequest } from './log-thread.ts';

function serve(path: string): void {
  const port = parentPort;
  if (port === null) throw new Error('runs in a worker thread only');
  const database = openConnection(path, 'log');
  const tables = prepareLogTables(database);

  const answerTo = (question: LogQuestion): LogAnswers[keyof LogAnswers] => {
    switch (question.ask) {
      case 'commit':
        return tables.commit(question.writes, question.writtenMs);
      case 'load':
        return tables.load(question.documentId);
      case 'after':
        return tables.after(question.documentId, question.seq);
      case 'clients':
        return tables.clients(question.documentId, question.accountId);
      case 'close':
        database.close();
        return null;
    }
  };
  const replyTo = (request: LogRequest): LogReply => {
    try {
      return { number: request.number, answer: answerTo(request) };
    } catch (error) {
      const fault = error instanceof DamagedLogError ? 'storage_failed' : faultCode(error);
      return { number: request.number, fault, message: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', (request: LogRequest) => {
    port.postMessage(replyTo(request));
    if (request.ask === 'close') port.close();
  });
}

serve(workerData.path);
