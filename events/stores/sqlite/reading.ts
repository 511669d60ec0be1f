import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { ChatboxError, messageOf, StoreUnavailable } from '../../core/errors.ts';
import type { LogReader, ReadOptions } from '../../core/event-store.ts';
import { checkLimit } from '../batch.ts';
import { cannotOpen } from '../cannot-open.ts';
import { openSqlite } from './index.ts';
import { Reader } from './reader.ts';
import { refusal, type WhyNot } from './refusal.ts';
import { ResultCode, resultCode } from './result-code.ts';
import { mustHoldALog, UnfitFile } from './schema.ts';

/** A log that is only read, also where this process may not write. Rejects with STORE_CANNOT_OPEN. */
export async function openSqliteForReading(file: string): Promise<LogReader> {
  try {
    return await openSqlite(file);
  } catch (error) {
    if (!(error instanceof ChatboxError) || error.details.reason !== 'denied') throw error;
    return openReadOnly(file);
  }
}

/** The same without a try to write it. */
export function openReadOnly(file: string): LogReader {
  const name = `sqlite:${file}`;
  const path = resolve(file);
  try {
    const unchanged = unchangedSince(path);
    const alone = isAlone(path);
    const location = pathToFileURL(path);
    // Any other way of opening it leaves a WAL of ours behind, which the site may not be allowed to write.
    if (alone) location.search = '?immutable=1';
    holdsALog(location);
    return readOnly(name, new Reader(location), alone ? unchanged : () => true);
  } catch (error) {
    const { reason, why, hint } = whyNotRead(error);
    throw cannotOpen(name, reason, why, hint, error);
  }
}

/** Whether all of the log is in its file: no site has it open, and none ended without closing it. */
function isAlone(path: string): boolean {
  const wal = statSync(`${path}-wal`, { throwIfNoEntry: false });
  const shared = existsSync(`${path}-shm`);
  if (wal !== undefined && wal.size > 0 && !shared) {
    throw new UnfitFile(
      'wal-alone',
      'its last events are in the file that ends in "-wal", and reading those takes writing one that ends in "-shm".',
      'copy the file and its "-wal" to a folder of your own, and read them there.',
    );
  }
  return wal === undefined || !shared;
}

function readOnly(name: string, reader: Reader, unchanged: () => boolean): LogReader {
  return {
    name,
    read: async (stream: string, { from, direction, limit, signal }: ReadOptions) => {
      checkLimit(limit);
      signal?.throwIfAborted();
      const page =
        direction === 'backwards' ? reader.backwards(stream, from, limit) : reader.forwards(stream, from ?? 0n, limit);
      if (unchanged()) return page;
      throw new StoreUnavailable('its file was written to while it was read. Read it again.');
    },
    close: async () => reader.close(),
  };
}

function holdsALog(location: URL): void {
  const db = new DatabaseSync(location, { readOnly: true });
  try {
    mustHoldALog(db);
  } finally {
    db.close();
  }
}

function unchangedSince(path: string): () => boolean {
  const stateOf = () => {
    const { dev, ino, size, mtimeNs } = statSync(path, { bigint: true });
    return [dev, ino, size, mtimeNs].join(' ');
  };
  const first = stateOf();
  return () => stateOf() === first;
}

function whyNotRead(error: unknown): WhyNot {
  const code = resultCode(error);
  if (code !== ResultCode.readOnly && code !== ResultCode.cannotOpen) return refusal(error, 0);
  return {
    reason: 'denied',
    why: `this process may not read it (${messageOf(error)}).`,
    hint: 'let it read the file, and those beside it that end in "-wal" and "-shm".',
  };
}
