// The folder that holds the hub: created for its owner alone, locked while a process uses it, checked before anything in
// it is trusted (T19–T22). What cannot be used is refused in words for the operator, and is left exactly as it was.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openConnection } from './connection.ts';
import { BUSY, CORRUPT, NOTADB, primaryCode } from './faults.ts';
import { unknownMigrations } from './migrations.ts';

const DATABASE = 'enlace.sqlite';
const LOCK = 'lock.sqlite';

export type DataFolderProblem = 'in_use' | 'newer' | 'corrupt' | 'not_writable';

const WORDS: Readonly<Record<DataFolderProblem, readonly [en: string, es: string]>> = {
  in_use: [
    'Another Enlace process is using this data folder. Stop it first, or choose another folder with ENLACE_DATA.',
    'Otro proceso de Enlace está usando esta carpeta de datos. Deténgalo primero o elija otra carpeta con ENLACE_DATA.',
  ],
  newer: [
    'This data folder was written by a newer version of Enlace. Start that version, or choose another folder with ENLACE_DATA.',
    'Esta carpeta de datos fue escrita por una versión más reciente de Enlace. Inicie esa versión o elija otra carpeta con ENLACE_DATA.',
  ],
  corrupt: [
    'The database in this data folder is damaged. Nothing was changed. Restore a backup, or choose another folder with ENLACE_DATA.',
    'La base de datos de esta carpeta está dañada. No se cambió nada. Restaure un respaldo o elija otra carpeta con ENLACE_DATA.',
  ],
  not_writable: [
    'Enlace cannot write in this data folder. Check that it is a folder, its owner, its permissions and the room on the disk, or choose another one with ENLACE_DATA.',
    'Enlace no puede escribir en esta carpeta de datos. Revise que sea una carpeta, su dueño, sus permisos y el espacio en el disco, o elija otra con ENLACE_DATA.',
  ],
};

/** Why the hub cannot start on this folder. The message is for the operator, in English and Spanish, with the folder's path. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  readonly code: DataFolderProblem;
  readonly dataDir: string;
  constructor(code: DataFolderProblem, dataDir: string, cause: unknown) {
    const [en, es] = WORDS[code];
    super(`${dataDir}: ${en}\n${dataDir}: ${es}`, { cause });
    this.code = code;
    this.dataDir = dataDir;
  }
}

/** Whether no hub has been here yet. Looks only, and changes nothing. */
export const isEmpty = (dataDir: string): boolean => !existsSync(join(dataDir, DATABASE));

/** Makes the folder and an empty file of this name in it; what is there stays. For a mark that must be there before a database is. */
export const markFolder = (dataDir: string, name: string): void => createFiles(dataDir, [name]);

export interface DataFolder {
  readonly databasePath: string;
  /** Lets another process in. The lock also ends with the process, however it ends. */
  close(): void;
}

export function openDataFolder(dataDir: string): DataFolder {
  const databasePath = join(dataDir, DATABASE);
  createFiles(dataDir, [LOCK, DATABASE]);
  const lock = lockFolder(dataDir);
  try {
    checkDatabase(dataDir, databasePath);
  } catch (error) {
    lock.close();
    throw error instanceof DataFolderError ? error : folderError(dataDir, error);
  }
  return { databasePath, close: () => lock.close() };
}

/** SQLite gives its side files the mode of the database file. */
function createFiles(dataDir: string, names: readonly string[]): void {
  try {
    const isNew = mkdirSync(dataDir, { recursive: true, mode: 0o700 }) !== undefined;
    for (const name of names) createFile(join(dataDir, name));
    if (isNew) syncFolder(dirname(dataDir));
  } catch (error) {
    throw new DataFolderError('not_writable', dataDir, error);
  }
}

/** Never opens a file that is there: closing it would drop the locks that this process may hold on it. */
function createFile(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** A power cut may not take the new folder's name with it. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function lockFolder(dataDir: string): DatabaseSync {
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(join(dataDir, LOCK));
    lock.exec('pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    throw folderError(dataDir, error);
  }
}

/** What SQLite said about the folder, in the operator's words. */
export function folderError(dataDir: string, cause: unknown): DataFolderError {
  switch (primaryCode(cause)) {
    case BUSY:
      return new DataFolderError('in_use', dataDir, cause);
    case CORRUPT:
    case NOTADB:
      return new DataFolderError('corrupt', dataDir, cause);
    default:
      return new DataFolderError('not_writable', dataDir, cause);
  }
}

function checkDatabase(dataDir: string, databasePath: string): void {
  const database = openConnection(databasePath, 'check');
  try {
    const found = database.prepare('pragma quick_check(1)').get()?.quick_check;
    if (found !== 'ok') throw new DataFolderError('corrupt', dataDir, new Error(String(found)));
    const unknown = unknownMigrations(database);
    if (unknown.length > 0) throw new DataFolderError('newer', dataDir, new Error(unknown.join(', ')));
  } finally {
    database.close();
  }
}
