import type { Client } from './client.ts';
import { hangUp } from './client.ts';
import type { Address, Credentials } from './connection-string.ts';
import type { Timings } from './options.ts';
import { timedOut } from './outcomes.ts';

/** A client, for as long as it may be used. */
export interface Lease {
  readonly client: Client;
  /** Aborts when the client is given up or closed: it cancels its streams without telling them. */
  readonly left: AbortSignal;
  /** Keeps the client's line until this call of it is over, whoever gives up waiting for it. */
  hold<T>(call: Promise<T>): Promise<T>;
}

const PATIENCE = 2;

/**
 * The client of one store. In a cluster a silent node is left for another: the client itself only looks for one when
 * the connection breaks, which a machine that lost its power never does.
 */
export class Connection {
  readonly credentials: Credentials;
  /** How patient whoever calls by it is. */
  readonly timings: Timings;
  readonly #cluster: boolean;
  readonly #open: () => Client;
  #client: Client;
  #leaving = new AbortController();
  #calls = new Set<Promise<unknown>>();
  #silences = 0;

  constructor(address: Address, timings: Timings, open: () => Client) {
    this.credentials = address.credentials;
    this.timings = timings;
    this.#cluster = address.cluster;
    this.#open = open;
    this.#client = open();
  }

  lease(): Lease {
    const calls = this.#calls;
    const hold = <T>(call: Promise<T>): Promise<T> => {
      calls.add(call);
      const over = () => void calls.delete(call);
      call.then(over, over);
      return call;
    };
    return { client: this.#client, left: this.#leaving.signal, hold };
  }

  answered(): void {
    this.#silences = 0;
  }

  /** Told of each failed call. */
  failed({ client }: Lease, error: unknown): void {
    if (client !== this.#client || !this.#cluster) return;
    this.#silences = timedOut(error) ? this.#silences + 1 : 0;
    if (this.#silences < PATIENCE) return;
    this.#silences = 0;
    this.#client = this.#open();
    this.#leave(client);
  }

  close(): void {
    this.#leave(this.#client);
  }

  #leave(client: Client): void {
    this.#leaving.abort();
    this.#leaving = new AbortController();
    const calls = this.#calls;
    this.#calls = new Set();
    // It may still look for a node that never comes: nobody waits for it.
    hangUp(client, calls).catch(() => {});
  }
}
