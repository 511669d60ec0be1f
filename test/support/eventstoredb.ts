import { openEventStoreDb } from '../../events/stores/eventstoredb/index.ts';
import { EventStoreDbDouble } from './eventstoredb-double/index.ts';
import type { Opened } from './store-contract.ts';

const url = process.env.EVENTSTOREDB_URL;

/** The server of EVENTSTOREDB_URL, or a double of its own. */
export async function eventStoreDbStore(): Promise<Opened> {
  const double = url === undefined ? await EventStoreDbDouble.start() : undefined;
  const open = () => openEventStoreDb(double?.url ?? url ?? '');
  return { store: await open(), reopen: open, dispose: async () => await double?.stop() };
}
