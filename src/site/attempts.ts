import { Refusal } from './refusal.ts';
import { type Limit, throttle } from './throttle.ts';

/** Tries against one login from one place, one login from anywhere, and any login from one place. */
const LIMITS = {
  here: { tries: 5, every: 30_000 },
  login: { tries: 50, every: 10_000 },
  place: { tries: 50, every: 5_000 },
} satisfies Record<string, Limit>;

/** Who has tried how often to log in, or to sign up. */
export function createAttempts() {
  const byHere = throttle(LIMITS.here);
  const byLogin = throttle(LIMITS.login);
  const byPlace = throttle(LIMITS.place);
  const signUps = throttle({ tries: 10, every: 360_000 });
  const mustNotWait = (milliseconds: number): void => {
    if (milliseconds > 0) throw new Refusal('throttled', { seconds: Math.ceil(milliseconds / 1_000) });
  };

  return {
    /** Counted before the password is looked at, so that many tries at once are no way around. @throws `throttled` */
    async logIn<T>(login: string, place: string, tryIt: () => Promise<T>): Promise<T> {
      const counters = [
        [byHere, `${place}\n${login}`],
        [byLogin, login],
        [byPlace, place],
      ] as const;
      mustNotWait(Math.max(...counters.map(([counter, key]) => counter.wait(key))));
      for (const [counter, key] of counters) counter.take(key);
      const result = await tryIt();
      for (const [counter, key] of counters) counter.giveBack(key);
      return result;
    },
    /** @throws `throttled` */
    signUp(place: string): void {
      mustNotWait(signUps.wait(place));
      signUps.take(place);
    },
  };
}
