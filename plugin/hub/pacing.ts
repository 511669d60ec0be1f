import { setImmediate as nextTurn } from 'node:timers/promises';

/** No more of the event loop than this goes to telling: the rest is for posts and pages. */
const SHARE = 0.5;
const LONGEST_PAUSE = 250;
/** Writes in a row before other work may go first. */
const SLICE = 128;

/**
 * Runs a flush at once when it is idle, and rests in proportion to what the last one cost when it is busy: what comes
 * meanwhile is told together. Latency bends, throughput does not break.
 */
export function pace(flush: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let wanted = false;
  let running = false;
  const run = async () => {
    running = true;
    while (wanted) {
      wanted = false;
      const start = performance.now();
      await flush().catch(failed);
      const cost = performance.now() - start;
      const rest = Math.min(LONGEST_PAUSE, (cost * (1 - SHARE)) / SHARE);
      if (rest >= 1) await new Promise((resolve) => setTimeout(resolve, rest));
    }
    running = false;
  };
  return () => {
    wanted = true;
    if (!running) void run();
  };
}

/** Goes through many in slices, so that no request waits for all of them. */
export async function inSlices<T>(all: Iterable<T>, each: (one: T) => void): Promise<void> {
  let count = 0;
  for (const one of all) {
    each(one);
    count += 1;
    if (count % SLICE === 0) await nextTurn();
  }
}
