/** The longest turn of the others, in ms. Where nobody uses it, nobody wants to write. */
const LONGEST = 200;

/**
 * Takes turns with the other processes that write to a stream. An append that loses a race has to be decided again, and
 * is late for the next race too: without turns, one that writes without pause would keep the others from ever writing.
 * After another process wrote, each append of ours leaves it a moment, longer each time, until it writes again or has
 * let a long one pass.
 */
export class Turns {
  /** Appends of ours since the others wrote last; none while nobody else writes. */
  #inARow: number | undefined;
  #theirs = { until: Number.NEGATIVE_INFINITY, lasts: 0 };
  #wake: () => void = () => {};

  /** Another process wrote. */
  others(): void {
    this.#inARow = 0;
    this.#theirs.until = Number.NEGATIVE_INFINITY;
    this.#wake();
  }

  /** This process wrote, which took so many ms. */
  mine(took: number): void {
    const now = performance.now();
    const unused = this.#theirs.lasts >= LONGEST && now >= this.#theirs.until;
    if (this.#inARow === undefined || (this.#inARow > 0 && unused)) {
      this.#inARow = undefined;
      this.#theirs.lasts = 0;
      return;
    }
    const lasts = Math.min(LONGEST, 2 * took * 2 ** this.#inARow);
    this.#inARow += 1;
    this.#theirs = { until: now + lasts, lasts };
  }

  /** Resolves when this process may write: at once where nobody else does. */
  async wait(): Promise<void> {
    // A timer may come a little before its time.
    for (let left = this.#left(); left > 0; left = this.#left()) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.ceil(left));
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = () => {};
  }

  #left(): number {
    return this.#theirs.until - performance.now();
  }
}
