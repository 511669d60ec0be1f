import { randomUUID } from 'node:crypto';
import type { EventStore } from '../../../events/core/event-store.ts';

/** A store, and the way to its log. */
export interface Opened {
  readonly store: EventStore;
  /** Another store on the same log, as another process has it, or the same one after a restart. */
  reopen(): Promise<EventStore>;
  /** Removes what the log left behind. */
  dispose?(): Promise<void>;
}

/** Opens stores for a test, and closes what the test did not. */
export class OpenStores {
  readonly #open: () => Promise<Opened>;
  #ends: (() => Promise<void>)[] = [];

  constructor(open: () => Promise<Opened>) {
    this.#open = open;
  }

  async open(): Promise<Opened> {
    const { store, reopen, dispose = async () => {} } = await this.#open();
    this.#ends.push(dispose, () => store.close());
    const reopened = async () => {
      const again = await reopen();
      this.#ends.push(() => again.close());
      return again;
    };
    return { store, reopen: reopened };
  }

  async close(): Promise<void> {
    const ends = this.#ends.reverse();
    this.#ends = [];
    for (const end of ends) await end();
  }
}

/** A stream that no other test, and no earlier run, has written to. */
export function aStream(): string {
  return `contract-${randomUUID()}`;
}
