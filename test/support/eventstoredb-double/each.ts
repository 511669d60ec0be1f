import type { EventStore } from '../../../events/core/event-store.ts';
import { type EventStoreDbOptions, openEventStoreDb } from '../../../events/stores/eventstoredb/index.ts';
import { EventStoreDbDouble } from './index.ts';

/** Soon tired, so that a test is soon over. */
export const HASTY = {
  appendTimeout: 500,
  silence: 500,
  watchdog: 100,
  grace: 100,
  firstPause: 5,
  longestPause: 50,
} as const satisfies EventStoreDbOptions;

/** A double for each test of a suite, and a store on it. */
export function eachWithItsOwn(options: EventStoreDbOptions = HASTY): {
  double(): EventStoreDbDouble;
  store(): EventStore;
} {
  let double: EventStoreDbDouble;
  let store: EventStore;
  beforeEach(async () => {
    double = await EventStoreDbDouble.start();
    store = await openEventStoreDb(double.url, options);
  });
  afterEach(async () => {
    await store.close();
    await double.stop();
  });
  return { double: () => double, store: () => store };
}
