import { DatabaseSync } from 'node:sqlite';
import { EventStoreDBClient, FORWARDS, jsonEvent, START } from '@eventstore/db-client';
import type { StoredEvent } from '../../../events/core/event-store.ts';

/** The same database without a line of ours, as anybody would use it. */
export interface Bare {
  readonly name: string;
  /** Appends to a stream, of which `length` events are known, durably. */
  append(stream: string, length: number, events: readonly StoredEvent[]): Promise<void>;
  /** Reads a whole stream, parsed; answers how many events there were. */
  readAll(stream: string): Promise<number>;
  /** Calls for each event that comes to a new stream, with its data; answers what ends that. */
  follow(stream: string, seen: (data: unknown) => void): () => void;
  close(): Promise<void>;
}

/** Where the bare store is: a connection string, or a file for node:sqlite. */
export const bareFrom = (setting: string): Bare =>
  setting.startsWith('esdb') ? bareEventStoreDb(setting) : bareSqlite(setting);

/** ms between two looks of `follow` at a file: nobody tells that another process wrote to it. */
const LOOK = 5;

/** node:sqlite in the same thread, with a commit that waits for the disk. */
function bareSqlite(file: string): Bare {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec(
    'CREATE TABLE IF NOT EXISTS e (stream TEXT, revision INTEGER, id TEXT, type TEXT, data TEXT, meta TEXT, UNIQUE (stream, revision)) STRICT',
  );
  const insert = db.prepare('INSERT INTO e VALUES (?, ?, ?, ?, ?, ?)');
  const select = db.prepare('SELECT * FROM e WHERE stream = ? ORDER BY revision');
  const after = db.prepare('SELECT data FROM e WHERE stream = ? AND revision >= ? ORDER BY revision');
  return {
    name: 'node:sqlite',
    async append(stream, length, events) {
      db.exec('BEGIN IMMEDIATE');
      events.forEach(({ id, type, data, meta }, i) => {
        insert.run(stream, length + i, id, type, JSON.stringify(data), JSON.stringify(meta));
      });
      db.exec('COMMIT');
    },
    async readAll(stream) {
      let count = 0;
      for (const { data, meta } of select.iterate(stream)) {
        if (JSON.parse(String(data)) && JSON.parse(String(meta))) count += 1;
      }
      return count;
    },
    follow(stream, seen) {
      let next = 0;
      const timer = setInterval(() => {
        for (const { data } of after.all(stream, next)) {
          next += 1;
          seen(JSON.parse(String(data)));
        }
      }, LOOK);
      return () => clearInterval(timer);
    },
    close: async () => db.close(),
  };
}

/**
 * The client of EventStoreDB. With credentials of its own each append is one RPC, as ours are: the client's default,
 * which is quicker, hangs for ever on a lost reply.
 */
function bareEventStoreDb(connectionString: string): Bare {
  const client = EventStoreDBClient.connectionString(connectionString);
  const { username, password } = new URL(connectionString);
  const credentials = { username: username || 'admin', password: password || 'changeit' };
  return {
    name: 'the bare client',
    async append(stream, length, events) {
      const theirs = events.map(({ id, type, data, meta }) =>
        jsonEvent({ id, type, data: { ...data }, metadata: { ...meta } }),
      );
      const expectedRevision = length === 0 ? 'no_stream' : BigInt(length - 1);
      await client.appendToStream(stream, theirs, { expectedRevision, credentials });
    },
    async readAll(stream) {
      let count = 0;
      const events = client.readStream(stream, { direction: FORWARDS, fromRevision: START });
      for await (const { event } of events) if (event) count += 1;
      return count;
    },
    follow(stream, seen) {
      const subscription = client.subscribeToStream(stream, { fromRevision: START });
      subscription.on('data', ({ event }) => event && seen(event.data));
      return () => void subscription.unsubscribe();
    },
    close: () => client.dispose(),
  };
}
