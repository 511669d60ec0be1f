/** How long a process that wrote counts as one that writes, in ms. */
const RECENT = 10_000;
/** The longest turn of the others, in ms: an append may have taken long for reasons of its own. */
const LONGEST = 100;

/**
 * Takes turns with the other processes that write to a stream. An append that loses a race has to be decided again, and
 * is late for the next race too: without turns, one that writes without pause would keep the others from ever writing.
 */
export class Turns {
  #othersAt = Number.NEGATIVE_INFINITY;
  /** Until when it is their turn. */
  #theirsUntil = Number.NEGATIVE_INFINITY;
  #wake: () => void = () => {};

  /** Another process wrote. */
  others(): void {
    this.#othersAt = performance.now();
    this.#theirsUntil = Number.NEGATIVE_INFINITY;
    this.#wake();
  }

  /** This process wrote; others need about as long as it took, and some more to decide. */
  mine(took: number): void {
    const now = performance.now();
    if (now - this.#othersAt < RECENT) this.#theirsUntil = now + 2 * took;
  }

  /** Resolves when this process may write: at once where nobody else does. */
  async wait(): Promise<void> {
    const left = this.#theirsUntil - performance.now();
    if (left <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(left, LONGEST));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }
}
