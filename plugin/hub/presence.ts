/** A page that is turned, or a line that is lost for a moment, is no departure. */
const GRACE = 8_000;

/** Who has a stream open: never part of the history. */
export class Presence {
  readonly #streams = new Map<string, number>();
  /** Those without a stream since an instant (ms). */
  readonly #leaving = new Map<string, number>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  enter(member: string): void {
    this.#streams.set(member, this.count(member) + 1);
    const stayed = this.#leaving.delete(member);
    if (this.count(member) === 1 && !stayed) this.#changed();
  }

  /** @param at ms */
  leave(member: string, at: number): void {
    const left = this.count(member) - 1;
    if (left > 0) this.#streams.set(member, left);
    else if (this.#streams.delete(member)) this.#leaving.set(member, at);
  }

  /** Ends the grace of those who left. @param now ms */
  tick(now: number): void {
    let gone = false;
    for (const [member, since] of this.#leaving) {
      if (now - since >= GRACE) gone = this.#leaving.delete(member) || gone;
    }
    if (gone) this.#changed();
  }

  /** Streams of one member. */
  count(member: string): number {
    return this.#streams.get(member) ?? 0;
  }

  members(): string[] {
    return [...this.#streams.keys(), ...this.#leaving.keys()];
  }
}
