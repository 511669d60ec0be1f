import type { StateAt } from './decider.ts';
import type { Json } from './event.ts';
import type { EventStore } from './event-store.ts';
import { type Written, writeJson } from './write-json.ts';

/** When and how a state is saved: derived, disposable, never the truth. */
export interface SnapshotPolicy<State> {
  /** @param events since the last one. @param elapsed ms since one was tried last. */
  due(events: bigint, elapsed: number, closing: boolean): boolean;
  save(store: EventStore, stream: string, saved: StateAt<State>): Promise<void>;
  /** None where there is none, or where its shape is another version's. */
  load(store: EventStore, stream: string): Promise<StateAt<State> | undefined>;
}

/**
 * Saves after a thousand events, and no more than once a minute; and whatever is new when closing. `v` numbers the shape
 * of the saved state.
 */
export const snapshots = <State>(
  v: number,
  toJson: (state: State) => Written,
  fromJson: (saved: Json) => State,
): SnapshotPolicy<State> => ({
  due: (events, elapsed, closing) => (closing ? events > 0n : events >= 1_000n && elapsed >= 60_000),
  save: async (store, stream, { revision, state }) =>
    store.saveSnapshot(stream, { revision, v, state: await writeJson(toJson(state)) }),
  load: async (store, stream) => {
    const saved = await store.loadSnapshot(stream);
    return saved?.v === v ? { revision: saved.revision, state: fromJson(JSON.parse(saved.state)) } : undefined;
  },
});
