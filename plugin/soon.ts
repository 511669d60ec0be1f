import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailable } from '../events/core/errors.ts';

/** How long a request waits for a log that is still being opened. */
const PATIENCE = 3_000;

/** What is being opened, where it does not take too long. @throws `STORE_UNAVAILABLE` */
export const soon = <T>(opening: Promise<T>): Promise<T> =>
  Promise.race([
    opening,
    delay(PATIENCE, undefined, { ref: false }).then(() => {
      throw new StoreUnavailable('its log is still being opened.');
    }),
  ]);
