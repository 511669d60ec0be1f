import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { PresenceStore } from '../../core/presence-store.ts';
import type { Note, NoticeBoard, Places } from '../notice-board.ts';
import { type PresenceOptions, SharedPresence } from '../shared-presence.ts';
import { ResultCode, resultCode } from './result-code.ts';

/** Notes of processes that have long gone are swept away, in ms. */
const KEPT = 30 * 60_000;
const DAMAGED: readonly unknown[] = [ResultCode.corrupt, ResultCode.notADatabase];
const TRIES = 5;
/** A look at an unchanged file costs some 10 µs. */
const LOOK = 500;

const CREATE = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = OFF;
  CREATE TABLE IF NOT EXISTS present_1 (process TEXT PRIMARY KEY, at INTEGER NOT NULL, places TEXT NOT NULL) STRICT
`;
const Row = z.object({
  process: z.string(),
  at: z.int(),
  places: z
    .string()
    .transform((text) => JSON.parse(text))
    .pipe(z.record(z.string(), z.array(z.string()))),
});

/** Shares who is here with the other processes on the same log. The file beside the log is made when it is needed. */
export function openSqlitePresence(log: string, options: PresenceOptions = {}): PresenceStore {
  // Never in the log's own file, whose commits wait for the disk.
  return new SharedPresence(new SqliteNoticeBoard(`${resolve(log)}-presence`), { look: LOOK, ...options });
}

/**
 * Notes in a small file of their own that is never synced: a power cut may take them, and nobody will miss them. All of
 * it happens on the site's own thread, so it never waits for a lock.
 */
class SqliteNoticeBoard implements NoticeBoard {
  readonly #path: string;
  #db: DatabaseSync | undefined;
  #seen: unknown;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  async write(process: string, places: Places): Promise<void> {
    await this.#do((db) => {
      const now = Date.now();
      db.prepare('INSERT OR REPLACE INTO present_1 VALUES (?, ?, ?)').run(process, now, JSON.stringify(places));
      db.prepare('DELETE FROM present_1 WHERE at NOT BETWEEN ? AND ?').run(now - KEPT, now + KEPT);
    });
  }

  async read(): Promise<readonly Note[] | undefined> {
    return await this.#do((db) => {
      const version = db.prepare('PRAGMA data_version').get()?.data_version;
      if (version === this.#seen) return undefined;
      const rows = db.prepare('SELECT process, at, places FROM present_1').all();
      this.#seen = version;
      return rows.flatMap((row) => Row.safeParse(row).data ?? []);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#forget();
  }

  async #do<T>(work: (db: DatabaseSync) => T): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        if (this.#closed) throw new Error('it was closed.');
        this.#db ??= opened(this.#path);
        return work(this.#db);
      } catch (error) {
        const busy = resultCode(error) === ResultCode.busy;
        const damaged = DAMAGED.includes(resultCode(error));
        if (!busy) this.#forget();
        if (damaged) remove(this.#path);
        if (!(busy || damaged) || tries === TRIES) throw error;
        await delay(10 * Math.random() * tries);
      }
    }
  }

  #forget(): void {
    this.#db?.close();
    this.#db = undefined;
    this.#seen = undefined;
  }
}

function opened(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path);
  try {
    db.exec(CREATE);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function remove(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}
