import type { Event, Proposed, Recorded } from './event.ts';

/** What a decision answers: events to append, or the revision at which the same command was done before. */
export type Decision<E extends Event> = { readonly events: readonly Proposed<E>[] } | { readonly done: bigint };

/** A state, and the last revision that it holds; -1n before the first event. */
export interface StateAt<State> {
  readonly state: State;
  readonly revision: bigint;
}

/** A domain in three pure parts. States are immutable: a fold that comes to nothing is dropped for free. */
export interface Decider<State, Command, E extends Event> {
  initialState(): State;
  /** Throws a `Refusal` when a rule of the domain says no. */
  decide(command: Command, state: State): Decision<E>;
  /** A decision folds its own proposals too, before the store has seen them. */
  evolve(state: State, event: Recorded<E>): State;
}
