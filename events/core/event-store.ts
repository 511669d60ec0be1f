import type { JsonObject } from './event.ts';

/** An event as a store keeps it: JSON only, the schema number `v` beside the type. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly v: number;
  readonly data: JsonObject;
  readonly meta: JsonObject;
  /** The two as text, where somebody has written them already. */
  readonly json?: { readonly data: string; readonly meta: string };
}

/** `recordedAt` and `position` belong to the store: for its operator, never for a rule. */
export interface RecordedEvent extends StoredEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  /** ISO 8601 UTC, by the store's clock. */
  readonly recordedAt: string;
}

/** The last revision that the writer knows, exactly. */
export type ExpectedRevision = bigint | 'no_stream';

export interface Appended {
  /** Revision of the last event of the batch. */
  readonly revision: bigint;
  /** Position of the last event of the batch. */
  readonly position: bigint;
}

export interface ReadOptions {
  /**
   * The first revision to read, inclusive; it may lie outside the stream: backwards from beyond its end begins at the
   * last event. Default: 0n forwards, the last one backwards.
   */
  readonly from?: bigint;
  /** Default: forwards. */
  readonly direction?: 'forwards' | 'backwards';
  /** At most this many events, 1 to 4,096. */
  readonly limit: number;
  readonly signal?: AbortSignal;
}

export interface Subscriber {
  /**
   * Each event after `after`, in order, each once. Calls do not overlap, and none comes before `subscribe` returned. A
   * throw is a bug: it ends the subscription, and is told as a warning of the process.
   */
  event(event: RecordedEvent): void;
  /** All that the log held has been given: what follows is live. Again after each interruption. */
  caughtUp?(): void;
  /** The store went away; the subscription comes back by itself. */
  interrupted?(why: string): void;
}

export interface Subscription {
  /** The subscriber has the events up to this revision by another way: they need not be given, and may be. */
  skip(revision: bigint): void;
  close(): Promise<void>;
}

/** A saved state: derived, disposable. */
export interface Snapshot {
  /** The last event folded into it. */
  readonly revision: bigint;
  /** Number of the state's shape; another number is ignored by the reader. */
  readonly v: number;
  /** JSON, as its reader will have it back. */
  readonly state: string;
}

/**
 * The log, as every adapter keeps it. One contract suite (`test/support/store-contract.ts`) holds them all.
 * Errors: `RevisionConflict`, `StoreUnavailable` and `TooLargeForStore` (nothing written), `OutcomeUnknown` (repeat the
 * same append).
 */
export interface EventStore {
  /** What it is, for a person: `sqlite:./data/chatbox.db`, without secrets. */
  readonly name: string;
  /**
   * Writes all of the events or none, durably before it answers. The same batch with the same original expected
   * revision answers as the first time. `TooLargeForStore`: over 1 MiB of types, data and metadata, if not for less. A
   * `RangeError`: an empty batch, a negative revision. Appends that do not wait for each other may be taken in any order.
   */
  append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<Appended>;
  /** A bounded page; a stream that does not exist is empty. */
  read(stream: string, options: ReadOptions): Promise<readonly RecordedEvent[]>;
  /** Delivers what comes after `after` (-1n: from the start), by this process or any other, until closed. */
  subscribe(stream: string, after: bigint, subscriber: Subscriber): Subscription;
  loadSnapshot(stream: string): Promise<Snapshot | undefined>;
  saveSnapshot(stream: string, snapshot: Snapshot): Promise<void>;
  /** Ends subscriptions and waits for appends under way. Whatever is asked afterwards is `StoreUnavailable`. */
  close(): Promise<void>;
}

/** A log that nobody means to write. */
export type LogReader = Pick<EventStore, 'name' | 'read' | 'close'>;
