import { setImmediate as nextTurn } from 'node:timers/promises';

/** The most that a post waits for the ones behind it. */
const LONGEST = 250;
/** Telling takes at most this share of the time; the rest is for those who post. */
const SHARE = 0.5;
/** How long one telling goes on before it lets others have their turn, in ms. */
const SLICE = 4;

/**
 * How long after the start of one telling the next may start, in ms.
 * @param cost what the last one took, in ms
 */
export const interval = (cost: number): number => Math.min(LONGEST, cost / SHARE);

export interface Clock {
  /** ms, from any instant. */
  now(): number;
  /** Runs something later: at the end of this turn for 0 ms. */
  after(ms: number, run: () => void): void;
}

const real: Clock = {
  now: () => performance.now(),
  after: (ms, run) => void (ms <= 0 ? setImmediate(run) : setTimeout(run, ms).unref()),
};

/**
 * Does the same with many, but lets what else there is to do have its turn now and then.
 * @param resumed called after each such turn: something may have changed
 */
export async function inSlices<T>(
  all: readonly T[],
  each: (one: T) => void,
  resumed: () => void = () => undefined,
): Promise<void> {
  let start = performance.now();
  for (const one of all) {
    if (performance.now() - start > SLICE) {
      await nextTurn();
      start = performance.now();
      resumed();
    }
    each(one);
  }
}

/**
 * Tells at once while that is cheap; under load the news wait a little and are told together. Latency bends, throughput
 * does not break.
 */
export class Pacer {
  readonly #tell: () => Promise<void>;
  readonly #clock: Clock;
  #notBefore = 0;
  #asked = false;
  #busy = false;

  /** @param tell tells all that waits by then; it never overlaps itself. */
  constructor(tell: () => Promise<void>, clock: Clock = real) {
    this.#tell = tell;
    this.#clock = clock;
  }

  /** Something waits to be told: one telling follows for all that is asked until it begins. */
  ask(): void {
    this.#asked = true;
    if (this.#busy) return;
    this.#busy = true;
    this.#clock.after(this.#notBefore - this.#clock.now(), () => void this.#run());
  }

  async #run(): Promise<void> {
    this.#asked = false;
    const start = this.#clock.now();
    await this.#tell();
    // Node hands the bytes to the kernel at the end of the turn: the cost is known in the next.
    this.#clock.after(0, () => {
      this.#notBefore = start + interval(this.#clock.now() - start);
      this.#busy = false;
      if (this.#asked) this.ask();
    });
  }
}
