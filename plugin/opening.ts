import { setTimeout as delay } from 'node:timers/promises';
import { ChatboxError, StoreUnavailable } from '../events/core/errors.ts';

/** How long a request waits for a log that is still being opened, in ms. */
const PATIENCE = 3_000;

interface Told {
  /** What one of them is called: `menu`. */
  readonly what: string;
  /** The code for whoever asks for one that there is not. */
  readonly unknown: string;
  /** Where they are kept. */
  readonly store: string;
  readonly log: (line: string) => void;
}

/** Opens all that a site has of a kind, each by itself, again and again while the store is away. */
export function openAll<T extends { close(): Promise<void> }>(
  ids: readonly string[],
  open: (id: string) => Promise<T>,
  { what, unknown, store, log }: Told,
) {
  const opened = new Map<string, T>();
  let closing = false;
  const opening = new Map(ids.map((id) => [id, untilOpen(id)]));
  // What cannot be read is told to every request; here it only must not end the process.
  for (const [id, one] of opening) one.catch((error: unknown) => log(`the ${what} "${id}" cannot be opened: ${error}`));

  async function untilOpen(id: string): Promise<T> {
    let told = '';
    for (let attempt = 0; ; attempt += 1) {
      try {
        const one = await open(id);
        if (!closing) {
          opened.set(id, one);
          return one;
        }
        await one.close();
        throw new StoreUnavailable('it was closed.');
      } catch (error) {
        if (closing || !(error instanceof StoreUnavailable)) throw error;
        if (error.message !== told) log(`the ${what} "${id}" waits for ${store}: ${error.message}`);
        told = error.message;
        await delay(Math.min(5_000, 250 * 2 ** attempt));
      }
    }
  }

  return {
    /** @throws the code `unknown`; `STORE_UNAVAILABLE` where it is not open soon */
    async get(id: string): Promise<T> {
      const one = opening.get(id);
      if (one === undefined) throw new ChatboxError(unknown, `There is no ${what} "${id.slice(0, 40)}".`);
      return opened.get(id) ?? Promise.race([one, tooLate()]);
    },
    /** If it is there at once. */
    opened: (id: string): T | undefined => opened.get(id),
    async close(): Promise<void> {
      closing = true;
      for (const one of opened.values()) await one.close();
    },
  };
}

async function tooLate(): Promise<never> {
  await delay(PATIENCE, undefined, { ref: false });
  throw new StoreUnavailable('its log is still being opened.');
}
