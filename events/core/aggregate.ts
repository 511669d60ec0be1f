import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { AggregateOptions, Listener } from './aggregate-options.ts';
import { Batch } from './batch.ts';
import { CommandQueue, type Outcome } from './command-queue.ts';
import { OutcomeUnknown, RevisionConflict, StoreUnavailable } from './errors.ts';
import type { Event, Recorded } from './event.ts';
import type { RecordedEvent, Subscription } from './event-store.ts';
import { Fold } from './fold.ts';
import { Saves } from './saves.ts';
import { Turns } from './turns.ts';

const PAGE = 1_024;

/**
 * One stream, live: commands queue, what waits is decided together and appended at once (group commit), and recorded
 * events are applied by one rule, *exactly the next revision*, wherever they come from.
 */
export class Aggregate<State, Command, E extends Event> {
  readonly stream: string;
  readonly #options: AggregateOptions<State, Command, E>;
  readonly #queue = new CommandQueue<Command>();
  readonly #listeners = new Set<Listener<State, E>>();
  readonly #turns = new Turns();
  readonly #keep: number;
  readonly #fold: Fold<State, E>;
  readonly #saves: Saves<State>;
  #running: Promise<void> | undefined;
  /** Sent, and not yet known to be stored. */
  #appending: Batch<State, Command, E> | undefined;
  /** Decided meanwhile, on what that one will have left. */
  #ahead: Batch<State, Command, E> | undefined;
  #soon: NodeJS.Immediate | undefined;
  #closed = false;
  #subscription: Subscription | undefined;

  private constructor(options: AggregateOptions<State, Command, E>) {
    this.stream = options.stream;
    this.#options = options;
    this.#keep = options.keep ?? 1_000;
    this.#fold = new Fold(options.stream, options.decider, options.codec, this.#keep);
    this.#saves = new Saves(options, (what, why) => this.#say(what, why));
  }

  /** Folds the log up to its end, and follows it from there. */
  static async open<State, Command, E extends Event>(
    options: AggregateOptions<State, Command, E>,
  ): Promise<Aggregate<State, Command, E>> {
    const aggregate = new Aggregate(options);
    try {
      await aggregate.#loadSnapshot();
      await aggregate.#loadRecent(await aggregate.#follow());
      return aggregate;
    } catch (error) {
      await aggregate.#subscription?.close();
      throw error;
    }
  }

  get state(): State {
    return this.#fold.state;
  }

  /** The last revision that `state` holds; -1n before the first event. */
  get revision(): bigint {
    return this.#fold.revision;
  }

  /** The last events, oldest first, as far as memory reaches. */
  get recent(): readonly Recorded<E>[] {
    return this.#fold.recent;
  }

