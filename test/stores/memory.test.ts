import { eventStoreContract } from '../support/store-contract.ts';
import { memoryStore } from '../support/stores.ts';

eventStoreContract('memory', memoryStore);
