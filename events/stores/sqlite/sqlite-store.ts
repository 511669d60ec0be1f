import { RevisionConflict, StoreUnavailable } from '../../core/errors.ts';
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
import { checkLimit, encodeBatch, expectedRevision } from '../batch.ts';
import { Followers } from '../follow.ts';
import type { Reader } from './reader.ts';
import type { WriterClient } from './writer-client.ts';

// How late an event of another process may be noticed, or twice that where we have just written ourselves. A look costs
// 6 µs, and nobody looks while nobody follows.
const LOOK_MS = 10;

/** Writes through the Worker, reads here. */
export class SqliteStore implements EventStore {
  readonly name: string;
  readonly #writer: WriterClient;
  readonly #reader: Reader;
  readonly #followers = new Followers((some) => this.#watch(some));
  #timer: NodeJS.Timeout | undefined;
  #seen: unknown;
  /** An append was answered since the last look. */
  #wrote = false;
  #closed: Promise<void> | undefined;

  constructor(name: string, writer: WriterClient, reader: Reader) {
    this.name = name;
    this.#writer = writer;
    this.#reader = reader;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<Appended> {
    const cells = encodeBatch(events).flatMap(({ id, type, v, data, meta }) => [id, type, v, data, meta]);
    const after = expectedRevision(expected);
    this.#mustBeOpen();
    const answer = await this.#writer.do({ kind: 'append', stream, expected: after, cells });
    if (answer.kind === 'conflict') throw new RevisionConflict(stream, String(expected), BigInt(answer.actual));
    if (answer.kind !== 'appended') throw new TypeError(`An append was answered with "${answer.kind}".`);
    const revision = BigInt(answer.revision);
    this.#wrote = true;
    if (answer.others) this.#followers.wakeAll();
    else this.#followers.wake(stream, revision);
    return { revision, position: BigInt(answer.position) };
  }

  async read(stream: string, { from, direction, limit, signal }: ReadOptions): Promise<readonly RecordedEvent[]> {
    checkLimit(limit);
    signal?.throwIfAborted();
    this.#mustBeOpen();
    if (direction === 'backwards') return this.#reader.backwards(stream, from, limit);
    return this.#reader.forwards(stream, from ?? 0n, limit);
  }

  subscribe(stream: string, after: bigint, subscriber: Subscriber): Subscription {
    this.#mustBeOpen();
    return this.#followers.follow(
      stream,
      (from, limit) => this.#reader.forwards(stream, from, limit),
      after,
      subscriber,
    );
  }

  async loadSnapshot(stream: string): Promise<Snapshot | undefined> {
    this.#mustBeOpen();
    return this.#reader.snapshot(stream);
  }

  async saveSnapshot(stream: string, { revision, v, state }: Snapshot): Promise<void> {
    this.#mustBeOpen();
    const bytes = new TextEncoder().encode(state);
    await this.#writer.do({ kind: 'snapshot', stream, revision: Number(revision), v, state: bytes });
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    await this.#followers.close();
    // The reader goes first: the last connection to close is the one that may fold the WAL into the file.
    this.#reader.close();
    await this.#writer.close();
  }

  #watch(some: boolean): void {
    if (!some) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    } else if (this.#timer === undefined) {
      // Followers begin with a read of their own, so the first look has nothing to compare with, and wakes for nothing.
      this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
    }
  }

  /** Our own commits change the file as well: while we write, the writer tells whether anybody else did. */
  #look(): void {
    const told = this.#wrote;
    this.#wrote = false;
    if (told) return;
    let seen: unknown;
    try {
      seen = this.#reader.dataVersion();
    } catch (error) {
      // The followers will meet it too, and say so.
      seen = error;
    }
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.#followers.wakeAll();
  }

  #mustBeOpen(): void {
    if (this.#closed !== undefined) throw new StoreUnavailable('it was closed.');
  }
}
