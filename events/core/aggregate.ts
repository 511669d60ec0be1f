import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AggregateOptions, Listener } from './aggregate-options.ts';
import type { Batch } from './batch.ts';
import type { Outcome } from './command-queue.ts';
import { messageOf, StoreUnavailable } from './errors.ts';
import type { Event, Recorded } from './event.ts';
import type { RecordedEvent, Subscription } from './event-store.ts';
import { Fold } from './fold.ts';
import { Saves } from './saves.ts';
import { Writing } from './writing.ts';

const PAGE = 1_024;

/**
 * One stream, live: commands queue, what waits is decided together and appended at once (group commit), and recorded
 * events are applied by one rule, *exactly the next revision*, wherever they come from.
 */
export class Aggregate<State, Command, E extends Event> {
  readonly stream: string;
  readonly #options: AggregateOptions<State, Command, E>;
  readonly #listeners = new Set<Listener<State, E>>();
  readonly #keep: number;
  readonly #fold: Fold<State, E>;
  readonly #saves: Saves<State>;
  readonly #writing: Writing<State, Command, E>;
  #subscription: Subscription | undefined;
  #away: string | undefined;

  private constructor(options: AggregateOptions<State, Command, E>) {
    this.stream = options.stream;
    this.#options = options;
    this.#keep = options.keep ?? 1_000;
    this.#fold = new Fold(options.stream, options.decider, options.codec, this.#keep);
    this.#saves = new Saves(options, (what, why) => this.#say(what, why));
    this.#writing = new Writing(options, {
      head: () => ({ state: this.state, revision: this.revision }),
      take: (batch) => this.#adopt(batch),
      catchUp: () => this.#catchUp(),
      say: (what, why) => this.#say(what, why),
    });
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

  /** Why nothing new is heard of the log; none while it is followed. */
  get away(): string | undefined {
    return this.#away;
  }

  /** The last events, oldest first, as far as memory reaches. */
  get recent(): readonly Recorded<E>[] {
    return this.#fold.recent;
  }

  /** Settles once the events are durable and applied. Rejects with the domain's `Refusal` or `StoreUnavailable`. */
  execute(command: Command): Promise<Outcome> {
    return this.#writing.execute(command);
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
    await this.#writing.close();
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
    let loading = true;
    this.#subscription = this.#options.store.subscribe(this.stream, this.revision, {
      event: (event) => {
        try {
          if (loading) this.#fold.pass(event);
          else this.#takeStored([event]);
        } catch (error) {
          reject(error);
          // What cannot be read ends the subscription: from here on nothing is followed.
          this.#away = messageOf(error);
          if (!loading) this.#say('its log is not followed any more', error);
          throw error;
        }
      },
      caughtUp: () => {
        if (this.#away !== undefined) this.#options.log?.(`${this.stream}: the store is back`);
        this.#away = undefined;
        loading = false;
        resolve(this.revision);
      },
      interrupted: (why) => {
        if (loading) return reject(new StoreUnavailable(why));
        this.#away = why;
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

  #takeStored(events: readonly RecordedEvent[]): void {
    this.#writing.saw(events);
    this.#tell(this.#fold.take(events));
  }

  /** What was decided here, once it is stored. */
  #adopt({ recorded, after }: Batch<State, Command, E>): void {
    this.#fold.adopt(recorded, after.state);
    this.#subscription?.skip(after.revision);
    this.#tell(recorded);
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
    this.#options.log?.(`${this.stream}: ${what} (${messageOf(why)})`);
  }
}
