import type { AggregateOptions } from './aggregate-options.ts';
import type { CommandQueue, Outcome, Waiting } from './command-queue.ts';
import type { StateAt } from './decider.ts';
import type { Event, Recorded } from './event.ts';
import type { StoredEvent } from './event-store.ts';

/** An append of EventStoreDB holds 1 MiB, and one commit should not keep the next waiting for long. */
export const MAX_EVENTS = 500;
const MAX_BYTES = 512 * 1024;

/**
 * Commands that are decided together, each on the state that the ones before it leave, and the one append that makes
 * them true. Refusals wait for it too: what they rest on may not come to be.
 */
export class Batch<State, Command, E extends Event> {
  /** What it is decided on. */
  readonly base: StateAt<State>;
  readonly stored: StoredEvent[] = [];
  readonly recorded: Recorded<E>[] = [];
  /** Its events came back from the log, or the append was answered. */
  isWritten = false;
  readonly #how: Pick<AggregateOptions<State, Command, E>, 'decider' | 'codec'>;
  /** With how many events the ones before it have. */
  readonly #decided: { readonly one: Waiting<Command>; readonly before: number; readonly answer: () => void }[] = [];
  #state: State;
  #bytes = 0;

  constructor(base: StateAt<State>, how: Pick<AggregateOptions<State, Command, E>, 'decider' | 'codec'>) {
    this.base = base;
    this.#how = how;
    this.#state = base.state;
  }

  /** What will be true once it is stored. */
  get after(): StateAt<State> {
    return { state: this.#state, revision: this.base.revision + BigInt(this.recorded.length) };
  }

  /** Its commands, in their order: whoever decides them again begins with them. */
  get waiting(): readonly Waiting<Command>[] {
    return this.#decided.map(({ one }) => one);
  }

  get isEmpty(): boolean {
    return this.#decided.length === 0;
  }

  /** Only its last command has events: nothing that was decided before rests on them. */
  get isOfOne(): boolean {
    return this.#decided.at(-1)?.before === 0;
  }

  /** Decides what waits, as far as one append holds it, and until it has so many events. */
  take(queue: CommandQueue<Command>, most: number): void {
    while (this.stored.length < most && this.#bytes < MAX_BYTES) {
      const one = queue.shift();
      if (one === undefined) return;
      this.#decided.push({ one, before: this.stored.length, answer: this.#decide(one) });
    }
  }

  /** Whether this is one of its events, at the place that it has in it. */
  holds({ id, revision }: Pick<Recorded, 'id' | 'revision'>): boolean {
    return this.stored[Number(revision - this.base.revision) - 1]?.id === id;
  }

  settle(): void {
    for (const { answer } of this.#decided) answer();
  }

  /** Refuses its last command alone, which has to be the only one with events. */
  refuseLast(error: unknown): void {
    const last = this.#decided.pop();
    this.settle();
    last?.one.refuse(error);
  }

  refuse(error: unknown): void {
    for (const { one } of this.#decided) one.refuse(error);
  }

  #decide(one: Waiting<Command>): () => void {
    try {
      const outcome = this.#outcome(one.command);
      return () => one.settle(outcome);
    } catch (error) {
      return () => one.refuse(error);
    }
  }

  #outcome(command: Command): Outcome {
    const { decider, codec } = this.#how;
    const decision = decider.decide(command, this.#state);
    if ('done' in decision) return { revision: decision.done, again: true };
    const { events } = decision;
    const encoded = events.map((event) => codec.encode(event));
    const last = this.after.revision;
    const placed = events.map((event, i): Recorded<E> => ({ ...event, revision: last + BigInt(i) + 1n }));
    this.#state = placed.reduce((state, event) => decider.evolve(state, event), this.#state);
    this.stored.push(...encoded);
    this.recorded.push(...placed);
    for (const { json } of encoded) this.#bytes += (json.data.length + json.meta.length) * 2 + 80;
    return { revision: last + BigInt(placed.length), again: placed.length === 0 };
  }
}
