import type { StateAt } from './decider.ts';
import { StoreUnavailable } from './errors.ts';
import type { EventStore } from './event-store.ts';
import type { SnapshotPolicy } from './snapshot.ts';

/** The snapshots of one stream, saved as their policy asks; one at a time, or an older one could come last. */
export class Saves<State> {
  readonly #store: EventStore;
  readonly #stream: string;
  readonly #policy: SnapshotPolicy<State> | undefined;
  readonly #failed: (what: string, why: unknown) => void;
  /** The last one that was saved, or -1n; and when one was tried last. */
  #saved = { revision: -1n, at: 0 };
  #saving: Promise<void> | undefined;

  constructor(
    { store, stream, snapshots }: { store: EventStore; stream: string; snapshots?: SnapshotPolicy<State> },
    failed: (what: string, why: unknown) => void,
  ) {
    this.#store = store;
    this.#stream = stream;
    this.#policy = snapshots;
    this.#failed = failed;
  }

  /** The last one. None that cannot be read: the log is whole without it. @throws `StoreUnavailable` */
  async load(): Promise<StateAt<State> | undefined> {
    try {
      const saved = await this.#policy?.load(this.#store, this.#stream);
      if (saved) this.#saved = { revision: saved.revision, at: Date.now() };
      return saved;
    } catch (error) {
      // A store that is away has no log to replay either.
      if (error instanceof StoreUnavailable) throw error;
      this.#failed('snapshot unread', error);
      return undefined;
    }
  }

  /** Events were applied: begins to save what they left, where the policy finds that due. */
  look(now: StateAt<State>): void {
    this.#begin(now, false);
  }

  /** The last one, once the one under way is done. */
  async close(now: StateAt<State>): Promise<void> {
    await this.#saving;
    this.#begin(now, true);
    await this.#saving;
  }

  #begin({ revision, state }: StateAt<State>, closing: boolean): void {
    const at = Date.now();
    const { revision: saved, at: tried } = this.#saved;
    if (this.#saving || !this.#policy?.due(revision - saved, at - tried, closing)) return;
    this.#saved = { revision: saved, at };
    this.#saving = this.#save(this.#policy, { revision, state }).finally(() => {
      this.#saving = undefined;
    });
  }

  async #save(policy: SnapshotPolicy<State>, now: StateAt<State>): Promise<void> {
    try {
      await policy.save(this.#store, this.#stream, now);
      this.#saved = { ...this.#saved, revision: now.revision };
    } catch (error) {
      this.#failed('no snapshot was saved', error);
    }
  }
}
