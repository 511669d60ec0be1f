import { openEventStoreDb } from '../../events/stores/eventstoredb/index.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/index.ts';
import { eventStoreContract, type Opened } from '../support/store-contract.ts';

const real = process.env.EVENTSTOREDB_URL;

async function onTheDouble(): Promise<Opened> {
  const double = await EventStoreDbDouble.start();
  const open = () => openEventStoreDb(double.url);
  return { store: await open(), reopen: open, dispose: () => double.stop() };
}

async function onTheRealOne(url: string): Promise<Opened> {
  const open = () => openEventStoreDb(url);
  return { store: await open(), reopen: open };
}

if (real === undefined) eventStoreContract('eventstoredb, on a double', onTheDouble);
else eventStoreContract('eventstoredb, on the server of EVENTSTOREDB_URL', () => onTheRealOne(real));
