const FIRST = 25_000;
const LONGEST = 100_000;

/** A farewell that may pass by itself; of a log-in, the tab that it was made in tells. */
export const SHUT = '.cb-farewell:not([data-farewell="visitor"], [data-farewell="ended"])';

/** Milliseconds until a shut door is tried again after `asked` times: half as long again each time, a fifth by chance. */
export const patience = (asked: number, random: () => number = Math.random): number =>
  Math.min(LONGEST, FIRST * 1.5 ** asked) * (0.8 + 0.4 * random());
