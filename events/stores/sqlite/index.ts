import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { messageOf } from '../../core/errors.ts';
import type { EventStore } from '../../core/event-store.ts';
import { cannotOpen } from '../cannot-open.ts';
import { Reader } from './reader.ts';
import { SqliteStore } from './sqlite-store.ts';
import { WriterClient } from './writer-client.ts';

export interface SqliteOptions {
  /** How long a commit waits for another process's lock before it is given up, in milliseconds. Default: 5,000. */
  readonly lockedMs?: number;
}

/**
 * The embedded store: one SQLite file in WAL mode, which other processes of the same machine may share. Makes the file
 * and its folder. Rejects with STORE_CANNOT_OPEN.
 *
 * @example const store = await openSqlite('./data/chatbox.db');
 */
export async function openSqlite(file: string, { lockedMs = 5_000 }: SqliteOptions = {}): Promise<EventStore> {
  const name = `sqlite:${file}`;
  if (file === '' || file.startsWith(':')) {
    throw cannotOpen(
      name,
      'no-file',
      'it is no file.',
      'name one: sqlite:./data/chatbox.db, or memory: to keep nothing.',
    );
  }
  const path = resolve(file);
  await mustBeWritable(name, path);
  const writer = new WriterClient({ name, path, lockedMs });
  const opening = writer.open();
  // A log that is there already is read at once: a Worker takes long to start, and nobody has written yet.
  const reader = Reader.ofExisting(path);
  if (reader === undefined) await opening;
  // Whoever writes first starts it again, and is told why it does not start.
  else opening.catch(() => {});
  return new SqliteStore(name, writer, reader ?? new Reader(path));
}

/** By doing it: SQLite falls back to reading without a word, and says of a folder only that it cannot. */
async function mustBeWritable(name: string, path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await (await open(path, 'a')).close();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EISDIR') {
      throw cannotOpen(name, 'folder', 'it is a folder.', 'name a file in it: sqlite:./data/chatbox.db.', error);
    }
    if (code === 'ENOTDIR' || code === 'EEXIST') {
      throw cannotOpen(name, 'folder', 'a part of its path is a file, not a folder.', 'name another path.', error);
    }
    const hint = 'let this process write the file and the folder around it, or name another path.';
    throw cannotOpen(name, 'denied', `this process may not write there (${messageOf(error)}).`, hint, error);
  }
}
