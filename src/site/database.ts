import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { explain } from '../launch/explain.mjs';

/** One connection to the accounts. Several processes, and two connections of this one, share the file. */
export function openDatabase(file: string, busyTimeout: number): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { timeout: busyTimeout, enableForeignKeyConstraints: true });
    // The cache, in KiB, holds the accounts of some ten thousand members: each request asks for one.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384');
    return database;
  } catch (error) {
    if (isBusy(error)) throw error;
    const hint = 'restore it from a backup, or name another folder: CHATBOX_DATA=./data npm start';
    throw explain(`The accounts in ${file} cannot be opened.`, String(error), hint);
  }
}

const PATIENCE = 3_000;
const SQLITE_BUSY = 5;

/**
 * Runs `work` in one transaction. The connection must have no busy timeout: Better Auth's transaction on the other
 * connection can only end when this thread goes on, so waiting is done between tries, not inside SQLite.
 */
export async function write<T>(database: DatabaseSync, work: () => T): Promise<T> {
  for (const until = Date.now() + PATIENCE; ; await delay(10)) {
    try {
      database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (isBusy(error) && Date.now() < until) continue;
      throw error;
    }
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === SQLITE_BUSY;
