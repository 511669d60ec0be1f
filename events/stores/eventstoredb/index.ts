import { ChatboxError, StoreUnavailable } from '../../core/errors.ts';
import type {
  Appended,
  EventStore,
  ExpectedRevision,
  ReadOptions,
  RecordedEvent,
  Snapshot,
  StoredEvent,
  Subscriber,
  Subscription,
} from '../../core/event-store.ts';
import type { PresenceStore } from '../../core/presence-store.ts';
import { checkLimit, encodeBatch, expectedRevision } from '../batch.ts';
import { cannotOpen } from '../cannot-open.ts';
import { type PresenceOptions, SharedPresence } from '../shared-presence.ts';
import { append } from './append.ts';
import { type ClientModule, loadClient } from './client.ts';
import { Connection } from './connection.ts';
import { type Address, parseConnectionString } from './connection-string.ts';
import { Feed } from './feed.ts';
import { type EventStoreDbOptions, timings } from './options.ts';
import { describe } from './outcomes.ts';
import { EventStoreDbNoticeBoard } from './presence.ts';
import { readPage } from './read.ts';
import { loadSnapshot, saveSnapshot } from './snapshots.ts';

export type { EventStoreDbOptions } from './options.ts';

/** Streams followed at once: far below the hundred calls after which the next one hangs, and appends with it. */
const MAX_FEEDS = 64;

/**
 * A log kept by EventStoreDB 22.10 to 24.10 or KurrentDB 25 and 26. It does not wait for the server: until that is
 * there, reads and appends reject with `StoreUnavailable`, and subscriptions say so and go on trying.
 *
 * Rejects with `STORE_SETTING_INVALID`, `STORE_CANNOT_OPEN`, or `STORE_CLIENT_MISSING` where `@eventstore/db-client` is not installed.
 *
 * @example
 * const store = await openEventStoreDb('esdb://chatbox:secret@a.example:2113,b.example:2113,c.example:2113');
 */
export async function openEventStoreDb(
  connectionString: string,
  options: EventStoreDbOptions = {},
): Promise<EventStore> {
  const address = parseConnectionString(connectionString);
  return new EventStoreDb(address, connect(address, options, await loadClient()));
}

/** Shares who is here with the other processes on the same server, by a connection of its own. */
export async function openEventStoreDbPresence(
  connectionString: string,
  options: PresenceOptions & EventStoreDbOptions = {},
): Promise<PresenceStore> {
  const address = parseConnectionString(connectionString);
  return new SharedPresence(new EventStoreDbNoticeBoard(connect(address, options, await loadClient())), options);
}

function connect(address: Address, options: EventStoreDbOptions, { EventStoreDBClient }: ClientModule): Connection {
  try {
    return new Connection(address, timings(options), () => EventStoreDBClient.connectionString(address.url));
  } catch (error) {
    throw cannotOpen(address.name, 'address', describe(error), 'mend the connection string, or what it names.', error);
  }
}

class EventStoreDb implements EventStore {
  readonly name: string;
  readonly #connection: Connection;
  readonly #feeds = new Map<string, Feed>();
  readonly #appends = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor({ name }: Address, connection: Connection) {
    this.name = name;
    this.#connection = connection;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<Appended> {
    // Throws for what no store accepts.
    encodeBatch(events);
    expectedRevision(expected);
    this.#mustBeOpen();
    const [connection, closing] = [this.#connection, this.#closing.signal];
    const appending = append({ connection, stream, expected, events, closing });
    this.#appends.add(appending);
    try {
      const appended = await appending;
      this.#feeds.get(stream)?.expect(appended.revision);
      return appended;
    } finally {
      this.#appends.delete(appending);
    }
  }

  async read(stream: string, options: ReadOptions): Promise<readonly RecordedEvent[]> {
    checkLimit(options.limit);
    this.#mustBeOpen();
    const signal = AbortSignal.any([this.#closing.signal, ...(options.signal ? [options.signal] : [])]);
    return readPage(this.#connection, stream, { ...options, signal });
  }

  subscribe(stream: string, after: bigint, subscriber: Subscriber): Subscription {
    this.#mustBeOpen();
    const feed = this.#feeds.get(stream) ?? this.#open(stream, after);
    return feed.join(after, subscriber, () => {
      if (!feed.idle || this.#feeds.get(stream) !== feed) return;
      this.#feeds.delete(stream);
      feed.close();
    });
  }

  async loadSnapshot(stream: string): Promise<Snapshot | undefined> {
    this.#mustBeOpen();
    return loadSnapshot(this.#connection, stream);
  }

  async saveSnapshot(stream: string, snapshot: Snapshot): Promise<void> {
    this.#mustBeOpen();
    return saveSnapshot(this.#connection, stream, snapshot);
  }

  async close(): Promise<void> {
    this.#closing.abort(new StoreUnavailable('it was closed.'));
    for (const feed of this.#feeds.values()) feed.close();
    this.#feeds.clear();
    await Promise.allSettled(this.#appends);
    this.#connection.close();
  }

  #open(stream: string, after: bigint): Feed {
    if (this.#feeds.size >= MAX_FEEDS) {
      throw new ChatboxError(
        'STORE_SUBSCRIPTIONS_EXHAUSTED',
        `"${stream}" cannot be followed: a connection to EventStoreDB carries 100 calls at once, and this process follows ${MAX_FEEDS} streams already. Hint: close those that nobody looks at.`,
        { stream },
      );
    }
    const feed = new Feed({ connection: this.#connection, stream }, after);
    this.#feeds.set(stream, feed);
    return feed;
  }

  #mustBeOpen(): void {
    if (this.#closing.signal.aborted) throw new StoreUnavailable('it was closed.');
  }
}
