/** So many tries at once, and one more each `every` milliseconds. */
export interface Limit {
  readonly tries: number;
  readonly every: number;
}

interface Bucket {
  readonly used: number;
  readonly at: number;
}

const MOST = 50_000;

/**
 * Counts tries by key, in memory: a restart forgives.
 * @param now milliseconds by a clock that nobody sets: one set back would make all who tried wait for as long
 */
export function throttle({ tries, every }: Limit, now: () => number = () => performance.now()) {
  const buckets = new Map<string, Bucket>();
  const usedBy = (key: string): number => {
    const bucket = buckets.get(key);
    return bucket === undefined ? 0 : Math.max(0, bucket.used - (now() - bucket.at) / every);
  };
  const put = (key: string, used: number): void => {
    buckets.delete(key);
    if (used > 0) buckets.set(key, { used, at: now() });
    const [oldest] = buckets.keys();
    if (buckets.size > MOST && oldest !== undefined) buckets.delete(oldest);
  };
  return {
    /** Milliseconds until another try is allowed. */
    wait: (key: string): number => Math.max(0, (usedBy(key) + 1 - tries) * every),
    take: (key: string): void => put(key, usedBy(key) + 1),
    /** What succeeded does not count. */
    giveBack: (key: string): void => put(key, usedBy(key) - 1),
  };
}
