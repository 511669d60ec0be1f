import { messageOf } from '../core/errors.ts';
import type { RecordedEvent, Subscriber, Subscription } from '../core/event-store.ts';

/** Events of one stream from a revision on, at most `limit`. */
export type PageFrom = (revision: bigint, limit: number) => readonly RecordedEvent[];

// Small enough that a catch-up over a long history never holds the event loop for more than about a millisecond.
const PAGE = 256;
const RETRY_MS = 500;
/** As far as anybody may have written. */
const UNKNOWN = 2n ** 63n;

/**
 * A subscription over a store that is read by pages: catching up and being live are one loop, so there is no seam
 * between them in which an event could be lost or given twice. Whoever writes calls `wake`.
 */
export class Follower implements Subscription {
  readonly #page: PageFrom;
  readonly #subscriber: Subscriber;
  readonly #onClose: (follower: Follower) => void;
  #next: bigint;
  /** Up to where there may be something to read. */
  #end = -1n;
  #state: 'catching up' | 'live' | 'interrupted' | 'closed' = 'catching up';
  #turn: NodeJS.Immediate | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(page: PageFrom, after: bigint, subscriber: Subscriber, onClose: (follower: Follower) => void) {
    this.#page = page;
    this.#next = after < 0n ? 0n : after + 1n;
    this.#subscriber = subscriber;
    this.#onClose = onClose;
    this.wake();
  }

  /** There may be more to read, up to `last` where that is known. Any number of calls make one turn. */
  wake(last = UNKNOWN): void {
    if (last > this.#end) this.#end = last;
    if (this.#turn !== undefined || this.#state === 'closed') return;
    this.#turn = setImmediate(() => {
      this.#turn = undefined;
      const end = this.#end;
      this.#end = -1n;
      if (end >= this.#next) this.#deliver();
    });
  }

  skip(revision: bigint): void {
    if (revision >= this.#next) this.#next = revision + 1n;
  }

  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    clearImmediate(this.#turn);
    clearTimeout(this.#retry);
    this.#onClose(this);
  }

  #deliver(): void {
    let events: readonly RecordedEvent[];
    try {
      events = this.#page(this.#next, PAGE);
    } catch (error) {
      this.#interrupt(error);
      return;
    }
    this.#call(() => {
      for (const event of events) {
        if (event.revision < this.#next) continue;
        this.#next = event.revision + 1n;
        this.#subscriber.event(event);
        if (this.#state === 'closed') return;
      }
      if (events.length === PAGE) this.wake();
      else if (this.#state !== 'live') {
        this.#state = 'live';
        this.#subscriber.caughtUp?.();
      }
    });
  }

  #interrupt(error: unknown): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.wake(), RETRY_MS).unref();
    if (this.#state === 'interrupted') return;
    this.#state = 'interrupted';
    this.#call(() => this.#subscriber.interrupted?.(messageOf(error)));
  }

  #call(subscriber: () => void): void {
    try {
      subscriber();
    } catch (error) {
      // A subscriber that threw has lost its place: going on would leave a gap, and others must not suffer for it.
      void this.close();
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }
}

/** The subscriptions of one store. */
export class Followers {
  readonly #byStream = new Map<string, Set<Follower>>();
  readonly #onChange: (some: boolean) => void;

  /** `onChange` hears whether anybody follows. */
  constructor(onChange: (some: boolean) => void = () => {}) {
    this.#onChange = onChange;
  }

  follow(stream: string, page: PageFrom, after: bigint, subscriber: Subscriber): Subscription {
    const of = this.#byStream.get(stream) ?? new Set();
    const follower = new Follower(page, after, subscriber, () => {
      of.delete(follower);
      if (of.size === 0) this.#byStream.delete(stream);
      this.#onChange(this.#byStream.size > 0);
    });
    this.#byStream.set(stream, of.add(follower));
    this.#onChange(true);
    return follower;
  }

  /** `last`: the revision that was written, where it is known. */
  wake(stream: string, last?: bigint): void {
    for (const follower of this.#byStream.get(stream) ?? []) follower.wake(last);
  }

  wakeAll(): void {
    for (const stream of this.#byStream.keys()) this.wake(stream);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#byStream.values()].flatMap((of) => [...of]).map((follower) => follower.close()));
  }
}
