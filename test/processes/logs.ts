import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPresence, parseStore, storeFrom } from '../../events/stores/index.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/index.ts';
import { HASTY } from '../support/presence-process.ts';
import { temporaryFolder } from '../support/stores.ts';
import type { Setting } from './site-process.ts';

const real = process.env.EVENTSTOREDB_URL;

/** A log that several processes share, with a chatbox of its own. */
export interface SharedLog extends Setting {
  dispose(): Promise<void>;
}

function shared(store: string, dispose: () => Promise<void>): SharedLog {
  return {
    chat: `p-${randomUUID()}`,
    openStore: () => storeFrom(store),
    openPresence: (log) => openPresence(parseStore(store), { ...HASTY, log }),
    dispose,
  };
}

export async function sqliteLog(): Promise<SharedLog & { readonly file: string }> {
  const folder = await temporaryFolder();
  const file = join(folder, 'chatbox.db');
  return { file, ...shared(`sqlite:${file}`, () => rm(folder, { recursive: true, force: true })) };
}

/** On the server of EVENTSTOREDB_URL, or on a double of its own. */
async function eventStoreDbLog(): Promise<SharedLog> {
  if (real !== undefined) return shared(real, async () => {});
  const double = await EventStoreDbDouble.start();
  return shared(double.url, () => double.stop());
}

export const LOGS = [
  { name: 'one SQLite file', open: sqliteLog },
  { name: `one EventStoreDB (${real === undefined ? 'a double' : 'that of EVENTSTOREDB_URL'})`, open: eventStoreDbLog },
] as const;
