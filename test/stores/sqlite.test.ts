import { eventStoreContract } from '../support/store-contract.ts';
import { sqliteStore } from '../support/stores.ts';

eventStoreContract('sqlite', sqliteStore);
