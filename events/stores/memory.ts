import { RevisionConflict, StoreUnavailable } from '../core/errors.ts';
import type { JsonObject } from '../core/event.ts';
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
} from '../core/event-store.ts';
import { checkLimit, type EncodedEvent, encodeBatch, expectedRevision, judge } from './batch.ts';
import { Followers } from './follow.ts';

interface Kept extends EncodedEvent {
  readonly position: number;
  readonly recordedAt: string;
}

/** What several memory stores can share, as processes share a file. It is gone when the last of them is. */
export class MemoryLog {
  // As text: what is read is a copy of its own, and went through JSON as in every other store.
  readonly streams = new Map<string, Kept[]>();
  readonly snapshots = new Map<string, Snapshot>();
  readonly listeners = new Set<(stream: string) => void>();
  position = 0;
}

/** A store for tests and demonstrations: nothing survives the process. */
export function openMemory(log = new MemoryLog()): EventStore {
  return new MemoryStore(log);
}

class MemoryStore implements EventStore {
  readonly name = 'memory:';
  readonly #log: MemoryLog;
  readonly #followers = new Followers();
  readonly #wake = (stream: string): void => this.#followers.wake(stream);
  #closed = false;

  constructor(log: MemoryLog) {
    this.#log = log;
    log.listeners.add(this.#wake);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<Appended> {
    const batch = encodeBatch(events);
    const after = expectedRevision(expected);
    this.#mustBeOpen();
    const kept = this.#log.streams.get(stream) ?? [];
    const ids = batch.map(({ id }) => id);
    const idsFrom = (from: number, count: number) => kept.slice(from, from + count).map(({ id }) => id);
    const verdict = judge(after, kept.length - 1, ids, idsFrom);
    if (verdict === 'conflict') throw new RevisionConflict(stream, String(expected), BigInt(kept.length - 1));
    if (verdict === 'write') {
      const recordedAt = new Date().toISOString();
      for (const event of batch) {
        this.#log.position += 1;
        kept.push({ ...event, position: this.#log.position, recordedAt });
      }
      this.#log.streams.set(stream, kept);
      for (const listener of this.#log.listeners) listener(stream);
    }
    const revision = after + batch.length;
    return { revision: BigInt(revision), position: BigInt(kept[revision]?.position ?? 0) };
  }

  async read(stream: string, { from, direction, limit, signal }: ReadOptions): Promise<readonly RecordedEvent[]> {
    checkLimit(limit);
    signal?.throwIfAborted();
    this.#mustBeOpen();
    const length = this.#log.streams.get(stream)?.length ?? 0;
    const within = (revision: bigint): number => Math.max(0, Math.min(Number(revision), length));
    if (direction !== 'backwards') return this.#slice(stream, within(from ?? 0n), limit);
    const end = from === undefined ? length : within(from + 1n);
    const first = Math.max(0, end - limit);
    return this.#slice(stream, first, end - first).reverse();
  }

  subscribe(stream: string, after: bigint, subscriber: Subscriber): Subscription {
    this.#mustBeOpen();
    return this.#followers.follow(stream, (from, limit) => this.#slice(stream, Number(from), limit), after, subscriber);
  }

  async loadSnapshot(stream: string): Promise<Snapshot | undefined> {
    this.#mustBeOpen();
    return this.#log.snapshots.get(stream);
  }

  async saveSnapshot(stream: string, snapshot: Snapshot): Promise<void> {
    this.#mustBeOpen();
    this.#log.snapshots.set(stream, { ...snapshot });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#log.listeners.delete(this.#wake);
    await this.#followers.close();
  }

  #slice(stream: string, first: number, count: number): RecordedEvent[] {
    const kept = this.#log.streams.get(stream) ?? [];
    return kept.slice(first, first + count).map((event, at) => recorded(stream, first + at, event));
  }

  #mustBeOpen(): void {
    if (this.#closed) throw new StoreUnavailable('it was closed.');
  }
}

function recorded(stream: string, revision: number, { data, meta, position, ...event }: Kept): RecordedEvent {
  return {
    ...event,
    data: JSON.parse(data) as JsonObject,
    meta: JSON.parse(meta) as JsonObject,
    stream,
    revision: BigInt(revision),
    position: BigInt(position),
  };
}
