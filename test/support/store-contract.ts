import { appending } from './store-contract/appending.ts';
import { following } from './store-contract/following.ts';
import { keeping } from './store-contract/keeping.ts';
import { reading } from './store-contract/reading.ts';
import { type Opened, OpenStores } from './store-contract/stores.ts';

export type { Opened } from './store-contract/stores.ts';

/**
 * What every adapter promises, with no exception for any. Streams have names of their own in each test, so that a
 * server that keeps its log between runs can be held to it.
 *
 * @example eventStoreContract('memory', memoryStore);
 */
export function eventStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`The event store ${name}`, function () {
    this.timeout(30_000);
    const stores = new OpenStores(open);
    afterEach(() => stores.close());
    describe('appends', () => appending(stores));
    describe('reads', () => reading(stores));
    describe('delivers to subscribers', () => following(stores));
    describe('keeps', () => keeping(stores));
  });
}
