import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryLog, openMemory } from '../../events/stores/memory.ts';
import { openSqlite, type SqliteOptions } from '../../events/stores/sqlite/index.ts';
import type { Opened } from './store-contract.ts';

/** A memory store with a log of its own. */
export async function memoryStore(): Promise<Opened> {
  const log = new MemoryLog();
  return { store: openMemory(log), reopen: async () => openMemory(log) };
}

/** A SQLite store on a new file in a folder of its own, which `dispose` removes. */
export async function sqliteStore(options: SqliteOptions = {}): Promise<Opened & { readonly file: string }> {
  const folder = await temporaryFolder();
  const file = join(folder, 'chatbox.db');
  return {
    file,
    store: await openSqlite(file, options),
    reopen: () => openSqlite(file, options),
    dispose: () => rm(folder, { recursive: true }),
  };
}

export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'astro-chatbox-'));
}
