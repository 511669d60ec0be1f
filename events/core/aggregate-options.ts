import type { Codec } from './codec.ts';
import type { Decider } from './decider.ts';
import type { Event, Recorded } from './event.ts';
import type { EventStore } from './event-store.ts';
import type { SnapshotPolicy } from './snapshot.ts';

export interface AggregateOptions<State, Command, E extends Event> {
  readonly stream: string;
  readonly store: EventStore;
  readonly decider: Decider<State, Command, E>;
  readonly codec: Codec<E>;
  readonly snapshots?: SnapshotPolicy<State>;
  /** How many of the last events stay in memory. */
  readonly keep?: number;
  readonly log?: (line: string) => void;
}

/** Told after events were applied; `state` is the one after the last of them. A throw is the listener's own loss. */
export type Listener<State, E extends Event> = (events: readonly Recorded<E>[], state: State) => void;
