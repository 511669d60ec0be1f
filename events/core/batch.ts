import type { AggregateOptions } from './aggregate-options.ts';
import type { CommandQueue, Outcome, Waiting } from './command-queue.ts';
import type { Event, Recorded } from './event.ts';
import type { StoredEvent } from './event-store.ts';

/** An append of EventStoreDB holds 1 MiB, and one commit should not keep the next waiting for long. */
const MAX_EVENTS = 1_000;
const MAX_BYTES = 512 * 1024;

/** Commands that were decided together, and the one append that makes them true. */
export interface Batch<Command, E extends Event> {
  readonly waiting: readonly Waiting<Command>[];
  readonly expected: bigint;
  readonly stored: readonly StoredEvent[];
  readonly recorded: readonly Recorded<E>[];
  settle(): void;
  refuse(error: unknown): void;
}

/** Decides what waits, each command against the state that the ones before it leave. A refusal is its own command's. */
export function formBatch<State, Command, E extends Event>(
  queue: CommandQueue<Command>,
  { decider, codec }: Pick<AggregateOptions<State, Command, E>, 'decider' | 'codec'>,
  before: State,
  expected: bigint,
): Batch<Command, E> {
  const accepted: { readonly one: Waiting<Command>; readonly outcome: Outcome }[] = [];
  const stored: StoredEvent[] = [];
  const recorded: Recorded<E>[] = [];
  let state = before;
  let revision = expected;
  let bytes = 0;
  while (stored.length < MAX_EVENTS && bytes < MAX_BYTES) {
    const one = queue.shift();
    if (one === undefined) break;
    try {
      const decision = decider.decide(one.command, state);
      if ('done' in decision) {
        accepted.push({ one, outcome: { revision: decision.done, again: true } });
        continue;
      }
      const encoded = decision.events.map((event) => codec.encode(event));
      const placed = decision.events.map(
        (event, i): Recorded<E> => ({ ...event, revision: revision + BigInt(i) + 1n }),
      );
      state = placed.reduce((folded, event) => decider.evolve(folded, event), state);
      revision += BigInt(placed.length);
      stored.push(...encoded);
      recorded.push(...placed);
      for (const event of encoded) bytes += JSON.stringify(event.data).length * 2 + 600;
      accepted.push({ one, outcome: { revision, again: placed.length === 0 } });
    } catch (error) {
      one.refuse(error);
    }
  }
  return {
    waiting: accepted.map(({ one }) => one),
    expected,
    stored,
    recorded,
    settle: () => {
      for (const { one, outcome } of accepted) one.settle(outcome);
    },
    refuse: (error) => {
      for (const { one } of accepted) one.refuse(error);
    },
  };
}
