import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { AggregateOptions } from './aggregate-options.ts';
import { Batch, MAX_EVENTS } from './batch.ts';
import { CommandQueue, type Outcome } from './command-queue.ts';
import type { StateAt } from './decider.ts';
import { OutcomeUnknown, RevisionConflict, StoreUnavailable, TooLargeForStore } from './errors.ts';
import type { Event } from './event.ts';
import type { RecordedEvent } from './event-store.ts';
import { Turns } from './turns.ts';

/** While others write too, a commit begins no sooner after the one before: a few more in each cost everybody less. */
const PACE_MS = 6;

/** Events of an append after another process was first: a short one loses no second race. Then twice as many, each time. */
const FEW = 16;

/** What a writer needs of whoever holds the state. */
export interface Held<State, Command, E extends Event> {
  /** What is known of the log now. */
  head(): StateAt<State>;
  /** The events of this batch are in the log. */
  take(batch: Batch<State, Command, E>): void;
  /** Reads what others wrote. */
  catchUp(): Promise<void>;
  say(what: string, why: unknown): void;
}

/** Commands on their way into one stream: what waits is decided together and appended at once (group commit). */
export class Writing<State, Command, E extends Event> {
  readonly #options: AggregateOptions<State, Command, E>;
  readonly #held: Held<State, Command, E>;
  readonly #queue = new CommandQueue<Command>();
  readonly #turns = new Turns();
  #running: Promise<void> | undefined;
  /** Sent, and not yet known to be stored. */
  #appending: Batch<State, Command, E> | undefined;
  /** Decided meanwhile, on what that one will have left. */
  #ahead: Batch<State, Command, E> | undefined;
  #soon: NodeJS.Immediate | undefined;
  #most = MAX_EVENTS;
  #closed = false;

  constructor(options: AggregateOptions<State, Command, E>, held: Held<State, Command, E>) {
    this.#options = options;
    this.#held = held;
  }

  execute(command: Command): Promise<Outcome> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('it is closing.'));
    const outcome = this.#queue.push(command);
    this.#running ??= this.#run();
    if (this.#ahead !== undefined) this.#decideAhead();
    return outcome;
  }

  /** Hears what the log holds: a batch of ours may be there before its append is answered. */
  saw(events: readonly RecordedEvent[]): void {
    const mine = this.#appending;
    if (mine !== undefined && events.some((event) => mine.holds(event))) this.#stored(mine);
    const { revision: known } = this.#held.head();
    if (events.some(({ revision }) => revision > known)) this.#turns.others();
  }

  /** Refuses what comes, and settles what waits. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      // What is asked in one turn of the event loop is decided together.
      await nextTurn();
      while (this.#queue.size > 0 || this.#ahead?.isEmpty === false) {
        await this.#turns.wait();
        const batch = this.#nextBatch();
        const began = performance.now();
        if (batch.stored.length > 0) await this.#append(batch);
        else batch.settle();
        await this.#company(began + PACE_MS - performance.now());
      }
    } finally {
      this.#ahead = undefined;
      // In the same turn as the last look at the queue, or a command that came in between would wait for ever.
      this.#running = undefined;
    }
  }

  /** Whoever writes alone waits for nobody. */
  async #company(ms: number): Promise<void> {
    if (ms >= 1 && this.#ahead?.isEmpty === false && !this.#closed) await delay(ms);
  }

  /** What was decided ahead, where it still stands on the last event; all of it anew where another process wrote. */
  #nextBatch(): Batch<State, Command, E> {
    const head = this.#held.head();
    if (this.#ahead?.base.revision !== head.revision) this.#dropAhead();
    const batch = this.#ahead ?? new Batch<State, Command, E>(head, this.#options);
    this.#ahead = undefined;
    batch.take(this.#queue, this.#most);
    return batch;
  }

  #dropAhead(): void {
    this.#queue.unshift(this.#ahead?.waiting ?? []);
    this.#ahead = undefined;
  }

  /** While an append is under way there is time: the next batch is decided, and sent once this one is stored. */
  #decideAhead(): void {
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined;
      this.#ahead?.take(this.#queue, this.#most);
    });
  }

  async #append(batch: Batch<State, Command, E>): Promise<void> {
    this.#appending = batch;
    this.#ahead = new Batch(batch.after, this.#options);
    this.#decideAhead();
    try {
      this.#turns.mine(await this.#untilKnown(batch));
      this.#most = Math.min(MAX_EVENTS, this.#most * 2);
      this.#stored(batch);
      batch.settle();
    } catch (error) {
      this.#dropAhead();
      if (error instanceof RevisionConflict) await this.#decideAgain(batch, error.actual);
      else if (error instanceof TooLargeForStore) this.#decideAlone(batch, error);
      else batch.refuse(error);
    } finally {
      this.#appending = undefined;
    }
  }

  /** As the append or the subscription says first. */
  #stored(batch: Batch<State, Command, E>): void {
    batch.isWritten = true;
    if (this.#held.head().revision === batch.base.revision) this.#held.take(batch);
  }

  /** Sends a batch until its outcome is known; answers how many ms the last time took. */
  async #untilKnown(batch: Batch<State, Command, E>): Promise<number> {
    const { stream, store } = this.#options;
    const { base, stored } = batch;
    for (let attempt = 0; ; attempt += 1) {
      const began = performance.now();
      try {
        await store.append(stream, base.revision < 0n ? 'no_stream' : base.revision, stored);
        return performance.now() - began;
      } catch (error) {
        // Written by an earlier attempt: it came by the subscription meanwhile, and no later answer is truer.
        if (batch.isWritten) return performance.now() - began;
        // A closing process cannot wait for ever; whoever sends it again, to any process, learns what became of it.
        if (!(error instanceof OutcomeUnknown) || this.#closed) throw error;
        this.#held.say('an append is repeated until its outcome is known', error);
        await delay(Math.min(2_000, 50 * 2 ** attempt));
      }
    }
  }

  /** Together they are too many, or one of them is too large: each is sent by itself, so that none suffers by another. */
  #decideAlone(batch: Batch<State, Command, E>, error: TooLargeForStore): void {
    if (batch.isOfOne) batch.refuseLast(error);
    else {
      this.#most = 1;
      this.#queue.unshift(batch.waiting);
    }
  }

  async #decideAgain(batch: Batch<State, Command, E>, actual: bigint): Promise<void> {
    this.#most = FEW;
    const { revision: expected } = batch.base;
    try {
      // Where the subscription has brought it all, reading again would lose the next race too.
      const { revision } = this.#held.head();
      if (revision <= expected || revision < actual) await this.#held.catchUp();
      // Nothing came, nor will it: deciding again would lose again, without end.
      if (actual < expected && this.#held.head().revision === expected) {
        throw new StoreUnavailable(`its log ends at revision ${actual}, but ${expected} was read from it before.`);
      }
      this.#queue.unshift(batch.waiting);
    } catch (error) {
      batch.refuse(error);
    }
  }
}
