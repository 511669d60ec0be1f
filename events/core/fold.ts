import type { Codec } from './codec.ts';
import type { Decider } from './decider.ts';
import { ChatboxError } from './errors.ts';
import type { Event, Recorded } from './event.ts';
import type { RecordedEvent } from './event-store.ts';

/** The state of one stream as far as it is known. One rule for whatever comes: exactly the next revision is applied. */
export class Fold<State, E extends Event> {
  readonly #stream: string;
  readonly #evolve: Decider<State, never, E>['evolve'];
  readonly #codec: Codec<E>;
  readonly #keep: number;
  state: State;
  /** The last revision that `state` holds; -1n before the first event. */
  revision = -1n;
  /** The last events, oldest first; at least `keep` where there are so many. */
  recent: Recorded<E>[] = [];

  constructor(
    stream: string,
    { initialState, evolve }: Pick<Decider<State, never, E>, 'initialState' | 'evolve'>,
    codec: Codec<E>,
    keep: number,
  ) {
    this.#stream = stream;
    this.#evolve = evolve;
    this.#codec = codec;
    this.#keep = keep;
    this.state = initialState();
  }

  /** Takes what the store gives, and answers what was news of it. Throws `LOG_GAP`, or what the codec throws. */
  take(events: readonly RecordedEvent[]): readonly Recorded<E>[] {
    const news: Recorded<E>[] = [];
    let last = this.revision;
    // All or nothing: what was applied is told.
    for (const event of events) {
      if (event.revision <= last) continue;
      const known = this.#decode(event, last);
      last = event.revision;
      if (known !== undefined) news.push(known);
    }
    for (const event of news) this.state = this.#evolve(this.state, event);
    this.revision = last;
    this.#remember(news);
    return news;
  }

  /**
   * Takes the next event while the log is loaded: it is neither told nor kept in `recent`. Any other throws `LOG_GAP`,
   * where `take` skips what is known.
   */
  pass(event: RecordedEvent): void {
    const known = this.#decode(event, this.revision);
    if (known !== undefined) this.state = this.#evolve(this.state, known);
    this.revision = event.revision;
  }

  /** Takes what was decided here on this very state, once it is stored, with the state that it leaves. */
  adopt(events: readonly Recorded<E>[], state: State): void {
    this.state = state;
    this.revision += BigInt(events.length);
    this.#remember(events);
  }

  #remember(events: readonly Recorded<E>[]): void {
    this.recent.push(...events);
    if (this.recent.length > this.#keep * 1.5) this.recent = this.recent.slice(-this.#keep);
  }

  #decode(event: RecordedEvent, last: bigint): Recorded<E> | undefined {
    if (event.revision === last + 1n) return this.#codec.decode(event);
    throw new ChatboxError('LOG_GAP', `"${this.#stream}": after revision ${last} came ${event.revision}.`);
  }
}
