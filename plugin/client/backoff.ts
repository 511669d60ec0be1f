const FIRST = 1_000;
const LONGEST = 30_000;

/** Milliseconds to wait after `tries` failures: doubled each time, half of it by chance, so that a crowd spreads out. */
export function backoff(tries: number, random: () => number = Math.random): number {
  const cap = Math.min(LONGEST, FIRST * 2 ** tries);
  return cap / 2 + (random() * cap) / 2;
}
