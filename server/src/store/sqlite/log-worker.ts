// The log's thread: owns the connection that the log is written on, so that waiting for the disk never stops the main
// thread. From update-log.ts → this → log-tables.ts, one request after another.
import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from './connection.ts';
import { faultCode } from './faults.ts';
import { DamagedLogError, prepareLogTables } from './log-tables.ts';
import type { LogAnswer, LogRequest } from './log-thread.ts';

function serve(path: string): void {
  const port = parentPort;
  if (port === null) throw new Error('runs in a worker thread only');
  const database = openConnection(path, 'log');
  const tables = prepareLogTables(database);

  const carryOut = (request: LogRequest): unknown => {
    switch (request.ask) {
      case 'commit':
        return tables.commit(request.writes, request.writtenMs);
      case 'read':
        return tables.read(request.read);
      case 'close':
        database.close();
        return null;
    }
  };
  const answerTo = (request: LogRequest): LogAnswer => {
    try {
      return { number: request.number, value: carryOut(request) };
    } catch (error) {
      const fault = error instanceof DamagedLogError ? 'storage_failed' : faultCode(error);
      return { number: request.number, fault, message: error instanceof Error ? error.message : String(error) };
    }
  };
  port.on('message', (request: LogRequest) => {
    port.postMessage(answerTo(request));
    if (request.ask === 'close') port.close();
  });
}

serve(workerData.path);