  /** Settles once the events are durable and applied. Rejects with the domain's `Refusal` or `StoreUnavailable`. */
  execute(command: Command): Promise<Outcome> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('it is closing.'));
    const outcome = this.#queue.push(command);
    this.#running ??= this.#run();
    if (this.#ahead !== undefined) this.#decideAhead();
    return outcome;
  }

  /** Reads a page of the log as the domain knows it. */
  async read(from: bigint, direction: 'forwards' | 'backwards', limit: number): Promise<readonly Recorded<E>[]> {
    return this.#decode(await this.#options.store.read(this.stream, { from, direction, limit }));
  }

  subscribe(listener: Listener<State, E>): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Refuses what comes, settles what waits, saves a snapshot. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
    await this.#subscription?.close();
    await this.#saves.close(this);
  }

  async #loadSnapshot(): Promise<void> {
    const saved = await this.#saves.load();
    if (!saved) return;
    this.#fold.state = saved.state;
    this.#fold.revision = saved.revision;
  }

  /** Resolves with the revision up to which the log went: a subscription brings that faster than pages would. */
  #follow(): Promise<bigint> {
    const { promise, resolve, reject } = Promise.withResolvers<bigint>();
    let here: 'loading' | 'live' | 'away' = 'loading';
    this.#subscription = this.#options.store.subscribe(this.stream, this.revision, {
      event: (event) => {
        if (here !== 'loading') return this.#takeStored([event]);
        try {
          this.#fold.pass(event);
        } catch (error) {
          reject(error);
        }
      },
      caughtUp: () => {
        if (here === 'away') this.#options.log?.(`${this.stream}: the store is back`);
        here = 'live';
        resolve(this.revision);
      },
      interrupted: (why) => {
        if (here === 'loading') return reject(new StoreUnavailable(why));
        here = 'away';
        this.#say('the store went away; it is tried again', why);
      },
    });
    return promise;
  }

  /** The last events up to that revision; what came since is there already. */
  async #loadRecent(last: bigint): Promise<void> {
    if (last < 0n) return;
    const first = last - BigInt(this.#keep) + 1n;
    const from = first < 0n ? 0n : first;
    const limit = Number(last - from) + 1;
    const page = await this.#options.store.read(this.stream, { from, limit });
    // A node that lags behind would leave a gap before what is live.
    if (page.length < limit) throw new StoreUnavailable(`it gave ${page.length} of the last ${limit} events.`);
    this.#fold.recent.unshift(...this.#decode(page));
  }

  #decode(page: readonly RecordedEvent[]): readonly Recorded<E>[] {
    return page.map((event) => this.#options.codec.decode(event)).filter((event) => event !== undefined);
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      const page = await this.#options.store.read(this.stream, { from: this.revision + 1n, limit: PAGE });
      this.#takeStored(page);
      if (page.length < PAGE) return;
      await nextTurn();
    }
  }

  async #run(): Promise<void> {
    try {
      // What is asked in one turn of the event loop is decided together.
      await nextTurn();
      while (this.#queue.size > 0 || this.#ahead?.isEmpty === false) {
        await this.#turns.wait();
        const batch = this.#nextBatch();
        if (batch.stored.length > 0) await this.#append(batch);
        else batch.settle();
      }
    } finally {
      this.#ahead = undefined;
      // In the same turn as the last look at the queue, or a command that came in between would wait for ever.
      this.#running = undefined;
    }
  }

  /** What was decided ahead, where it still stands on the last event; all of it anew where another process wrote. */
  #nextBatch(): Batch<State, Command, E> {
    if (this.#ahead?.base.revision !== this.revision) this.#dropAhead();
    const { state, revision } = this;
    const batch = this.#ahead ?? new Batch<State, Command, E>({ state, revision }, this.#options);
    this.#ahead = undefined;
    batch.take(this.#queue);
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
      this.#ahead?.take(this.#queue);
    });
  }

  async #append(batch: Batch<State, Command, E>): Promise<void> {
    this.#appending = batch;
    this.#ahead = new Batch(batch.after, this.#options);
    this.#decideAhead();
    try {
      this.#turns.mine(await this.#untilKnown(batch));
      this.#stored(batch);
      batch.settle();
    } catch (error) {
      this.#dropAhead();
      if (error instanceof RevisionConflict) await this.#decideAgain(batch, error.actual);
      else batch.refuse(error);
    } finally {
      this.#appending = undefined;
    }
  }

  /** Sends a batch until its outcome is known; answers how many ms the last time took. */
  async #untilKnown(batch: Batch<State, Command, E>): Promise<number> {
    const { base, stored } = batch;
    const expected = base.revision < 0n ? 'no_stream' : base.revision;
    for (let attempt = 0; ; attempt += 1) {
      const began = performance.now();
      try {
        await this.#options.store.append(this.stream, expected, stored);
        return performance.now() - began;
      } catch (error) {
        // Written by an earlier attempt: it came by the subscription meanwhile, and no later answer is truer.
        if (batch.isWritten) return performance.now() - began;
        // A closing process cannot wait for ever; whoever sends it again, to any process, learns what became of it.
        if (!(error instanceof OutcomeUnknown) || this.#closed) throw error;
        this.#say('an append is repeated until its outcome is known', error);
        await delay(Math.min(2_000, 50 * 2 ** attempt));
      }
    }
  }

  /** Its events are in the log, as the append or the subscription says first. */
  #stored(batch: Batch<State, Command, E>): void {
    const { base, recorded, after } = batch;
    batch.isWritten = true;
    if (this.revision !== base.revision) return;
    this.#fold.adopt(recorded, after.state);
    this.#subscription?.skip(after.revision);
    this.#tell(recorded);
  }

  async #decideAgain(batch: Batch<State, Command, E>, actual: bigint): Promise<void> {
    try {
      // Where the subscription has brought it all, reading again would lose the next race too.
      if (this.revision <= batch.base.revision || this.revision < actual) await this.#catchUp();
      // Nothing came, nor will it: deciding again would lose again, without end.
      if (actual < batch.base.revision && this.revision === batch.base.revision) {
        throw new StoreUnavailable(`its log ends at revision ${actual}, but ${this.revision} was read from it before.`);
      }
      this.#queue.unshift(batch.waiting);
    } catch (error) {
      batch.refuse(error);
    }
  }

  #takeStored(events: readonly RecordedEvent[]): void {
    const mine = this.#appending;
    if (mine !== undefined && events.some((event) => mine.holds(event))) this.#stored(mine);
    if (events.some(({ revision }) => revision > this.revision)) this.#turns.others();
    this.#tell(this.#fold.take(events));
  }

  #tell(news: readonly Recorded<E>[]): void {
    if (news.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(news, this.state);
      } catch (error) {
        this.#say('a listener failed', error);
      }
    }
    this.#saves.look(this);
  }

  #say(what: string, why: unknown): void {
    this.#options.log?.(`${this.stream}: ${what} (${why instanceof Error ? why.message : String(why)})`);
  }
}
